"""When the inbox is scanned: soon for want of files, late while many are left."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from worker.backlog import Backlog
from worker.inbox import Inbox

if TYPE_CHECKING:
    from worker.spool import Spool

NEVER = 3600.0


@pytest.fixture
def backlog(spool: Spool) -> Backlog:
    """Of an inbox whose files are ready at first sight, with eight files."""
    for number in range(8):
        path = spool.inbox / f"{number}.txt"
        path.write_text("text")
        os.utime(path, (1000 - number, 1000 - number))
    return Backlog(Inbox(spool, 0.0), NEVER)


def test_the_oldest_file_comes_first(backlog: Backlog) -> None:
    backlog.look_around()
    assert [backlog.take().path for _ in range(8)] == [f"{7 - n}.txt" for n in range(8)]


def test_while_files_are_left_the_next_scan_waits(spool: Spool, backlog: Backlog) -> None:
    backlog.look_around()
    (spool.inbox / "late.txt").write_text("text")
    for _ in range(7):
        backlog.take()
        backlog.look_around()
    assert len(backlog) == 1


def test_with_nothing_left_the_inbox_is_scanned_again(spool: Spool, backlog: Backlog) -> None:
    backlog.look_around()
    while backlog:
        (spool.inbox / backlog.take().path).unlink()
    (spool.inbox / "late.txt").write_text("text")
    while not backlog:
        backlog.look_around()
    assert backlog.take().path == "late.txt"


def test_a_scan_that_took_long_is_repeated_when_half_of_the_files_are_taken(
    backlog: Backlog,
) -> None:
    backlog.look_around()
    backlog._scan_seconds, backlog._took = 0.0, 5.0
    backlog._scanned -= 100  # more than ten times as long ago, less than a hundred times
    for left in (7, 6, 5):
        backlog.take()
        backlog.look_around()
        assert len(backlog) == left
    backlog.take()
    backlog.look_around()
    assert len(backlog) == 8
