"""From what an item states to the fields of an article; what cannot be used is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from schemas.article import Author
from tasks.normalize.byline import authors_in, without_lead_in
from tasks.normalize.field_values import (
    MOST_VALUES,
    address_of,
    dateline_of,
    language_of,
    moment_of,
    number_of,
    prose_of,
    pubstatus_of,
    text_of,
    texts_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from tasks.normalize.reader import Draft

MOMENTS = ("firstcreated", "versioncreated", "embargoed", "expires")

LONGEST_ADDRESS = 2_000
"""Code points of an identifier or address that is taken over; a longer one is none."""

_ROLE_KEYS = ("role", "jobTitle", "jobtitle")
_ABSENT: tuple[object, ...] = (None, "", [], {}, ())


def stated_fields(draft: Draft, zone: ZoneInfo) -> dict[str, Any]:
    """The fields of an article that an item states, each in its type.

    A value of the wrong type is left out, and the draft gets a warning that names the field.

    Args:
        zone: of points in time that name none; `draft.guessed` then says so.
    """
    found: dict[str, Any] = {}
    for field, value in draft.fields.items():
        if _is_absent(field, value):
            continue
        if field in MOMENTS:
            converted = _moment(value, zone, draft, field)
        elif field == "dateline":
            converted = dateline_of(value, zone)
        else:
            converted = _CONVERTERS[field](value)
        if converted is not None:
            found[field] = converted
        else:
            draft.warnings.append(f"the {field} is not of a usable form and was left out")
    if "byline" in found and "authors" not in found:
        found["authors"] = _authors_of_byline(draft.fields["byline"], found["byline"])
    return found


def _is_absent(field: str, value: Any) -> bool:
    """Whether nothing is stated: empty, white space, or version 0, which is no version yet."""
    if isinstance(value, str):
        return not value.strip() or (field == "version" and value.strip() == "0")
    return value in _ABSENT or (field == "version" and value == 0 and value is not False)


def _address(value: Any) -> str | None:
    address = address_of(value)
    return address if address and len(address) <= LONGEST_ADDRESS else None


def _version(value: Any) -> int | None:
    """A version from 1; of `2.1` it is the 2."""
    return _within(number_of(value), 1, 2**53)


def _urgency(value: Any) -> int | None:
    stated = text_of(value) if isinstance(value, dict | list) else value
    return _within(number_of(stated), 1, 9)


def _within(number: int | None, least: int, most: int) -> int | None:
    return number if number is not None and least <= number <= most else None


def _moment(value: Any, zone: ZoneInfo, draft: Draft, field: str) -> Any:
    parsed = moment_of(value, zone)
    if parsed is None:
        return None
    moment, assumed = parsed
    if assumed:
        zone_assumed = f"the time zone is not stated; {zone.key} assumed"
        draft.guessed[field] = "; ".join(filter(None, [draft.guessed.get(field), zone_assumed]))
    return moment


def _byline(value: Any) -> str | None:
    names = [name for each in _people(value) if (name := _name(each))]
    return without_lead_in(", ".join(names)) if names else None


def _authors(value: Any) -> tuple[Author, ...] | None:
    """People one by one, as objects with their roles, as names or as bylines."""
    authors: list[Author] = []
    for person in _people(value):
        name = _name(person)
        if name is None:
            continue
        name = without_lead_in(name)
        if isinstance(person, dict):
            authors.append(Author(name=name, role=_role(person)))
        else:
            authors.extend(authors_in(name))
    return tuple(dict.fromkeys(authors)) or None


def _authors_of_byline(value: Any, byline: str) -> tuple[Author, ...]:
    """The people that objects name one by one, with their roles; else those of the byline."""
    people = _people(value)
    if not all(isinstance(person, dict) for person in people):
        return authors_in(byline)
    return _authors(people) or ()


def _people(value: Any) -> list[Any]:
    return (value if isinstance(value, list) else [value])[:MOST_VALUES]


def _name(person: Any) -> str | None:
    """What somebody is called: no number and no address, as content systems have them."""
    name = None if isinstance(person, int) else text_of(person)
    return None if name is None or name.startswith(("http://", "https://")) else name


def _role(person: dict[str, Any]) -> str | None:
    keys = (*_ROLE_KEYS, "title") if person.get("name") else _ROLE_KEYS
    return next((role for key in keys if (role := text_of(person.get(key)))), None)


_CONVERTERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("uri", "url", "evolvedfrom"), _address),
    **dict.fromkeys(("slugline", "located", "source", "copyrightholder"), text_of),
    **dict.fromkeys(("headline", "description", "ednote", "usageterms"), prose_of),
    **dict.fromkeys(("keywords", "subject", "genre"), texts_of),
    "version": _version,
    "urgency": _urgency,
    "pubstatus": pubstatus_of,
    "language": language_of,
    "byline": _byline,
    "authors": _authors,
}
