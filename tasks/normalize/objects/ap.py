"""Items of the AP Media API (https://api.ap.org/media/v/docs/), which are near to ninjs 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from schemas.article import PubStatus
from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.field_values import pubstatus_of
from tasks.normalize.objects.names import draft_of
from tasks.normalize.objects.ninjs import TEXTS

if TYPE_CHECKING:
    from tasks.normalize.reader import Draft

_SIGNS = frozenset(
    (
        "datelinelocation headline_extended description_caption description_creditline "
        "editorialpriority signals textformat photographer"
    ).split()
)


def is_ap(value: dict[str, Any]) -> bool:
    """Whether an object has AP's identifiers, or names that AP alone has."""
    altids = value.get("altids")
    if isinstance(altids, dict) and not {"itemid", "friendlykey"}.isdisjoint(altids):
        return True
    return bool(value.get("uri")) and len(_SIGNS.intersection(value)) > 1


def draft_of_ap(value: dict[str, Any], member: str | None = None) -> Draft:
    """What an item states.

    Its `uri` is AP's item id: the address that AP gives it changes with each request.

    Raises:
        RejectedError: it has no text; AP's stories lie in renditions, which are not fetched.
    """
    draft = draft_of(value, member)
    fields = draft.fields
    altids = value.get("altids")
    place = value.get("datelinelocation")
    stated = {
        "uri": altids.get("itemid") if isinstance(altids, dict) else None,
        "headline": value.get("headline") or value.get("headline_extended"),
        "located": value.get("located") or (place.get("city") if isinstance(place, dict) else None),
        "byline": _byline(value),
        "source": value.get("provider") or value.get("infosource"),
    }
    fields.pop("located", None)
    fields.update({field: each for field, each in stated.items() if each})
    if not draft.paragraphs and pubstatus_of(fields.get("pubstatus")) is not PubStatus.CANCELED:
        raise RejectedError(FailureReason.NO_TEXT, _why(value), member=member)
    return draft


def _byline(value: dict[str, Any]) -> Any:
    """AP's `bylines` are objects with a `by`, and a `title` for whom they write."""
    bylines = value.get("bylines")
    if not isinstance(bylines, list):
        return None
    return [
        {"name": each.get("by") or each.get("name"), "role": each.get("title")}
        for each in bylines
        if isinstance(each, dict)
    ]


def _why(value: dict[str, Any]) -> str:
    kind = value.get("type")
    if isinstance(kind, str) and kind.isalpha() and kind not in TEXTS:
        return f"it is of AP's type {kind} and has no text of its own"
    held = value.get("renditions")
    names = held if isinstance(held, dict | list) else ()
    text = next((name for name in ("nitf", "anpa", "text") if name in names), None)
    where = f" (rendition {text})" if text else ""
    return f"the item has no text of its own: AP keeps it elsewhere{where}, and nothing is fetched"
