"""Serving the page in this process until it is told to stop."""

from __future__ import annotations

import signal
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

import h11
import redis
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from schemas.errors import SetupError
from worker.logs import switch_debug_on_signal
from worker.watchdog import Watchdog
from worker.web.app import Page

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from tasks.deployment import Deployment
    from worker.settings import Settings

STALLED_SECONDS = 10.0
"""How long a browser may take nothing of what waits for it before its connection is cut."""

REQUEST_SECONDS = 10.0
"""How long a request may take to come in. Connections that ask nothing would use up the files that
the page may open, and who makes them needs no token."""

SEND_BYTES = 262_144
"""What the system may keep for a browser, so that one that has stopped reading is found out."""

GOODBYE_SECONDS = 3
"""How long answers may take that are under way when the page is told to stop."""


class PatientProtocol(H11Protocol):
    """HTTP with a browser that may stop reading, or asking: it is waited for, not for ever."""

    _deadline: asyncio.TimerHandle | None = None
    _request_due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A browser has come."""
        super().connection_made(transport)
        self._await_request()

    def data_received(self, data: bytes) -> None:
        """It has sent something."""
        super().data_received(data)
        self._await_request()

    def _await_request(self) -> None:
        if self.conn.their_state not in {h11.IDLE, h11.SEND_BODY}:
            self._forget_request()
        elif self._request_due is None:
            self._request_due = self.loop.call_later(REQUEST_SECONDS, self.transport.close)

    def pause_writing(self) -> None:
        """More waits for the browser than the system's buffers take."""
        super().pause_writing()
        self._deadline = self.loop.call_later(STALLED_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """It reads again, or has gone."""
        super().resume_writing()
        self._forget_deadline()

    def connection_lost(self, exc: Exception | None) -> None:
        """It has gone."""
        self._forget_deadline()
        self._forget_request()
        super().connection_lost(exc)

    def _forget_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _forget_request(self) -> None:
        if self._request_due is not None:
            self._request_due.cancel()
            self._request_due = None


class WatchedServer(uvicorn.Server):
    """A server whose event loop is watched, and which ends when the page may not go on."""

    def __init__(self, config: uvicorn.Config, page: Page, watchdog: Watchdog) -> None:
        super().__init__(config)
        self._page = page
        self._watchdog = watchdog

    async def on_tick(self, counter: int) -> bool:
        """Called ten times a second, between whatever else the loop does."""
        self._watchdog.step()
        return self._page.refused is not None or await super().on_tick(counter)


def serve(
    settings: Settings, deployment: Deployment, url: str, announce: Callable[[str], object]
) -> None:
    """Serve until SIGTERM or Ctrl-C.

    Args:
        announce: is told the page's address as soon as it can be opened.

    Raises:
        SetupError: the address cannot be taken, or would be open to everybody.
        IncompatibleError: the state belongs to another release, or does so from now on.
    """
    with suppress(redis.RedisError):
        deployment.release_check.newer()
    page = Page(settings, deployment, url)
    with listening(settings.web_host, settings.web_port) as sock:
        # uvicorn repeats the signal that has stopped it: what is to be cleaned up still has to be.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)
        switch_debug_on_signal(settings)
        config = uvicorn.Config(
            page.app(),
            http=PatientProtocol,
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GOODBYE_SECONDS,
        )
        announce(address_of(sock))
        watchdog = Watchdog(settings.stuck_seconds)
        try:
            WatchedServer(config, page, watchdog).run(sockets=[sock])
        finally:
            watchdog.leave()
    if page.refused is not None:
        raise page.refused


def listening(host: str, port: int) -> socket.socket:
    """A socket that takes connections.

    Raises:
        SetupError: there is no such address, or it is in use.
    """
    try:
        family, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        sock = socket.create_server(place[:2], family=family, backlog=512)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SetupError(
            f"cannot serve at {host}:{port}: {reason}; choose another --host or --port"
        ) from error
    # What the listening socket has, those of the connections have too.
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BYTES)
    return sock


def address_of(sock: socket.socket) -> str:
    """Where a browser finds the page."""
    host, port = sock.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
