"""Reading the articles stream without a consumer group: no other reader notices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import redis
import structlog

from schemas.errors import SetupError
from schemas.event import ArticleEvent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from redis import Redis

log = structlog.get_logger()

PAGE = 500
"""Entries fetched at a time."""

BLOCK_MILLISECONDS = 5_000

UNREADABLE = (KeyError, ValueError)
"""What `entry_of` raises at an entry that is no event."""

Entry = tuple[str, ArticleEvent]
"""Entry id and event."""


class StreamReader:
    """Reads one stream of events.

    Args:
        key: the stream.
    """

    def __init__(self, client: Redis, key: str) -> None:
        self._redis = client
        self._key = key

    def last(self, count: int) -> list[Entry]:
        """The newest events, oldest of them first."""
        if count == 0:
            return []
        newest: Any = self._redis.xrevrange(self._key, count=count)
        return list(_events_in(reversed(newest)))

    def at(self, entry_id: str) -> ArticleEvent | None:
        """The event of one entry; None when it is not there (any more)."""
        found: Any = self._redis.xrange(self._key, entry_id, entry_id)
        return next((event for _, event in _events_in(found)), None)

    def after(self, entry_id: str) -> Iterator[Entry]:
        """All events after an entry (`0` for all there are), in order, a page at a time.

        Raises:
            SetupError: this is no entry id.
        """
        return self._pages(entry_id)

    def follow(self, first: Iterable[Entry] = (), after: str | None = None) -> Iterator[Entry]:
        """These events, then every further one as it comes, without end.

        Args:
            after: entry to go on after when there are no first ones, instead of the newest.
        """
        last_id = after
        for entry in first:
            last_id = entry[0]
            yield entry
        if last_id is None:
            newest: Any = self._redis.xrevrange(self._key, count=1)
            last_id = newest[0][0].decode() if newest else "0"
        while True:
            streams = self._redis.xread({self._key: last_id}, PAGE, BLOCK_MILLISECONDS)
            for found in entries_of(streams):
                last_id = found[0].decode()
                yield from _events_in([found])

    def _pages(self, last_id: str) -> Iterator[Entry]:
        try:
            while page := self._page(last_id):
                yield from _events_in(page)
                last_id = page[-1][0].decode()
        except redis.ResponseError as error:
            raise SetupError(f"{last_id!r} is no entry id such as 1700000000000-0") from error

    def _page(self, last_id: str) -> list[Any]:
        page: Any = self._redis.xrange(self._key, min=f"({last_id}", count=PAGE)
        return list(page)


def entries_of(streams: Any) -> list[tuple[bytes, dict[bytes, bytes]]]:
    """The entries in an XREAD reply, which is a list or (RESP 3) a mapping of streams."""
    if not streams:
        return []
    if isinstance(streams, dict):
        return [entry for pages in streams.values() for page in pages for entry in page]
    return [entry for _, entries in streams for entry in entries]


def _events_in(entries: Iterable[tuple[bytes, dict[bytes, bytes]]]) -> Iterator[Entry]:
    """The entries, decoded; what is no event, which somebody else has written, is passed over."""
    for entry_id, fields in entries:
        try:
            yield entry_of(entry_id, fields)
        except UNREADABLE:
            log.warning("stream.entry_unreadable", entry=entry_id.decode())


def entry_of(entry_id: bytes, fields: dict[bytes, bytes]) -> Entry:
    """An entry as the server gives it, decoded.

    Raises:
        KeyError: it has no `data`.
        ValueError: it is no event.
    """
    entry = {name.decode(): value.decode() for name, value in fields.items()}
    return entry_id.decode(), ArticleEvent.from_entry(entry)
