"""The server-sent events of one browser: first what it has missed, then what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import redis

from worker.web.feed import frame, frame_of
from worker.web.stream import position

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from worker.web.feed import Feed, Message, Subscriber
    from worker.web.stream import ArticleStream, Line

RETRY = b"retry: 1000\n\n"
"""How soon a browser comes back after its connection is lost, in milliseconds."""

MOST_MISSED = 5_000
"""Entries that a browser is told of one by one; one that has missed more loads the page anew."""

RESET = frame("reset", "{}")


class Reception:
    """What one browser is sent.

    A browser that cannot keep up is taken off the feed; it goes on from pages of the stream,
    at its own speed, until it has caught up.

    Args:
        after: the entry that it has seen last; None for one that wants the news only.
    """

    def __init__(self, feed: Feed, stream: ArticleStream, after: str | None) -> None:
        self._feed = feed
        self._stream = stream
        self._last = after or ""

    async def frames(self) -> AsyncIterator[bytes]:
        """Server-sent events in pieces of any size, without end; it ends when it cannot go on."""
        yield RETRY
        begun = await self._feed.begun()
        self._last = self._last or begun
        try:
            while True:
                missed = 0
                async for lines in self._pages("+"):
                    missed += len(lines)
                    if missed > MOST_MISSED:
                        yield RESET
                        return
                    yield self._frames(lines)
                with self._feed.subscribed() as subscriber:
                    async for lines in self._pages(subscriber.since):
                        yield self._frames(lines)
                    async for some in self._news(subscriber):
                        yield some
        except (redis.RedisError, OSError):
            # The browser comes back, and goes on after what it has seen.
            return

    async def _pages(self, until: str) -> AsyncIterator[list[Line]]:
        """Pages of the stream up to an entry, or to its end."""
        while until == "+" or position(self._last) < position(until):
            last, lines = await self._stream.after(self._last, until)
            if last == self._last:
                return
            self._last = last
            yield lines

    async def _news(self, subscriber: Subscriber) -> AsyncIterator[bytes]:
        """What is offered, until too much of it waits."""
        while not subscriber.overrun:
            frames = [message.frame for message in self._new(await subscriber.take())]
            if frames:
                yield b"".join(frames)

    def _new(self, messages: list[Message]) -> Iterable[Message]:
        for message in messages:
            if message.entry_id is not None:
                if position(message.entry_id) <= position(self._last):
                    continue
                self._last = message.entry_id
            yield message

    def _frames(self, lines: list[Line]) -> bytes:
        return b"".join(map(frame_of, lines))
