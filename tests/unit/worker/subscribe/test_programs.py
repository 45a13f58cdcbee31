"""Events on the standard input of other programs."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

import pytest

from schemas.errors import SetupError
from tests.samples import sample_event
from worker.subscribe import Delivery
from worker.subscribe.programs import (
    LongLivedProcess,
    NotHandledError,
    ProcessPerEvent,
    event_line,
    only_one,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DELIVERY = Delivery(sample_event(headline="$(touch /tmp/no); `id` \"'"), "1-1", 1)


def python(folder: Path, source: str) -> str:
    """A command that runs a program."""
    path = folder / "program.py"
    path.write_text(source, "utf-8")
    return f"{sys.executable} {path}"


def test_a_program_gets_the_event_as_one_line_of_json(tmp_path: Path) -> None:
    out = tmp_path / "out"
    ProcessPerEvent(f"tee {out}", 10)(DELIVERY)
    [line] = out.read_text("utf-8").splitlines()
    assert json.loads(line)["id"] == DELIVERY.event.id
    assert json.loads(line)["data"]["headline"] == DELIVERY.event.data.headline


def test_no_shell_reads_the_command(tmp_path: Path) -> None:
    ProcessPerEvent(f"tee '{tmp_path}/a; b' $HOME", 10)
    assert words_of("tee 'a; b' $HOME") == ["tee", "a; b", "$HOME"]


def test_a_program_that_ends_with_another_status_has_not_taken_the_event(tmp_path: Path) -> None:
    command = python(tmp_path, "import sys; sys.exit('the disk is full')")
    with pytest.raises(NotHandledError, match=r"status 1: the disk is full"):
        ProcessPerEvent(command, 10)(DELIVERY)


def test_a_program_that_leaves_something_running_has_taken_the_event() -> None:
    ProcessPerEvent("sh -c 'sleep 3 & exit 0'", 1)(DELIVERY)


def test_a_program_that_takes_too_long_is_killed(tmp_path: Path) -> None:
    command = python(tmp_path, "import time; time.sleep(60)")
    began = time.monotonic()
    with pytest.raises(NotHandledError, match=r"took more than 0\.3 s"):
        ProcessPerEvent(command, 0.3)(DELIVERY)
    assert time.monotonic() - began < 10


def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(NotHandledError, match="no-such-program cannot be started"):
        ProcessPerEvent("no-such-program", 1)(DELIVERY)


def test_a_program_need_not_read_its_input() -> None:
    ProcessPerEvent("true", 10)(DELIVERY)


@pytest.fixture
def echo(tmp_path: Path) -> Iterator[LongLivedProcess]:
    """A program that answers each event but those of which it is told not to."""
    source = """
import json, os, sys
for line in sys.stdin:
    event = json.loads(line)
    headline = event["data"]["headline"]
    if headline == "end":
        sys.exit(3)
    if headline != "silence":
        print(event["id"], flush=True)
"""
    process = LongLivedProcess(python(tmp_path, source), 5)
    yield process
    process.close()


def test_a_long_lived_program_answers_with_ids(echo: LongLivedProcess) -> None:
    for number in range(20):
        echo(Delivery(sample_event(headline=f"{number}"), "1-1", 1))


def test_a_program_that_ends_has_not_taken_the_event_and_is_started_anew(
    echo: LongLivedProcess,
) -> None:
    with pytest.raises(NotHandledError, match="ended without an answer"):
        echo(Delivery(sample_event(headline="end"), "1-1", 1))
    echo(DELIVERY)


def test_a_program_that_does_not_answer_in_time_is_started_anew(tmp_path: Path) -> None:
    process = LongLivedProcess(python(tmp_path, "import sys; sys.stdin.read()"), 0.3)
    with pytest.raises(NotHandledError, match="did not answer"):
        process(DELIVERY)
    process.close()


def test_a_program_that_reads_no_event_to_its_end_is_killed(tmp_path: Path) -> None:
    program = LongLivedProcess(python(tmp_path, "import time; time.sleep(60)"), 0.3)
    longer_than_a_pipe = Delivery(sample_event(body_text="word " * 100_000), "1-1", 1)
    with pytest.raises(NotHandledError, match="reads no more"):
        program(longer_than_a_pipe)
    program.close()


def test_a_program_that_answers_something_else_for_ever_is_killed(tmp_path: Path) -> None:
    program = LongLivedProcess(
        python(tmp_path, "import time\nwhile True: print('busy', flush=True), time.sleep(0.05)"),
        0.5,
    )
    with pytest.raises(NotHandledError, match="did not answer"):
        program(DELIVERY)
    program.close()


def test_an_event_is_one_line_whatever_is_in_it() -> None:
    event = sample_event(headline="a\nb\u2028c", body_text="d\r\ne")
    assert event_line(event).count(b"\n") == 1


def test_one_way_out_is_enough() -> None:
    only_one({"--exec": None, "--json": True})
    with pytest.raises(SetupError, match="--exec and --json"):
        only_one({"--exec": "a", "--json": True})


@pytest.mark.parametrize("command", ["", "   ", "tee 'open"])
def test_a_command_that_cannot_be_read_is_refused(command: str) -> None:
    with pytest.raises(SetupError):
        words_of(command)
