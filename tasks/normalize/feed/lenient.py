"""Feeds that are no XML at all, read by feedparser; slowly, and so only small ones."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from tasks.faults import BUGS
from tasks.normalize.feed.dates import iso_text
from tasks.normalize.feed.entry import holder_in
from tasks.normalize.feed.mending import mended
from tasks.normalize.feed.people import name_of
from tasks.normalize.feed.text import paragraphs_of_text
from tasks.normalize.reader import Draft

if TYPE_CHECKING:
    from tasks.normalize.source import Source

LARGEST = 1_000_000
"""Code points that are read so: feedparser takes a second for a thousand items."""

MOST_TAGS = 20_000
"""Opening brackets, for the same reason."""

WARNING = "this is no well-formed XML, and was read leniently"

_CLOSED = re.compile(r"</(?:\w{1,20}:)?(?:item|entry)\s*>", re.IGNORECASE)


def drafts_of_soup(source: Source) -> list[Draft]:
    """The items that can be made out; none if it is too large to be read so.

    An item that is not closed was cut off, and is left out.
    """
    if len(source.text) > LARGEST or source.text.count("<") > MOST_TAGS:
        return []
    text = mended(source.text)
    import feedparser  # noqa: PLC0415 - takes 100 ms, and most feeds are XML

    # A stream: feedparser takes text that looks like an address or a path for one.
    try:
        found = feedparser.parse(
            io.BytesIO(text.encode()),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except BUGS:
        # It has bugs of its own, such as with a `gml:pos` that stands alone.
        return []
    whole = len(_CLOSED.findall(text))
    entries = found["entries"][:whole]
    return [_draft(entry, found["feed"], str(index)) for index, entry in enumerate(entries)]


def _draft(entry: Any, feed: Any, member: str) -> Draft:
    body, description = _texts(entry)
    rights = entry.get("rights") or feed.get("rights") or ""
    contents = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    languages = (each.get("language") for each in contents)
    source = entry.get("source")
    fields = {
        "uri": entry.get("id") or entry.get("link"),
        "url": entry.get("link"),
        "headline": _line(entry.get("title")),
        "byline": _byline(entry),
        "firstcreated": iso_text(entry.get("published") or entry.get("created") or ""),
        "versioncreated": iso_text(dict.get(entry, "updated") or ""),
        "language": next(filter(None, languages), None) or feed.get("language"),
        "source": (source and source.get("title")) or _line(feed.get("title")),
        "subject": [tag.get("label") or tag.get("term") or "" for tag in entry.get("tags", ())],
        "usageterms": rights,
        "copyrightholder": holder_in(rights),
        "description": description,
    }
    stated = {name: value for name, value in fields.items() if value}
    return Draft(fields=stated, paragraphs=body, member=member, warnings=[WARNING])


def _texts(entry: Any) -> tuple[list[str], str]:
    contents = (paragraphs_of_text(each.get("value") or "") for each in entry.get("content", ()))
    body = next(filter(None, contents), [])
    summary = paragraphs_of_text(entry.get("summary") or "")
    return (body, " ".join(summary) if summary != body else "") if body else (summary, "")


def _line(text: str | None) -> str:
    return " ".join(paragraphs_of_text(text)) if text else ""


def _byline(entry: Any) -> str | list[dict[str, str]]:
    authors = entry.get("authors", ())
    if len(authors) < 2:  # noqa: PLR2004
        # As it is written: feedparser does not know all mail addresses.
        return name_of(entry.get("author") or "")
    names = (name_of(each.get("name") or each.get("email") or "") for each in authors)
    return [{"name": name} for name in names if name]
