"""The watcher's process: when it ends, and what it does in trouble."""

from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING, Any

import pytest
import structlog

from tasks.deployment import Deployment
from tasks.presence import living
from worker.app import create_app
from worker.settings import Settings
from worker.watch import WatchProcess

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from redis import Redis

    from tasks.base import PipelineApp
    from worker.spool import Spool


@pytest.fixture(autouse=True)
def _signals_as_before() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def settings(spool: Spool) -> Settings:
    return Settings(spool=spool.root, settle_seconds=0.01, scan_seconds=0.02)


@pytest.fixture
def app(settings: Settings, real_redis: Redis, server_url: str) -> Iterator[PipelineApp]:
    deployment = Deployment(redis=real_redis, options=settings, keys=settings.keys)
    made = create_app(settings, deployment, server_url)
    yield made
    made.close()


def run_and(process: WatchProcess, act: Callable[[], Any]) -> None:
    """Run until told to stop, with something done meanwhile by a thread."""
    thread = threading.Thread(target=act)
    thread.start()
    process.run()
    thread.join()


def stop() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def test_with_nothing_to_do_it_ends_if_so_asked(app: PipelineApp, settings: Settings) -> None:
    WatchProcess(app, settings, until_idle=True).run()


def test_it_is_off_the_list_of_the_living_afterwards(app: PipelineApp, settings: Settings) -> None:
    WatchProcess(app, settings, until_idle=True).run()
    assert living(app.deployment.redis, settings.keys.watchers) == []


def test_it_ends_when_its_parent_is_gone(app: PipelineApp, settings: Settings) -> None:
    WatchProcess(app, settings, until_idle=False, parent=os.getppid() + 1).run()


def test_a_file_is_sent_to_the_first_queue(
    app: PipelineApp, settings: Settings, spool: Spool, wait_until: Callable[..., None]
) -> None:
    (spool.inbox / "a.txt").write_text("text")
    queue = f"{settings.keys.celery}normalize"

    def stop_when_sent() -> None:
        wait_until(lambda: app.deployment.redis.llen(queue))
        stop()

    run_and(WatchProcess(app, settings, until_idle=False), stop_when_sent)
    assert app.deployment.redis.llen(queue) == 1


def test_trouble_is_told_once_and_waited_out(
    app: PipelineApp, settings: Settings, spool: Spool, wait_until: Callable[..., None]
) -> None:
    """A file takes the place of the inbox for a while."""
    process = WatchProcess(app, settings, until_idle=False)
    spool.inbox.rmdir()
    spool.inbox.write_text("no folder")

    def mend() -> None:
        wait_until(lambda: "watcher.trouble" in events(lines))
        spool.inbox.unlink()
        wait_until(lambda: "watcher.recovered" in events(lines))
        stop()

    with structlog.testing.capture_logs() as lines:
        run_and(process, mend)
    told = [name for name in events(lines) if name in {"watcher.trouble", "watcher.recovered"}]
    assert told == ["watcher.trouble", "watcher.recovered"]


def events(lines: list[Any]) -> list[str]:
    return [line["event"] for line in lines if line["log_level"] != "debug"]
