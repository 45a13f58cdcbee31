"""`wiredesk health` beside real processes: those that work, and those that are stuck."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.web_desk import free_port

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

TEXT = "Ferry sails again\n\nThe ferry to Skarvik sails again after the storm of last week.\n"

QUICK = {
    "WIREDESK_SOFT_TIME_LIMIT_SECONDS": "8",
    "WIREDESK_HARD_TIME_LIMIT_SECONDS": "9",
    "WIREDESK_LEASE_SECONDS": "10",
}
"""More than a first batch takes on a busy machine."""


def well(desk: Desk, role: str) -> bool:
    return desk.command("health", role).returncode == 0


def pool_of(worker: int) -> list[int]:
    """The processes that a worker's main process has started for its batches."""
    children = Path(f"/proc/{worker}/task/{worker}/children").read_text("ascii")
    return [int(pid) for pid in children.split()]


def whole(desk: Desk) -> list[int]:
    """The worker's main process, once its processes are there."""
    return [pid for pid in desk.children("work") if len(pool_of(pid)) == 2]


def test_nothing_runs_and_nothing_is_started(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    asked = desk.command("health", "worker")
    assert asked.returncode == 1
    assert asked.stdout.startswith("unhealthy: the server cannot be asked")
    assert not (desk.spool / ".wiredesk").exists()


def test_watcher_and_worker_are_well_while_they_run(
    make_desk: Callable[..., Desk], wait_until: Callable[..., None]
) -> None:
    desk = make_desk()
    run = desk.start("run")
    wait_until(lambda: well(desk, "worker") and well(desk, "watcher"))
    asked = desk.command("health", "watcher")
    assert asked.stdout.startswith("healthy: watcher ")
    assert len(asked.stdout.splitlines()) == 1
    run.terminate()
    assert run.wait(60) == 0
    assert not well(desk, "watcher")


def test_a_worker_whose_processes_are_stopped_turns_unhealthy_and_is_replaced(
    make_desk: Callable[..., Desk], wait_until: Callable[..., None]
) -> None:
    """They are stopped before they take their batch: no time limit runs for it."""
    desk = make_desk(**QUICK)
    desk.start("run")
    wait_until(lambda: well(desk, "worker") and whole(desk))
    [worker] = whole(desk)
    stopped = pool_of(worker)
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    desk.drop("ferry.txt", TEXT)
    wait_until(lambda: "has got no further" in desk.command("health", "worker").stdout)
    wait_until(lambda: "worker.stuck" in desk.log.read_text())
    wait_until(lambda: desk.files("processed"))
    assert not any(Path(f"/proc/{pid}").exists() for pid in (worker, *stopped))
    wait_until(lambda: well(desk, "worker"))
    assert len(desk.events()) == 1


def test_a_worker_whose_main_process_is_stopped_is_silent(
    make_desk: Callable[..., Desk], wait_until: Callable[..., None]
) -> None:
    desk = make_desk()
    desk.start("run")
    wait_until(lambda: well(desk, "worker") and whole(desk))
    [worker] = whole(desk)
    os.kill(worker, signal.SIGSTOP)
    try:
        wait_until(lambda: "last reported" in desk.command("health", "worker").stdout)
    finally:
        os.kill(worker, signal.SIGCONT)
    wait_until(lambda: well(desk, "worker"))


def test_a_page_is_well_while_it_answers(
    make_desk: Callable[..., Desk], wait_until: Callable[..., None]
) -> None:
    desk = make_desk(WIREDESK_WEB_PORT=str(free_port()))
    page = desk.start("web")
    wait_until(lambda: well(desk, "web"))
    page.terminate()
    page.wait(30)
    assert desk.command("health", "web").stdout.startswith("unhealthy: the page does not answer")
