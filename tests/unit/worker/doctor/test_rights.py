"""What the doctor finds about rights in the inbox, as a user who is not root."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from worker.doctor.rights import rights_findings
from worker.doctor.spool import spool_findings
from worker.inbox import Inbox
from worker.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534
ROOT = os.geteuid() == 0

two_users = pytest.mark.skipif(not ROOT, reason="only root can make the files of two users")


@pytest.fixture
def spool() -> Iterator[Spool]:
    """A spool of a user without privileges: root may do everything."""
    # The test's own temporary folder lies below one that only its user may enter.
    root = Path(tempfile.mkdtemp())
    if ROOT:
        os.chown(root, NOBODY, NOBODY)
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
    spool = Spool(root)
    spool.prepare()
    yield spool
    if ROOT:
        os.seteuid(0)
        os.setegid(0)
    for folder, _, _ in os.walk(root):
        Path(folder).chmod(0o700)
    shutil.rmtree(root)


def told(spool: Spool) -> list[str]:
    """What is said, without paths and advice."""
    inbox = Inbox(spool, settle_seconds=1)
    return [each.what.partition(" ")[2] for each in rights_findings(spool, inbox)]


def dropped(spool: Spool, name: str) -> Path:
    path = spool.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def by_root(path: Path) -> None:
    """Give a file to another user."""
    os.seteuid(0)
    os.chown(path, 0, 0)
    os.seteuid(NOBODY)


def test_an_inbox_that_can_be_emptied_is_no_finding(spool: Spool) -> None:
    dropped(spool, "desk/ferry.txt")
    assert told(spool) == []


def test_a_subfolder_that_cannot_be_written_to_is_told(spool: Spool) -> None:
    dropped(spool, "desk/ferry.txt").parent.chmod(0o500)
    assert told(spool) == ["cannot be written to: files in it cannot be claimed"]


def test_a_subfolder_that_cannot_be_listed_is_told(spool: Spool) -> None:
    dropped(spool, "desk/ferry.txt").parent.chmod(0o300)
    assert told(spool) == ["cannot be listed: files in it are never seen"]


def test_a_file_that_cannot_be_read_is_told(spool: Spool) -> None:
    dropped(spool, "ferry.txt").chmod(0)
    assert told(spool) == ["cannot be read: it will end in failed/ as `unreadable`"]


def test_what_is_never_read_is_not_looked_at(spool: Spool) -> None:
    dropped(spool, ".hidden").chmod(0)
    dropped(spool, "lost+found/ferry.txt").parent.chmod(0)
    assert told(spool) == []


def test_of_many_paths_three_are_told(spool: Spool) -> None:
    for name in "abcde":
        dropped(spool, f"{name}.txt").chmod(0)
    [found] = rights_findings(spool, Inbox(spool, settle_seconds=1))
    assert "(and 2 others)" in found.what


@two_users
def test_a_file_of_another_user_in_a_sticky_folder_is_told(spool: Spool) -> None:
    by_root(dropped(spool, "ferry.txt"))
    spool.inbox.chmod(0o1777)
    assert told(spool) == []  # the folder's owner may move it all the same
    by_root(spool.inbox)
    assert [each[:24] for each in told(spool)] == ["belongs to another user "]


@two_users
def test_a_claimed_file_that_cannot_be_moved_on_is_told(spool: Spool) -> None:
    claimed = spool.processing / f"{'0' * 32}__ferry.txt"
    claimed.touch()
    spool.processing.chmod(0o1777)
    by_root(claimed)
    by_root(spool.processing)
    assert [each[:24] for each in told(spool)] == ["belongs to another user "]


@two_users
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the group is always passed on")
def test_a_shared_folder_without_setgid_is_told(spool: Spool) -> None:
    by_root(spool.inbox)
    os.seteuid(0)
    spool.inbox.chmod(0o770)
    os.chown(spool.inbox, NOBODY, 1)
    os.seteuid(NOBODY)
    assert [each[:22] for each in told(spool)] == ["is shared with a group"]
    os.seteuid(0)
    spool.inbox.chmod(0o2770)
    os.seteuid(NOBODY)
    assert told(spool) == []


def test_a_folder_of_the_spool_that_may_only_be_read_is_a_problem(spool: Spool) -> None:
    spool.failed.chmod(0o500)
    [found] = spool_findings(spool)
    assert "cannot be listed and written to" in found.what
