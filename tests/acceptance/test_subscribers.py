"""Subscribers as processes: killed again and again, and handing events to other programs."""

from __future__ import annotations

import json
import os
import signal
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from tasks.keys import Keys
from tests.acceptance import subscriber_that_dies
from tests.conftest import ROOT
from tests.forked import PROCESSES
from worker.connection import connect
from worker.embedded import EmbeddedServer
from worker.subscribe import SubscriberOptions

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.context import ForkServerProcess
    from pathlib import Path

    from redis import Redis

pytestmark = pytest.mark.acceptance

EVENTS = 5_000
KILLS = 50

GOLDEN: dict[Any, Any] = json.loads((ROOT / "tests/contract/v1/published.json").read_text("utf-8"))
STREAM = Keys().articles


def add(client: Redis, first: int, last: int, **fields: str) -> None:
    pipeline = client.pipeline(transaction=False)
    for number in range(first, last):
        pipeline.xadd(STREAM, GOLDEN | {"id": f"event-{number}"} | fields)
    pipeline.execute()


def start(url: str, file: Path, end_at: str = "", kind: str = "") -> ForkServerProcess:
    given = (url, "desk", str(file), end_at, kind)
    process = PROCESSES.Process(target=subscriber_that_dies.main, args=given)
    process.start()
    return process


def lines(file: Path) -> int:
    return file.read_bytes().count(b"event-") if file.exists() else 0


def test_a_subscriber_that_is_killed_fifty_times_handles_every_event_and_knows_which_came_again(
    tmp_path: Path, wait_until: Callable[..., None]
) -> None:
    file = tmp_path / "handled"
    with EmbeddedServer(tmp_path / "server") as server:
        client = connect(server.url)
        process = start(server.url, file)
        share = EVENTS // KILLS
        for kill in range(KILLS):
            before = lines(file)
            add(client, kill * share, (kill + 1) * share)
            wait_until(lambda before=before: lines(file) > before)
            if kill == KILLS // 2:
                pid: Any = client.info("server")["process_id"]
                os.kill(pid, signal.SIGKILL)
                server.keep_running()
            process.kill()
            process.join()
            process = start(server.url, file)
        wait_until(lambda: b"event-4999 " in file.read_bytes())
        wait_until(lambda: client.xpending(STREAM, "desk")["pending"] == 0)
        process.terminate()
        process.join(30)
        assert process.exitcode == 0
        client.close()
    handled = [line.split() for line in file.read_text("ascii").split("\n") if line]
    assert {event_id for event_id, _ in handled} == {f"event-{n}" for n in range(EVENTS)}
    new = Counter(event_id for event_id, mark in handled if mark == "new")
    assert set(new.values()) == {1}


@pytest.mark.parametrize("kind", ["", "published"])
def test_an_event_that_ends_every_subscriber_is_parked_alone_and_those_around_it_are_handled(
    tmp_path: Path, wait_until: Callable[..., None], kind: str
) -> None:
    file = tmp_path / "handled"
    dead = Keys().dead("desk")
    with EmbeddedServer(tmp_path / "server") as server:
        client = connect(server.url)
        if kind:
            add(client, 20, 22, type="news.article.duplicate")
        add(client, 0, 20)
        ended = 0
        while not client.exists(dead):
            process = start(server.url, file, "event-3", kind)
            wait_until(lambda p=process: not p.is_alive() or client.exists(dead))
            ended += process.exitcode == 3
        # Nothing is pending between two batches either.
        wait_until(lambda: b"event-19 " in file.read_bytes())
        wait_until(lambda: client.xpending(STREAM, "desk")["pending"] == 0)
        process.terminate()
        process.join()
        entries: Any = client.xrange(dead)
        client.close()
    assert ended == SubscriberOptions(group="desk").max_attempts
    assert [fields[b"id"] for _, fields in entries] == [b"event-3"]
    handled = [line.split()[0] for line in file.read_text("ascii").split("\n") if line]
    assert handled == [f"event-{n}" for n in range(20) if n != 3]
