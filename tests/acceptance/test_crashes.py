"""After any kill: every file is settled, every event is there exactly once."""

from __future__ import annotations

import os
import random
import signal
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from worker.connection import connect
from worker.embedded import EmbeddedServer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

BODY = "The ferry to Skarvik sails again. The storm has passed.\n\n" * 10


def drop_many(desk: Desk, count: int) -> None:
    for number in range(count):
        desk.drop(f"{number:05}.txt", f"Ferry report number {number}\n\n{BODY}")


def settled(desk: Desk) -> int:
    return len(desk.files("processed"))


def assert_nothing_lost_nothing_twice(desk: Desk, count: int) -> None:
    assert settled(desk) == count
    assert desk.files("failed") == []
    assert list((desk.spool / "processing").iterdir()) == []
    events = desk.events()
    assert len(events) == count
    assert len({event["id"] for event in events}) == count
    assert len({event["data"]["headline"] for event in events}) == count


def kill_one(desk: Desk, role: str, chance: random.Random) -> None:
    """SIGKILL for one process of a role; a worker's main process is as likely as its children."""
    running = desk.children(role)
    if running:
        os.kill(chance.choice(running), signal.SIGKILL)


def test_a_thousand_files_survive_five_kills_of_the_worker(
    make_desk: Callable[..., Desk], wait_until: Callable[..., None]
) -> None:
    desk, chance = make_desk(), random.Random(5)
    drop_many(desk, 1_000)
    run = desk.start("run", "--until-idle")
    for kill in range(1, 6):
        wait_until(lambda kill=kill: settled(desk) >= kill * 125, 120)
        kill_one(desk, "work", chance)
    assert run.wait(180) == 0
    assert_nothing_lost_nothing_twice(desk, 1_000)


def test_files_survive_kills_of_the_watcher(
    make_desk: Callable[..., Desk], wait_until: Callable[..., None]
) -> None:
    desk, chance = make_desk(WIREDESK_HIGH_WATER_DOCUMENTS="50"), random.Random(7)
    drop_many(desk, 400)
    run = desk.start("run", "--until-idle")
    for kill in range(1, 4):
        wait_until(lambda kill=kill: settled(desk) >= kill * 60, 120)
        kill_one(desk, "watch", chance)
    assert run.wait(180) == 0
    assert_nothing_lost_nothing_twice(desk, 400)


def test_files_survive_a_kill_of_the_server(
    make_desk: Callable[..., Desk], wait_until: Callable[..., None]
) -> None:
    """Within the second that the append-only file may lag, what was lost is done again."""
    desk = make_desk(WIREDESK_HIGH_WATER_DOCUMENTS="50")
    drop_many(desk, 300)
    run = desk.start("run", "--until-idle")
    wait_until(lambda: settled(desk) >= 60, 120)
    os.kill(server_of(desk), signal.SIGKILL)
    assert run.wait(180) == 0
    assert_nothing_lost_nothing_twice(desk, 300)


def test_files_survive_a_kill_of_everything(
    make_desk: Callable[..., Desk], wait_until: Callable[..., None]
) -> None:
    desk = make_desk(WIREDESK_HIGH_WATER_DOCUMENTS="50")
    drop_many(desk, 300)
    run = desk.start("run", "--until-idle")
    wait_until(lambda: settled(desk) >= 60, 120)
    everything = [run.pid, *desk.children("watch"), *desk.children("work"), server_of(desk)]
    for pid in everything:
        os.kill(pid, signal.SIGKILL)
    run.wait(30)
    desk.run_until_idle(180)
    assert_nothing_lost_nothing_twice(desk, 300)


def test_files_survive_a_server_that_is_away(
    make_desk: Callable[..., Desk], wait_until: Callable[..., None], tmp_path: Path
) -> None:
    """Nothing starts it again before watcher and worker have met with its absence."""
    with EmbeddedServer(tmp_path) as server:
        desk = make_desk(WIREDESK_REDIS_URL=server.url, WIREDESK_HIGH_WATER_DOCUMENTS="50")
        drop_many(desk, 300)
        run = desk.start("run", "--until-idle")
        wait_until(lambda: settled(desk) >= 60, 120)
        with closing(connect(server.url)) as client:
            os.kill(client.info("server")["process_id"], signal.SIGKILL)
        wait_until(lambda: "watcher.trouble" in desk.log.read_text(), 90)
        wait_until(lambda: "Cannot connect to" in desk.log.read_text(), 90)
        server.keep_running()
        assert run.wait(180) == 0
        assert_nothing_lost_nothing_twice(desk, 300)
        assert desk.log.read_text().count("watcher.trouble") == 1


def test_watcher_and_worker_stop_when_their_supervisor_is_killed(
    make_desk: Callable[..., Desk], wait_until: Callable[..., None]
) -> None:
    desk = make_desk()
    run = desk.start("run")
    wait_until(lambda: desk.children("watch") and desk.children("work"))
    run.kill()
    run.wait(30)
    wait_until(lambda: not desk.children("watch") and not desk.children("work"))
    # The server is left for the next supervisor, and there is none.
    os.kill(server_of(desk), signal.SIGTERM)


def server_of(desk: Desk) -> int:
    """Process id of the embedded server."""
    log = desk.log.read_text()
    started = [line for line in log.splitlines() if "server.started" in line]
    return int(started[-1].partition('"pid": ')[2].partition(",")[0].rstrip("}"))
