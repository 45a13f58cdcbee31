"""Many browsers at one page: one reader of the stream, and nobody held up by anybody."""

from __future__ import annotations

import selectors
import socket
import time
import uuid
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.web_desk import WebDesk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

TRIES = 10
"""A machine that is busy with other tests may be late nine times."""


class Listener:
    """A browser's connection for events, as bytes."""

    def __init__(self, port: int, *, after: str = "", receive_bytes: int = 0) -> None:
        self.sock = socket.socket()
        if receive_bytes:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
        self.sock.settimeout(60)
        self.sock.connect(("127.0.0.1", port))
        resume = f"Last-Event-ID: {after}\r\n" if after else ""
        self.sock.sendall(f"GET /events HTTP/1.1\r\nHost: localhost\r\n{resume}\r\n".encode())
        self.got = b""

    def read(self) -> bool:
        """Take what has come; whether the connection still stands."""
        piece = self.sock.recv(1 << 20)
        self.got += piece
        return bool(piece)

    def read_until(self, wanted: bytes) -> None:
        """Take what comes until this was among it."""
        while wanted not in self.got:
            assert self.read(), "the connection has ended"


@pytest.fixture(scope="module")
def web(make_desk: Callable[..., Desk], server_url: str) -> Iterator[WebDesk]:
    name = f"crowd-{uuid.uuid4().hex}"
    desk = make_desk(WIREDESK_REDIS_URL=server_url, WIREDESK_DEPLOYMENT=name)
    made = WebDesk(desk, server_url, name)
    process = made.serve()
    yield made
    process.terminate()
    assert process.wait(60) == 0


@contextmanager
def crowd(web: WebDesk, browsers: int) -> Iterator[list[Listener]]:
    """So many browsers that are told the news."""
    with ExitStack() as stack:
        listeners = [Listener(web.port) for _ in range(browsers)]
        for listener in listeners:
            stack.enter_context(listener.sock)
        for listener in listeners:
            listener.read_until(b"event: figures")
        yield listeners


def seconds_until_all_have(listeners: list[Listener], wanted: bytes) -> float:
    """How long it takes until everybody has been sent this."""
    begun = time.monotonic()
    with selectors.DefaultSelector() as selector:
        for listener in listeners:
            selector.register(listener.sock, selectors.EVENT_READ, listener)
        while selector.get_map():
            for key, _ in selector.select(60):
                key.data.read()
                if wanted in key.data.got:
                    selector.unregister(key.fileobj)
    return time.monotonic() - begun


def seconds_for_an_answer(web: WebDesk) -> float:
    """How long it takes to ask the page for something else."""
    begun = time.monotonic()
    assert web.ask("/session") == {"token": False}
    return time.monotonic() - begun


def test_a_hundred_browsers_get_an_event_within_a_second_from_one_reader(web: WebDesk) -> None:
    def seconds(listeners: list[Listener]) -> float:
        entry = web.publish(headline="For all")
        return seconds_until_all_have(listeners, f"id: {entry}\n".encode())

    with crowd(web, 100) as listeners:
        assert any(seconds(listeners) < 1 for _ in range(TRIES))
        assert sum(client["cmd"] == "xread" for client in web.redis.client_list()) == 1


def test_a_browser_that_stops_reading_harms_nobody(web: WebDesk) -> None:
    with Listener(web.port, receive_bytes=4_096).sock, crowd(web, 10) as listeners:
        web.publish_many(3_000)
        entry = web.publish(headline="For all that read")
        assert seconds_until_all_have(listeners, f"id: {entry}\n".encode()) < 10
        assert any(seconds_for_an_answer(web) < 1 for _ in range(TRIES))


def test_a_browser_that_stops_reading_is_cut_off_and_can_resume(
    web: WebDesk, wait_until: Callable[..., None]
) -> None:
    idle = Listener(web.port, receive_bytes=4_096)
    with idle.sock:
        idle.read_until(b"event: figures")
        first = web.publish(headline="The first one")
        web.publish_many(2_999)
        last = web.publish(headline="The last one")
        wait_until(lambda: not connections(web.port))
    back = Listener(web.port, after=first)
    with back.sock:
        back.read_until(f"id: {last}\n".encode())
    assert back.got.count(b"event: article") == 3_000


def connections(port: int) -> int:
    """Connections that the page holds at this port (Linux)."""
    with open("/proc/net/tcp", encoding="ascii") as table:  # noqa: PTH123 - no file of ours
        rows = [line.split() for line in table][1:]
    return sum(row[1].endswith(f":{port:04X}") and row[3] == "01" for row in rows)
