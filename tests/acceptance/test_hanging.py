"""A main process that hangs ends itself and is replaced; one that waits is let alone."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.test_health import TEXT, pool_of, well, whole
from tests.acceptance.web_desk import free_port
from tests.chaos.boundaries import (
    FOLDER,
    HANG,
    IN_PAGE,
    IN_REPORT,
    WATCHER,
    WORKER,
    Boundary,
    armed,
    frozen,
)
from worker.embedded import EmbeddedServer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

PROGRAM = (sys.executable, "-m", "tests.chaos.freezing")
ENDED = "Timeout (0:00:05)!"
FILES = 6
PROCESSES = 2
"""Of a worker's pool: it may be called well before they have all started."""

LIMITS = {
    "WIREDESK_SOFT_TIME_LIMIT_SECONDS": "7",
    "WIREDESK_HARD_TIME_LIMIT_SECONDS": "8",
    "WIREDESK_LEASE_SECONDS": "9",
}
"""More than a first batch takes on a busy machine."""

PAUSED_SECONDS = 9.0

IN_NORMALIZE = next(each for each in WORKER if each.name == "in-normalize")
BEFORE_SETTLE = next(each for each in WATCHER if each.name == "before-settle")


@pytest.fixture
def laid(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def desk(make_desk: Callable[..., Desk], laid: Path) -> Desk:
    return make_desk(WIREDESK_STUCK_SECONDS="5", **{FOLDER: str(laid)})


def hung(laid: Path, boundary: Boundary, wait_until: Callable[..., None]) -> int:
    """Let the next process that comes to a boundary hang there; its id."""
    armed(laid, boundary).write_text(HANG)
    wait_until(frozen(laid, boundary).exists)
    return int(frozen(laid, boundary).read_text())


def drop_all(desk: Desk) -> None:
    for number in range(FILES):
        desk.drop(f"{number}.txt", TEXT.replace("Skarvik", f"Skarvik {number}"))


def assert_all_out_once(desk: Desk, wait_until: Callable[..., None]) -> None:
    wait_until(lambda: len(desk.files("processed")) == FILES)
    events = desk.events()
    assert len(events) == len({each["id"] for each in events}) == FILES


def test_a_watcher_that_hangs_in_its_pass_is_replaced(
    desk: Desk, laid: Path, wait_until: Callable[..., None]
) -> None:
    desk.start("run", program=PROGRAM)
    drop_all(desk)
    watcher = hung(laid, BEFORE_SETTLE, wait_until)
    wait_until(lambda: not Path(f"/proc/{watcher}").exists())
    assert_all_out_once(desk, wait_until)
    log = desk.log.read_text()
    assert ENDED in log
    assert "in _settle" in log


def test_a_worker_whose_main_process_hangs_is_replaced_with_its_pool(
    desk: Desk, laid: Path, wait_until: Callable[..., None]
) -> None:
    desk.start("run", program=PROGRAM)
    wait_until(lambda: well(desk, "worker") and whole(desk))
    worker = hung(laid, IN_REPORT, wait_until)
    family = [worker, *pool_of(worker)]
    drop_all(desk)
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in family))
    assert_all_out_once(desk, wait_until)
    assert ENDED in desk.log.read_text()


def test_a_page_whose_event_loop_hangs_ends(
    make_desk: Callable[..., Desk], laid: Path, wait_until: Callable[..., None]
) -> None:
    port = str(free_port())
    desk = make_desk(WIREDESK_STUCK_SECONDS="5", WIREDESK_WEB_PORT=port, **{FOLDER: str(laid)})
    page = desk.start("web", program=PROGRAM)
    hung(laid, IN_PAGE, wait_until)
    assert page.wait(30) == 1
    assert ENDED in desk.log.read_text()


def test_to_wait_for_a_server_is_not_to_hang(
    make_desk: Callable[..., Desk], tmp_path: Path, wait_until: Callable[..., None]
) -> None:
    """The server is away for longer than a main process may hang, and everybody waits for it."""
    server = EmbeddedServer(tmp_path / "server")
    server.__enter__()
    desk = make_desk(WIREDESK_STUCK_SECONDS="5", WIREDESK_REDIS_URL=server.url)
    desk.start("run")
    wait_until(lambda: well(desk, "watcher") and well(desk, "worker") and whole(desk))
    before = [desk.children("watch"), desk.children("work")]
    server.__exit__(None, None, None)
    wait_until(lambda: "Trying again in 6.00 seconds" in desk.log.read_text())
    with server:
        drop_all(desk)
        assert_all_out_once(desk, wait_until)
        assert [desk.children("watch"), desk.children("work")] == before
        desk.stop_all()
    assert "Timeout" not in desk.log.read_text()


def test_a_worker_that_does_not_come_to_its_end_has_its_time_to_stop(
    make_desk: Callable[..., Desk], server_url: str, wait_until: Callable[..., None]
) -> None:
    """A process of its pool is stopped, and waited for: as long as a batch may take, not less."""
    desk = make_desk(
        WIREDESK_STUCK_SECONDS="5",
        WIREDESK_STOP_SECONDS="6",
        WIREDESK_REDIS_URL=server_url,
        WIREDESK_DEPLOYMENT="hanging",
    )
    worker = desk.start("work")
    wait_until(lambda: well(desk, "worker") and len(pool_of(worker.pid)) == PROCESSES)
    [stopped, *_] = pool_of(worker.pid)
    os.kill(stopped, signal.SIGSTOP)
    worker.terminate()
    assert worker.wait(30) == 1
    assert "Timeout (0:00:06)!" in desk.log.read_text()
    os.kill(stopped, signal.SIGKILL)


def test_a_worker_that_was_paused_for_longer_than_its_time_limits_stops_in_order(
    make_desk: Callable[..., Desk], laid: Path, server_url: str, wait_until: Callable[..., None]
) -> None:
    """A batch is in work meanwhile."""
    outside = {"WIREDESK_REDIS_URL": server_url, "WIREDESK_DEPLOYMENT": "paused"}
    desk = make_desk(**LIMITS, **outside, **{FOLDER: str(laid)})
    desk.start("watch")
    worker = desk.start("work", program=PROGRAM)
    wait_until(lambda: well(desk, "worker") and len(pool_of(worker.pid)) == PROCESSES)
    armed(laid, IN_NORMALIZE).touch()
    drop_all(desk)
    wait_until(frozen(laid, IN_NORMALIZE).exists)
    paused = [worker.pid, *pool_of(worker.pid)]
    for pid in paused:
        os.kill(pid, signal.SIGSTOP)
    until = time.monotonic() + PAUSED_SECONDS
    wait_until(lambda: time.monotonic() > until)
    for pid in paused:
        os.kill(pid, signal.SIGCONT)
    worker.terminate()
    # With status 1 where the watchdog had to end it.
    assert worker.wait(70) in {0, 1}
    desk.start("work")
    assert_all_out_once(desk, wait_until)
