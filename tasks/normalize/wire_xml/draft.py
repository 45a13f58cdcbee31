"""What the readers of wire formats do with every draft: what its text repeats, or alone says."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from tasks.normalize.byline import byline_in
from tasks.normalize.dateline.find import parse_dateline
from tasks.normalize.dates.moments import parse_day
from tasks.normalize.opening import opening_of
from tasks.normalize.wire_xml.home_zones import home_zone

if TYPE_CHECKING:
    from tasks.normalize.reader import Draft

NO_VALUE = frozenset({"no-data-available", "n/a", "none", "null", "embargoed"})
"""What systems write into a field that nobody filled in; PA's status `embargoed` is a date's."""

_ANY_DAY = dt.date(2000, 1, 1)
_STORY = " - Story"


def settle(draft: Draft, *senders: str) -> Draft:
    """The draft without empty values, and its text without a headline and byline above it.

    A byline that is printed above the text goes before one that is stated: the metadata often
    say no more than `Staff Reporter`.

    Args:
        senders: who sent the document, where it says so beside the item.
    """
    draft.fields = {name: value for name, value in draft.fields.items() if _says(value)}
    _settle_dateline(draft.fields)
    stated = (draft.fields.get(name) for name in ("source", "uri", "copyrightholder"))
    draft.zone = home_zone(*map(str, filter(None, stated)), *senders)
    paragraphs = draft.paragraphs
    if len(paragraphs) > 1 and _same(paragraphs[0], draft.fields.get("headline")):
        paragraphs = paragraphs[1:]
    if len(paragraphs) > 1 and (byline := byline_in(paragraphs[0])) is not None:
        draft.fields["byline"] = byline
        draft.fields.pop("authors", None)
        paragraphs = paragraphs[1:]
    draft.paragraphs = paragraphs
    if "headline" not in draft.fields and paragraphs:
        draft.fields["headline"] = opening_of(paragraphs[0].strip())
        draft.guessed["headline"] = "the beginning of the text, which states no headline"
    return draft


def _says(value: object) -> bool:
    if isinstance(value, dict):
        # A dateline that is nothing but a date or a number could not be printed.
        text = str(value.get("text", ""))
        return text[:1].isalpha() and parse_day(text.title(), _ANY_DAY) is None
    return bool(value) and str(value).strip().lower() not in NO_VALUE


def _settle_dateline(fields: dict[str, Any]) -> None:
    """Where and by whom: what a stated dateline says in words, as one in the text would."""
    stated = fields.get("dateline")
    if not isinstance(stated, dict):
        return
    text = stated["text"].rstrip(" -–—_")
    found = parse_dateline(text + _STORY, _ANY_DAY)
    if found is not None:
        stated["place"] = stated.get("place") or found.dateline.place
        stated["agency"] = found.dateline.agency
    elif not stated.get("place") and text.replace(" ", "").isalpha():
        stated["place"] = text
    if stated.get("place"):
        fields.setdefault("located", stated["place"].partition(",")[0])


def _same(paragraph: str, headline: object) -> bool:
    return isinstance(headline, str) and paragraph.split() == headline.split()
