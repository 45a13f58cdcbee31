"""Items of IPTC ninjs 1.x, 2.x and 3.x (https://iptc.org/standards/ninjs/), and of Superdesk.

From 2.0 headlines, descriptions and bodies are arrays; from 3.0 names are in camel case.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.objects.body import (
    fuller,
    paragraphs_of_html,
    paragraphs_of_text,
    without_title,
)
from tasks.normalize.objects.names import BODY_NAMES, fields_of
from tasks.normalize.reader import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = ("text", "composite", "story", "advisory", "article", "component")
"""Types of items that are texts, or may hold some."""

MOST_ASSOCIATIONS = 1_000
"""Items within an item that are looked at."""

_VERSION_1 = frozenset(
    (
        "versioncreated firstcreated pubstatus description_text body_xhtml copyrightholder "
        "copyrightnotice usageterms infosource associations renditions urgency slugline profile "
        "body_text ednote"
    ).split()
)
_LISTS = ("headlines", "bodies", "descriptions", "infosources", "infoSources")
_VERSION_3 = ("versionCreated", "firstCreated", "pubStatus", "eventDetails", "planningDetails")
_LEAST_NAMES = 2

_HTML_NAMES = ("body_html", "body_xhtml", "description_html", "description_xhtml")
_TEXT_NAMES = tuple(name for name in BODY_NAMES if name not in _HTML_NAMES)
_MAIN = ("main", "text", "title", "headline")
_ABSTRACT = ("main", "text", "summary", "abstract", "lead", "drophead")
_NO_ABSTRACT = ("writer", "creditline", "credit", "caption")
_NITF_BODY = re.compile(r"<(?:[a-z]{1,10}:)?body\.content\b[^<>]{0,500}>", re.IGNORECASE)
_SAFE_NAME = re.compile(r"[\w.-]{1,60}", re.ASCII)


def is_ninjs(value: dict[str, Any]) -> bool:
    """Whether an object has an identifier and several names that ninjs alone has."""
    if not (value.get("uri") or value.get("guid")):
        return False
    if any(_with_values(value.get(name)) for name in _LISTS):
        return True
    names = len(_VERSION_1.intersection(value)) + sum(name in value for name in _VERSION_3)
    return names >= _LEAST_NAMES or ("type" in value and names > 0)


def draft_of_ninjs(value: dict[str, Any], member: str | None = None) -> Draft:
    """What an item states.

    Raises:
        RejectedError: it is a picture, an event or the like without a text of its own.
    """
    fields = fields_of(value)
    # Places are what the item is about, `name` and `title` what it is called in the house.
    for field in ("located", "headline", "description"):
        fields.pop(field, None)
    stated = {
        "located": value.get("located"),
        "headline": value.get("headline") or _value_of(value.get("headlines"), _MAIN),
        "description": _description(value),
    }
    fields.update({field: each for field, each in stated.items() if each})
    if "headline" not in fields and value.get("title"):
        fields["headline"] = value["title"]
    draft = Draft(fields=fields, member=member)
    draft.paragraphs = without_title(_body(value), fields.get("headline"))
    kind = _kind(value)
    if kind not in TEXTS:
        if not draft.paragraphs:
            message = f"it is of the type {kind} and has no text of its own"
            raise RejectedError(FailureReason.NO_TEXT, message, member=member)
        draft.warnings.append(f"it is of the type {kind}; its text was taken over")
    return draft


def associated(value: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The items within an item that have a text of their own, with their names.

    A picture's caption is none, even where it is given as its body.
    """
    held = value.get("associations")
    pairs = held.items() if isinstance(held, dict) else enumerate(_objects(held))
    for index, (key, item) in enumerate(pairs):
        if index == MOST_ASSOCIATIONS:
            return
        if isinstance(item, dict) and _has_own_text(item):
            name = item.get("name") if isinstance(held, list) else key
            safe = isinstance(name, str) and _SAFE_NAME.fullmatch(name)
            yield str(name if safe else index), item


def _has_own_text(item: dict[str, Any]) -> bool:
    body = " ".join(_body(item)).split()
    if not body:
        return False
    captions = (item.get("headline"), _value_of(item.get("headlines"), _MAIN), _description(item))
    texts = (text for text in captions if isinstance(text, str))
    return _kind(item) in TEXTS or body not in [text.split() for text in texts]


def _kind(value: dict[str, Any]) -> str:
    """The type in a word; an item that names none is a text."""
    if value.get("eventDetails"):
        return "event"
    if value.get("planningDetails"):
        return "planning"
    kind = value.get("type")
    return kind if isinstance(kind, str) and _SAFE_NAME.fullmatch(kind) else "text"


def _description(value: dict[str, Any]) -> Any:
    stated = fields_of({name: each for name, each in value.items() if name != "title"})
    several = [
        each for each in _objects(value.get("descriptions")) if each.get("role") not in _NO_ABSTRACT
    ]
    return stated.get("description") or _value_of(several, _ABSTRACT)


def _body(value: dict[str, Any]) -> list[str]:
    """The body as plain text, or as markup where the text has lost its paragraphs."""
    text = _lines(value, _TEXT_NAMES, paragraphs_of_text)
    marked = _lines(value, _HTML_NAMES[:2], paragraphs_of_html)
    if not text and not marked:
        text, marked = _bodies(_objects(value.get("bodies")))
    return fuller(text, marked)


def _lines(value: dict[str, Any], names: tuple[str, ...], read: Any) -> list[str]:
    texts = (value[name] for name in names if isinstance(value.get(name), str))
    return next((lines for text in texts if (lines := read(text))), [])


def _bodies(bodies: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """The first body in plain text and the first in HTML; else one in NITF."""
    text: list[str] = []
    marked: list[str] = []
    nitf: list[str] = []
    for body in bodies:
        content = body.get("value")
        if not isinstance(content, str) or not content.strip():
            continue
        kind = str(body.get("contentType") or body.get("contenttype") or body.get("role")).lower()
        if "html" in kind:
            marked = marked or paragraphs_of_html(content)
        elif "nitf" in kind or "xml" in kind:
            inside = _NITF_BODY.search(content)
            nitf = nitf or (paragraphs_of_html(content[inside.end() :]) if inside else [])
        else:
            text = text or paragraphs_of_text(content)
    return text or (nitf if not marked else []), marked


def _value_of(values: Any, roles: tuple[str, ...]) -> str | None:
    """The value in the best of the roles, or the first one."""
    found = [each for each in _objects(values) if isinstance(each.get("value"), str)]
    ranked = {role: rank for rank, role in enumerate(roles)}
    best = min(found, key=lambda each: ranked.get(str(each.get("role")), len(roles)), default=None)
    return best["value"] if best else None


def _with_values(values: Any) -> bool:
    return any("value" in each or "name" in each for each in _objects(values))


def _objects(values: Any) -> list[dict[str, Any]]:
    return [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []
