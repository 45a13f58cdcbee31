"""A TCP proxy before the server that loses replies, cuts connections or is slow, as it is told."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import random
    from types import TracebackType

PIECE_BYTES = 65_536


class Proxy:
    """Passes bytes between TCP clients and the server's unix socket, in a thread of its own.

    Args:
        loss: chance that a piece of a reply is lost and its connection cut: the server has
            done what it was told, and the client does not know.
        delay_seconds: how long each piece of a reply is held back.
    """

    def __init__(
        self, socket: str, chance: random.Random, *, loss: float = 0.0, delay_seconds: float = 0.0
    ) -> None:
        self._socket = socket
        self._chance = chance
        self._loop = asyncio.new_event_loop()
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.loss = loss
        self.delay_seconds = delay_seconds
        self.cuts = 0
        self.port = 0

    @property
    def url(self) -> str:
        """The address for clients."""
        return f"redis://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        self._started.wait(10)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._started.set()
        self._loop.run_forever()
        server.close()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        # Closed transports let go of their sockets in the loop's next round.
        self._loop.run_until_complete(asyncio.sleep(0.1))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            from_server, to_server = await asyncio.open_unix_connection(self._socket)
            ways = [self._commands(reader, to_server), self._replies(from_server, writer)]
            running = [asyncio.ensure_future(way) for way in ways]
            try:
                await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            finally:
                to_server.transport.abort()
                writer.transport.abort()
                for way in running:
                    way.cancel()
                await asyncio.gather(*running, return_exceptions=True)
        writer.transport.abort()

    async def _commands(self, reader: asyncio.StreamReader, server: asyncio.StreamWriter) -> None:
        while piece := await reader.read(PIECE_BYTES):
            server.write(piece)
            await server.drain()

    async def _replies(self, server: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while piece := await server.read(PIECE_BYTES):
            if self._chance.random() < self.loss:
                self.cuts += 1
                return
            if self.delay_seconds:
                await asyncio.sleep(self.delay_seconds)
            writer.write(piece)
            await writer.drain()
