"""One reader of the stream for all browsers: what it reads is offered to each of them."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import redis
import structlog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from worker.web.stream import ArticleStream, Line

log = structlog.get_logger()

WAITING_MESSAGES = 2_000
"""Messages that may wait for one browser; one that is further behind reads the stream itself."""

LONGEST_PAUSE_SECONDS = 2.0
CANCEL_SECONDS = 0.1


class Message(NamedTuple):
    """A server-sent event.

    Attributes:
        entry_id: of the article it tells of; None for what is of the moment only.
    """

    entry_id: str | None
    frame: bytes


class Subscriber:
    """What waits for one browser. Nothing here ever waits for the browser.

    Args:
        since: the entry after which everything is offered.
        limit: messages that may wait.
    """

    def __init__(self, since: str, limit: int) -> None:
        self.since = since
        self.overrun = False
        self._limit = limit
        self._waiting: deque[Message] = deque()
        self._news = asyncio.Event()

    def offer(self, message: Message) -> None:
        """Put a message into the queue; a full queue is emptied, and nothing is put in again."""
        if len(self._waiting) >= self._limit:
            self.overrun = True
            self._waiting.clear()
        if not self.overrun:
            self._waiting.append(message)
        self._news.set()

    async def take(self) -> list[Message]:
        """All that waits, as soon as there is something; nothing after an overrun."""
        await self._news.wait()
        self._news.clear()
        taken = list(self._waiting)
        self._waiting.clear()
        return taken


class Feed:
    """Reads the stream once and offers what comes to every subscriber.

    Args:
        note: is told of every line that is read.
        limit: messages that may wait for one subscriber.
    """

    def __init__(
        self,
        stream: ArticleStream,
        note: Callable[[Line], object] = lambda _: None,
        limit: int = WAITING_MESSAGES,
    ) -> None:
        self._stream = stream
        self._note = note
        self._limit = limit
        self._last: str | None = None
        self._started = asyncio.Event()
        self._subscribers: set[Subscriber] = set()
        self.connected = False

    @property
    def audience(self) -> int:
        """How many browsers listen."""
        return len(self._subscribers)

    async def run(self) -> None:
        """Read for ever; a server that is away is waited for."""
        pause = 0.1
        while True:
            try:
                await self._step()
                pause = 0.1
            except (redis.RedisError, OSError) as error:
                if self.connected or self._last is None:
                    log.warning("web.server_away", error=str(error))
                self.connected = False
                await asyncio.sleep(pause)
                pause = min(LONGEST_PAUSE_SECONDS, pause * 2)

    async def begun(self) -> str:
        """The entry after which the reader goes on, as soon as it knows it."""
        await self._started.wait()
        return self._last or "0-0"

    @contextmanager
    def subscribed(self) -> Iterator[Subscriber]:
        """A place among those who are offered what is read from now on."""
        subscriber = Subscriber(self._last or "0-0", self._limit)
        self._subscribers.add(subscriber)
        try:
            yield subscriber
        finally:
            self._subscribers.discard(subscriber)

    def tell(self, message: Message) -> None:
        """Offer a message to everybody."""
        for subscriber in self._subscribers:
            subscriber.offer(message)

    async def _step(self) -> None:
        if not self.connected:
            newest = await self._stream.newest()
            self._last = self._last or newest
            self.connected = True
            self._started.set()
        last, lines = await self._stream.next(self._last or "0-0")
        # No other task runs between these lines: a subscriber is offered all or nothing of them.
        self._last = last
        for line in lines:
            self._note(line)
            self.tell(Message(line.entry_id, frame_of(line)))


async def ended(*tasks: asyncio.Task[None]) -> None:
    """End tasks; a client in the middle of a command may overhear that it is cancelled."""
    while alive := [task for task in tasks if not task.done()]:
        for task in alive:
            task.cancel()
        await asyncio.wait(alive, timeout=CANCEL_SECONDS)


def frame_of(line: Line) -> bytes:
    """A line as a server-sent event that a browser can resume after."""
    return frame("article", line.json, line.entry_id)


def frame(event: str, data: str, entry_id: str | None = None) -> bytes:
    """A server-sent event; the data is JSON, which has no line breaks of its own."""
    mark = f"id: {entry_id}\n" if entry_id else ""
    return f"{mark}event: {event}\ndata: {data}\n\n".encode()
