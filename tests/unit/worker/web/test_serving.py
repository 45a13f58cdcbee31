"""Browsers that do not ask, or do not end what they ask."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState

from worker.web import serving
from worker.web.serving import PatientProtocol

ASKED = b"GET / HTTP/1.1\r\nhost: a\r\n\r\n"
BEGUN = b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "REQUEST_SECONDS", 0.05)


async def application(_scope: Any, receive: Any, send: Any) -> None:
    """Answers what has come in, in twice the time that it may take to come in."""
    while (await receive()).get("more_body"):
        pass
    await asyncio.sleep(0.1)
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body"})


def answer_to(*sent: bytes) -> bytes:
    """What is answered until the connection is closed, at most five seconds."""

    async def asked() -> bytes:
        config = uvicorn.Config(
            application, http=PatientProtocol, log_config=None, timeout_keep_alive=0
        )
        config.load()
        state = ServerState()
        server = await asyncio.get_running_loop().create_server(
            lambda: PatientProtocol(config, state, {}), "127.0.0.1", 0
        )
        async with asyncio.timeout(5), server:
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            for each in sent:
                writer.write(each)
                await writer.drain()
            answer = await reader.read()
            writer.close()
            return answer

    return asyncio.run(asked())


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\n", BEGUN, BEGUN + b"1"])
def test_a_request_that_does_not_come_in_is_not_waited_for(sent: bytes) -> None:
    assert answer_to(sent) == b""


@pytest.mark.parametrize("sent", [ASKED, BEGUN + b"12"])
def test_an_answer_may_take_longer(sent: bytes) -> None:
    assert answer_to(sent).startswith(b"HTTP/1.1 204")
