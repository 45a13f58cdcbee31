"""RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0: every item or entry is an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.feed.channel import Channel
from tasks.normalize.feed.entry import draft_of
from tasks.normalize.feed.lenient import drafts_of_soup
from tasks.normalize.feed.mending import refuse_entities
from tasks.normalize.feed.stream import items_of_feed
from tasks.normalize.reader import Draft, Format, Size
from tasks.normalize.xml_tree import root_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.source import Source

ATOM = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/")
RSS_IN_RDF = ("http://purl.org/rss/1.0", "http://my.netscape.com/", "channel.netscape.com/rdf/")


class FeedReader:
    """Reads a feed item by item; what is no XML but small is read leniently."""

    format = Format(
        name="feed",
        title="RSS and Atom",
        recognized_by="the root element: `rss`, `feed`, an Atom `entry`, or `rdf:RDF` with RSS 1.0",
        holds="an article in each item or entry, a teaser where the feed has no more",
        fields=(
            "uri", "url", "byline", "firstcreated", "versioncreated", "language", "source",
            "subject", "keywords", "usageterms", "copyrightholder", "description",
        ),
        limits="enclosures and comments go; what is no well-formed XML is read up to 1 MB",
        looked_for="; looked for content, content:encoded, description and summary",
        size=Size.STREAM,
    )  # fmt: skip

    def recognizes(self, source: Source) -> str | None:
        """By the root element."""
        root = root_name(source)
        name = (root or "").lower()
        if name == "rss":
            return f"its root element is {root}"
        sample = source.sample
        if name == "feed" and (any(ns in sample for ns in ATOM) or "<entry" in sample):
            return f"its root element is {root}"
        if name == "entry" and any(ns in sample for ns in ATOM):
            return "its root element is an Atom entry"
        if name == "rdf" and any(ns in sample for ns in RSS_IN_RDF):
            return "its root element is RDF with an RSS channel"
        return None

    def read(self, source: Source) -> Iterator[Draft | RejectedError]:
        """One item for each of the feed's.

        Raises:
            RejectedError: it has none, declares entities, or does not go on as a feed (with line
                and column).
        """
        refuse_entities(source.sample)
        channel, count = Channel(), 0
        try:
            for item in items_of_feed(source):
                channel.learn(item.before)
                alone = item.element.getparent() is None
                member = None if alone else str(item.index)
                count += 1
                if len(item.element):
                    yield draft_of(item.element, channel, member, source.url)
                else:
                    message = "the item is empty"
                    yield RejectedError(FailureReason.NO_TEXT, message, member=member)
        except RejectedError as error:
            rest = _rest(source, error, count)
            if not rest:
                raise
            yield from rest
            return
        if not count:
            raise RejectedError(FailureReason.NO_TEXT, "the feed has no entries")


def _rest(source: Source, error: RejectedError, count: int) -> list[Draft]:
    """What can still be read of a feed that broke off after some items."""
    size = source.content.size
    if error.reason is not FailureReason.MALFORMED or size is None:
        return []
    return drafts_of_soup(source)[count:] if size <= source.limits.document else []
