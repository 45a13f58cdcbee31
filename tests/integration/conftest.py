"""A real server and a real worker process."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tasks.deployment import Deployment
from worker.app import create_app
from worker.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from redis import Redis

    from tasks.base import PipelineApp


@pytest.fixture
def app(real_redis: Redis, server_url: str) -> PipelineApp:
    """An app that sends to the server's queues."""
    settings = Settings()
    deployment = Deployment(redis=real_redis, options=settings, keys=settings.keys)
    return create_app(settings, deployment, server_url)


@pytest.fixture
def worker(app: PipelineApp, server_url: str, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker with two processes; its log goes to `worker.log`."""
    outside = {k: v for k, v in os.environ.items() if not k.startswith("WIREDESK_")}
    command = [sys.executable, "-m", "worker", "work", "--concurrency", "2"]
    with (tmp_path / "worker.log").open("wb") as log:
        process = subprocess.Popen(
            command, env={**outside, "WIREDESK_REDIS_URL": server_url}, stderr=log
        )
    yield process
    process.terminate()
    process.wait(60)
    app.close()
