"""From what an item states to the fields of an article; what cannot be used is left out."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from schemas.article import Author, PubStatus
from tasks.normalize.byline import authors_in, without_lead_in
from tasks.normalize.clean import clean_line
from tasks.normalize.dates import parse_moment

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from tasks.normalize.reader import Draft

MOMENTS = ("firstcreated", "versioncreated", "embargoed", "expires")
TEXTS = (
    "uri", "headline", "slugline", "located", "source", "url", "description", "ednote",
    "usageterms", "copyrightholder",
)  # fmt: skip
LISTS = ("keywords", "subject", "genre")

LONGEST_URI = 2_000
"""Code points of an identifier that is taken over; a longer one is no identifier."""

DEEPEST_LIST = 3
"""Lists within lists that are still looked into for a name."""

MOST_VALUES = 1_000
"""Values of a list that are taken over: no article has more keywords or authors."""

_ROLE_KEYS = ("role", "jobTitle")
_NAME_KEYS = ("name", "title", "literal", "label", "@id")


def stated_fields(draft: Draft, zone: ZoneInfo) -> dict[str, Any]:
    """The fields of an article that an item states, each in its type.

    A value of the wrong type is left out, and the draft gets a warning that names the field.

    Args:
        zone: of points in time that name none; `draft.guessed` then says so.
    """
    converters: dict[str, Callable[[Any], Any]] = {
        **dict.fromkeys(TEXTS, _text),
        **dict.fromkeys(LISTS, _texts),
        "version": _version,
        "urgency": _urgency,
        "pubstatus": _pubstatus,
        "language": _language,
        "byline": _byline,
    }
    found: dict[str, Any] = {}
    for field, value in draft.fields.items():
        if field in MOMENTS:
            converted = _moment(value, zone, draft, field)
        else:
            converted = converters[field](value)
        if converted is not None:
            found[field] = converted
        elif value not in (None, "", []):
            draft.warnings.append(f"the {field} is not of a usable form and was left out")
    if "byline" in found:
        found["authors"] = _authors(draft.fields["byline"], found["byline"])
    if len(found.get("uri", "")) > LONGEST_URI:
        del found["uri"]
        draft.warnings.append("the uri is too long and was left out")
    return found


def _text(value: Any, depth: int = 0) -> str | None:
    if isinstance(value, dict):
        value = next((value[key] for key in _NAME_KEYS if value.get(key)), None)
    if isinstance(value, list):
        texts = (_text(item, depth + 1) for item in value[:MOST_VALUES] if depth < DEEPEST_LIST)
        value = next((text for text in texts if text), None)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    return clean_line(html.unescape(value)) or None


def _texts(value: Any) -> tuple[str, ...] | None:
    values = value.split(",") if isinstance(value, str) else value
    if not isinstance(values, list):
        return None
    return tuple(text for text in map(_text, values[:MOST_VALUES]) if text) or None


def _byline(value: Any) -> str | None:
    values = value if isinstance(value, list) else [value]
    names = [name for name in map(_text, values[:MOST_VALUES]) if name]
    return without_lead_in(", ".join(names)) if names else None


def _authors(value: Any, byline: str) -> tuple[Author, ...]:
    """The people that objects name one by one, with their roles; else those of the byline."""
    people = (value if isinstance(value, list) else [value])[:MOST_VALUES]
    if not all(isinstance(person, dict) for person in people):
        return authors_in(byline)
    named = ((_text(person), person) for person in people)
    return tuple(
        Author(name=without_lead_in(name), role=_role(person)) for name, person in named if name
    )


def _role(person: dict[str, Any]) -> str | None:
    return next((role for key in _ROLE_KEYS if (role := _text(person.get(key)))), None)


def _number(value: Any, least: int, most: int) -> int | None:
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if least <= number <= most and not isinstance(value, bool) else None


def _version(value: Any) -> int | None:
    return _number(value, 1, 2**53)


def _urgency(value: Any) -> int | None:
    return _number(value, 1, 9)


def _pubstatus(value: Any) -> PubStatus | None:
    name = (_text(value) or "").lower().rpartition(":")[2]
    try:
        return PubStatus("canceled" if name in {"cancelled", "killed", "withdrawn"} else name)
    except ValueError:
        return None


def _language(value: Any) -> str | None:
    tag = (_text(value) or "").replace("_", "-")
    parts = tag.split("-")
    valid = 2 <= len(parts[0]) <= 3 and all(p.isascii() and p.isalnum() for p in parts)  # noqa: PLR2004
    return "-".join([parts[0].lower(), *parts[1:]]) if valid else None


def _moment(value: Any, zone: ZoneInfo, draft: Draft, field: str) -> Any:
    parsed = parse_moment(value, zone) if isinstance(value, str) else None
    if parsed is None:
        return None
    moment, assumed = parsed
    if assumed:
        draft.guessed[field] = f"the time zone is not stated; {zone.key} assumed"
    return moment
