"""A server as a stranger reaches it, and events as he gets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from redis import Redis

from schemas.event import ArticleEvent
from tests.conftest import SEEDS
from tests.outside import free_port
from worker.embedded import EmbeddedServer
from worker.oneshot import OneShot
from worker.settings import Settings

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


@pytest.fixture(scope="session")
def events() -> list[ArticleEvent]:
    """What becomes of the seeds: originals, copies, versions in and out of order, kills."""
    one_shot = OneShot(Settings(), None)
    files = sorted(path for path in SEEDS.rglob("*") if path.suffix in {".txt", ".json"})
    found = [item for path in files for item in one_shot.process(path)]
    return [item for item in found if isinstance(item, ArticleEvent)]
