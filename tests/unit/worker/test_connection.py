"""Clients of a server that takes connections and answers nothing."""

from __future__ import annotations

import socket
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import redis

from schemas.errors import SetupError
from worker import connection
from worker.connection import connect, connect_async, connect_raw_async, wait_in_steps

if TYPE_CHECKING:
    from collections.abc import Callable


def test_each_vain_attempt_is_told_while_a_command_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """More than its own retries: each connection that it takes is tried again as well."""
    monkeypatch.setattr(connection, "TIMEOUT_SECONDS", 0.02)
    steps: list[None] = []
    with socket.create_server(("127.0.0.1", 0)) as silent:
        client = connect(f"redis://127.0.0.1:{silent.getsockname()[1]}")
        wait_in_steps(client, lambda: steps.append(None))
        with closing(client), pytest.raises(redis.TimeoutError):
            client.get("x")
    assert len(steps) > 2 * connection.RETRIES


@pytest.mark.parametrize("make", [connect, connect_raw_async, connect_async])
def test_the_path_of_a_unix_socket_has_to_be_whole(make: Callable[[str], object]) -> None:
    with pytest.raises(SetupError, match=r"spool/\.wiredesk/server\.sock is no whole path"):
        make("unix://user:secret@spool/.wiredesk/server.sock?db=1")


def test_a_unix_socket_may_have_a_user_and_a_password() -> None:
    with closing(connect("unix://user:secret@/run/redis.sock?db=1")) as client:
        assert client.get_connection_kwargs()["path"] == "/run/redis.sock"


@pytest.mark.parametrize("mark", ["/", "?", "#", "["])
def test_a_password_that_is_not_quoted_is_not_told(mark: str) -> None:
    with pytest.raises(SetupError, match="in a password write") as refused:
        connect(f"redis://:secret{mark}secret@server:6379/0")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("host", ["a" * 64, "a..b", "server:port", "server:65536"])
def test_a_place_that_is_none_is_told(host: str) -> None:
    with pytest.raises(SetupError, match="no host and port can be read"):
        connect(f"redis://{host}/0")


def test_a_parameter_that_is_not_understood_is_named() -> None:
    with pytest.raises(SetupError, match="the parameter 'wait' is not understood"):
        connect("redis://server/0?wait=3")


@pytest.mark.parametrize(
    "url", ["redis://server", "redis://[::1]:7/2?protocol=2", "unix:///a?db=1"]
)
def test_an_address_is_not_connected_to_before_it_is_used(url: str) -> None:
    connect(url).close()
