"""What real processes write to their logs: one form, no text, no secret, debug on demand."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from worker.connection import connect
from worker.embedded import EmbeddedServer

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

MARK = "zyxgrollwerk"
SECRET = "Kf83hsQ9-very-secret"
SAMPLES = {
    "a.json": f'{{"headline": "{MARK} sails", "byline": "By {MARK}", "body_text": "{MARK} ran. It was late."}}',
    "broken.json": f'{{"headline": "{MARK}", ',
    "empty.json": f'{{"headline": "", "byline": "{MARK}"}}',
    "a.txt": f"{MARK} resumes\n\nBy {MARK}\n\nThe ferry {MARK} sails again. The storm has passed.\n",
    "a.html": f"<html><head><title>{MARK}</title></head><body><p>{MARK} was here.</p></body></html>",
    "a.xml": f"<nitf><body><p>{MARK}</p>",
    "a.pdf": f"%PDF-1.4 {MARK}",
    "mail.eml": f"Subject: {MARK}\n\n{MARK} has arrived. All is well.\n",
}


def lines(desk: Desk) -> list[dict[str, Any]]:
    return [json.loads(line) for line in desk.log.read_text().splitlines()]


def count(desk: Desk, event: str) -> int:
    return sum(line["event"] == event for line in lines(desk))


@pytest.fixture(scope="module")
def running(make_desk: Callable[..., Desk]) -> tuple[Desk, subprocess.Popen[bytes]]:
    """A desk and the run at work on it."""
    desk = make_desk()
    return desk, desk.start("run")


def test_logs_hold_no_text_and_no_secret_and_are_json_throughout(
    make_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    with EmbeddedServer(tmp_path / "server") as server:
        client = connect(server.url)
        client.config_set("requirepass", SECRET)
        try:
            desk = make_desk(
                WIREDESK_REDIS_URL=server.url,
                WIREDESK_REDIS_PASSWORD=SECRET,
                WIREDESK_WEB_TOKEN=SECRET,
                WIREDESK_WEBHOOK_SECRET=SECRET,
                WIREDESK_LLM_API_KEY=SECRET,
                WIREDESK_LOG_LEVEL="debug",
            )
            for name, text in SAMPLES.items():
                desk.drop(name, text)
            assert desk.start("run", "--until-idle").wait(90) == 0
        finally:
            client.execute_command("AUTH", SECRET)  # type: ignore[no-untyped-call]
            client.config_set("requirepass", "")
            client.close()
    written = desk.log.read_text()
    assert count(desk, "batch.done")
    assert count(desk, "article.done")
    assert MARK not in written
    assert SECRET not in written


def test_a_signal_switches_debug_lines_on_and_off_in_all_processes_of_a_run(
    running: tuple[Desk, subprocess.Popen[bytes]], wait_until: Callable[..., None]
) -> None:
    desk, run = running
    drop_and_wait(desk, "one", wait_until)
    assert count(desk, "article.done") == count(desk, "document.settled") == 0
    os.kill(run.pid, signal.SIGUSR2)
    drop_and_wait(desk, "two", wait_until)
    wait_until(lambda: count(desk, "article.done") and count(desk, "document.settled"))
    os.kill(run.pid, signal.SIGUSR2)
    # What was under way when the signal came may still have been told.
    drop_and_wait(desk, "three", wait_until)
    before = count(desk, "document.settled")
    drop_and_wait(desk, "four", wait_until)
    assert count(desk, "document.settled") == before
    assert run.poll() is None


def test_the_end_of_a_worker_process_is_told_in_the_same_form(
    running: tuple[Desk, subprocess.Popen[bytes]], wait_until: Callable[..., None]
) -> None:
    desk, _ = running
    drop_and_wait(desk, "five", wait_until)
    [worker] = [pid for pid in desk.children("work") if children_of(pid)]
    os.kill(children_of(worker)[0], signal.SIGKILL)
    wait_until(lambda: "SIGKILL" in desk.log.read_text())
    assert any("SIGKILL" in line["event"] for line in lines(desk))


def children_of(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def drop_and_wait(desk: Desk, name: str, wait_until: Callable[..., None]) -> None:
    done = len(desk.files("processed"))
    desk.drop(f"{name}.txt", f"Ferry {name}\n\nThe ferry of {name} sails again. It is {name}.\n")
    wait_until(lambda: len(desk.files("processed")) > done)


def test_the_page_switches_too(
    make_desk: Callable[..., Desk], wait_until: Callable[..., None]
) -> None:
    desk = make_desk(WIREDESK_WEB_PORT="0")
    page = desk.start("web")
    wait_until(lambda: desk.log.exists() and "http://" in desk.log.read_text())
    page.send_signal(signal.SIGUSR2)
    wait_until(lambda: "log.level" in desk.log.read_text())
    assert page.poll() is None
