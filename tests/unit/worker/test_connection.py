"""Clients of a server that takes connections and answers nothing."""

from __future__ import annotations

import socket
from contextlib import closing

import pytest
import redis

from worker import connection
from worker.connection import connect, wait_in_steps


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
