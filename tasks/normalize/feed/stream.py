"""The items of a feed one by one: what has been read is forgotten, so that a feed has no end."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from lxml import etree

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.encoding.decode import decode
from tasks.normalize.feed.mending import mended
from tasks.normalize.xml_tree import SAFE, malformed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.source import Source

CHUNK_BYTES = 65_536

MOST_NODES = 1_000_000
"""Opening brackets and equals signs before the next item ends: each may cost 200 bytes."""

ITEMS = ("{*}item", "{*}entry")
PARENTS = frozenset({"channel", "rss", "rdf", "feed"})
"""Where items lie, in lower case; an `item` anywhere else is something else."""


_CUT_OFF = etree.ErrorTypes.ERR_TAG_NOT_FINISHED


@dataclass(frozen=True)
class Item:
    """An item or entry, which is cleared as soon as the next one is asked for.

    Attributes:
        index: its place among the items, from 0.
        element: the item.
        before: its siblings since the item before it: what the channel says of itself.
    """

    index: int
    element: Any
    before: tuple[Any, ...]


def items_of_feed(source: Source) -> Iterator[Item]:
    """The items of a feed, in order.

    What is not well-formed is mended and read again from where it broke off; not so what is
    larger than a document, of which no more than an item at a time is in memory.

    Raises:
        RejectedError: it does not go on as XML (with line and column), or is too large.
    """
    size = source.content.size
    streamed = size is None or size > source.limits.document
    done = 0
    try:
        for item in _streamed(source) if streamed else _parsed(source.text, source):
            done = item.index + 1
            yield item
    except etree.XMLSyntaxError as error:
        if streamed or error.code == _CUT_OFF:
            raise malformed(error) from error
    else:
        return
    try:
        for item in _parsed(mended(source.text), source):
            if item.index >= done:
                yield item
    except etree.XMLSyntaxError as error:
        raise malformed(error) from error


def local_name(element: Any) -> str:
    """The name of an element without its namespace, in lower case; empty for an entity."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _streamed(source: Source) -> Iterator[Item]:
    # Up to a line's end, so that no letter is cut in two; in fours for UTF-16 and UTF-32.
    head = source.head
    end = head.rfind(b"\n") + 1 if b"\0" not in head else 0
    encoding = decode(head[: end or len(head) // 4 * 4], source.charset).encoding
    with source.open() as stream:
        yield from _parse(stream, _libxml_name(encoding), source.limits.document)


def _parsed(text: str, source: Source) -> Iterator[Item]:
    return _parse(io.BytesIO(text.encode()), "utf-8", source.limits.document)


def _libxml_name(codec: str) -> str | None:
    """Python's name of a codec as libxml2 knows it; None leaves it to the declaration."""
    for name in (codec.removesuffix("-sig").removesuffix("_sig"), codec.replace("_", "-")):
        try:
            etree.XMLParser(encoding=name)
        except LookupError:
            continue
        return name
    return None


def _parse(stream: BinaryIO, encoding: str | None, most: int) -> Iterator[Item]:
    """Items as their ends are met.

    Args:
        most: bytes within which the next item has to end.
    """
    parser = etree.XMLPullParser(
        events=("end",),
        tag=ITEMS,
        encoding=encoding,
        **SAFE,
    )
    index = nodes = size = 0
    while chunk := stream.read(CHUNK_BYTES):
        nodes += chunk.count(b"<") + chunk.count(b"=")
        size += len(chunk)
        try:
            parser.feed(chunk)
        finally:
            # An error does not spoil what came before it in the same piece.
            for item in _ended(parser, index):
                index, nodes, size = item.index + 1, 0, 0
                yield item
        if nodes > MOST_NODES or size > most:
            message = f"item {index} of the feed does not end within what one may have"
            raise RejectedError(FailureReason.TOO_LARGE, message, member=str(index))
    parser.close()


def _ended(parser: Any, index: int) -> Iterator[Item]:
    for _, element in parser.read_events():
        parent = element.getparent()
        if parent is not None and local_name(parent) not in PARENTS:
            continue
        before = tuple(element.itersiblings(preceding=True))[::-1]
        yield Item(index, element, before)
        index += 1
        # The element itself stays: the parser may be about to append the text behind it.
        element.clear(keep_tail=True)
        for sibling in before:
            parent.remove(sibling)
