"""What tests of all levels need: a real server, stores to test on, sample values, patience."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import fakeredis
import hypothesis
import pytest

from tasks.deployment import Deployment
from tasks.keys import Keys
from tests.distribution import pytest_xdist_auto_num_workers, pytest_xdist_make_scheduler
from tests.pace import Pace
from worker.cli.starting import loading
from worker.connection import connect
from worker.embedded import EmbeddedServer
from worker.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from redis import Redis

# Whoever changes the code looks further each time; CI finds the same for the same commit. Neither
# fails because a machine is busy.
hypothesis.settings.register_profile("search", deadline=None)
hypothesis.settings.register_profile("repeat", deadline=None, derandomize=True)
hypothesis.settings.load_profile("repeat" if os.environ.get("CI") else "search")

__all__ = ["pytest_xdist_auto_num_workers", "pytest_xdist_make_scheduler"]

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Thousands of tests stay to the end: nobody looks through them for garbage."""
    with loading():
        yield


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("WIREDESK_") and not name.startswith("WIREDESK_TEST_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server that lives as long as the test session."""
    with EmbeddedServer(tmp_path_factory.mktemp("server")) as server:
        yield server.url


@pytest.fixture
def real_redis(server_url: str) -> Iterator[Redis]:
    """An empty real server."""
    client = connect(server_url)
    client.flushall()
    yield client
    client.close()


@pytest.fixture(params=["fake", "real"])
def redis(request: pytest.FixtureRequest) -> Redis:
    """An empty store: a test that uses it runs on fakeredis and on a real server."""
    if request.param == "fake":
        return fakeredis.FakeRedis()
    client: Redis = request.getfixturevalue("real_redis")
    return client


@pytest.fixture
def deployment(redis: Redis) -> Deployment:
    """A deployment with all options at their defaults."""
    return Deployment(redis=redis, options=Settings(), keys=Keys())


@pytest.fixture(scope="session")
def wait_until() -> Callable[..., None]:
    """Wait for a condition; fail when it has not come true in time."""

    def wait(condition: Callable[[], object], seconds: float = 120.0) -> None:
        pace, deadline = Pace(), time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, "the condition did not come true in time"
            pace.pause()

    return wait
