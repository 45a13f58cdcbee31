"""A server as a stranger reaches it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from redis import Redis

from tests.outside import free_port
from worker.embedded import EmbeddedServer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server that listens on a port."""
    with EmbeddedServer(tmp_path_factory.mktemp("server")) as server:
        port = free_port()
        with Redis.from_url(server.url) as client:
            client.config_set("port", port)
        yield f"redis://localhost:{port}"


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[Redis]:
    """A client of that server that decodes what it reads."""
    with Redis.from_url(address, decode_responses=True) as client:
        yield client
