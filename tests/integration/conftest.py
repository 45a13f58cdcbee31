"""A real server and a real worker process."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tasks.deployment import Deployment
from tasks.keys import Keys
from tasks.options import Options
from tasks.summarize.backend import Resources, load_backend
from tests.llm_server import llm_server
from tests.surroundings import outside
from worker.app import create_app
from worker.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from redis import Redis

    from tasks.base import PipelineApp
    from tasks.summarize.backend import Backend
    from tests.llm_server import LlmServer


@pytest.fixture
def app(real_redis: Redis, server_url: str) -> PipelineApp:
    """An app that sends to the server's queues."""
    settings = Settings()
    deployment = Deployment(redis=real_redis, options=settings, keys=settings.keys)
    return create_app(settings, deployment, server_url)


@pytest.fixture
def worker(app: PipelineApp, server_url: str, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker with two processes; its log goes to `worker.log`."""
    command = [sys.executable, "-m", "worker", "work", "--concurrency", "2"]
    with (tmp_path / "worker.log").open("wb") as log:
        process = subprocess.Popen(
            command, env={**outside(), "WIREDESK_REDIS_URL": server_url}, stderr=log
        )
    yield process
    process.terminate()
    process.wait(60)
    app.close()


@pytest.fixture
def model() -> Iterator[LlmServer]:
    """A server of its own."""
    with llm_server() as made:
        yield made


@pytest.fixture
def make(model: LlmServer, real_redis: Redis) -> Callable[..., Backend]:
    """Makes backends that ask it."""

    def made(**settings: Any) -> Backend:
        options = Options(
            **{"llm_base_url": model.url, "llm_model": "tiny", "summary_method": "llm", **settings}
        )
        return load_backend("llm", Resources(options=options, redis=real_redis, keys=Keys()))

    return made
