"""The articles stream for the page: pages of it, and what comes next, as lines ready to send."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from worker.connection import connect_async
from worker.reading import UNREADABLE, entries_of, entry_of
from worker.web.entries import line_of, seconds_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redis.asyncio import Redis

    from schemas.event import ArticleEvent
    from tasks.keys import Keys

log = structlog.get_logger()

PAGE = 20
"""Entries fetched at a time: each comes with its text, which may have five million bytes."""

BLOCK_MILLISECONDS = 5_000
CONNECTIONS = 4
"""Most connections to the server, of which the one reader has one: further questions wait."""

REMEMBERED = 4_000
"""Lines kept ready: a hundred browsers that come back together ask for the same ones."""

# Both numbers have 64 bits on the server; what is longer than these is no time of ours.
_ENTRY_ID = re.compile(r"[0-9]{1,16}(-[0-9]{1,18})?")


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as it is sent to browsers.

    Attributes:
        json: what `line_of` says, encoded once for all browsers.
        time: when the event was made, in seconds since the epoch.
        seconds: from the claim of the file to the event.
    """

    entry_id: str
    json: str
    time: float
    seconds: float | None


def connect(url: str) -> Redis:
    """An asynchronous client that returns bytes and never opens more than `CONNECTIONS`."""
    return connect_async(
        url, max_connections=CONNECTIONS, timeout=10, socket_timeout=15, retry=Retry(NoBackoff(), 1)
    )


def position(entry_id: str) -> tuple[int, int]:
    """An entry id as numbers, which compare as the stream is ordered.

    Raises:
        ValueError: it is none.
    """
    if _ENTRY_ID.fullmatch(entry_id) is None:
        raise ValueError("an entry id looks like 1700000000000-0")
    milliseconds, _, sequence = entry_id.partition("-")
    return int(milliseconds), int(sequence or 0)


class ArticleStream:
    """Reads the stream without a consumer group: no other reader notices.

    Every method raises redis.RedisError when the server cannot be asked.
    """

    def __init__(self, client: Redis, keys: Keys) -> None:
        self._redis = client
        self._keys = keys
        self._known: OrderedDict[str, Line | None] = OrderedDict()

    async def newest(self) -> str:
        """Id of the last entry; `0-0` of a stream without entries."""
        found: Any = await self._redis.xrevrange(self._keys.articles, count=1)
        return str(found[0][0].decode()) if found else "0-0"

    async def next(self, after: str) -> tuple[str, list[Line]]:
        """What follows an entry, waiting for it for some seconds; and the last id seen."""
        streams: Any = await self._redis.xread(
            {self._keys.articles: after}, count=PAGE, block=BLOCK_MILLISECONDS
        )
        entries = entries_of(streams)
        return (entries[-1][0].decode() if entries else after), self._lines(entries)

    async def after(self, entry_id: str, until: str = "+") -> tuple[str, list[Line]]:
        """A page of what follows an entry, and the last id seen: the same one at the end."""
        found: Any = await self._redis.xrange(
            self._keys.articles, f"({entry_id}", until, count=PAGE
        )
        return (found[-1][0].decode() if found else entry_id), self._lines(found)

    async def before(self, entry_id: str | None, count: int) -> tuple[str | None, list[Line]]:
        """So many entries before one (None: the last ones), newest first, and the oldest id seen.

        The id is None where the stream begins.
        """
        if entry_id is not None and position(entry_id) == (0, 0):
            return None, []  # the server calls an end before the first id an error
        oldest, lines = entry_id, list[Line]()
        while count > 0:
            oldest, step = await self._step_before(oldest, min(count, PAGE))
            lines += step
            if oldest is None:
                break
            count -= PAGE
        return oldest, lines

    async def _step_before(self, entry_id: str | None, count: int) -> tuple[str | None, list[Line]]:
        end = f"({entry_id}" if entry_id else "+"
        found: Any = await self._redis.xrevrange(self._keys.articles, end, "-", count=count)
        oldest = found[-1][0].decode() if len(found) == count else None
        return oldest, self._lines(found)

    async def at(self, entry_id: str) -> ArticleEvent | None:
        """The event of one entry; None when it is not there (any more)."""
        found: Any = await self._redis.xrange(self._keys.articles, entry_id, entry_id)
        try:
            return entry_of(*found[0])[1] if found else None
        except UNREADABLE:
            return None

    async def of_article(self, article_id: str) -> ArticleEvent | None:
        """The event that an article has become, as long as its guard is kept."""
        guard: Any = await self._redis.get(self._keys.published(article_id))
        return await self.at(guard.decode()) if guard else None

    def _lines(self, found: Sequence[tuple[bytes, dict[bytes, bytes]]]) -> list[Line]:
        lines = (self._line(*each) for each in found)
        return [line for line in lines if line is not None]

    def _line(self, entry_id: bytes, fields: dict[bytes, bytes]) -> Line | None:
        key = entry_id.decode()
        if key not in self._known:
            self._known[key] = _made(entry_id, fields)
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return self._known[key]


def _made(entry_id: bytes, fields: dict[bytes, bytes]) -> Line | None:
    """The line of an entry; None for what is no event, which somebody else has written there."""
    try:
        key, event = entry_of(entry_id, fields)
    except UNREADABLE:
        log.warning("web.entry_unreadable", entry=entry_id.decode())
        return None
    text = json.dumps(line_of(key, event), separators=(",", ":"))
    return Line(key, text, event.time.timestamp(), seconds_of(event))
