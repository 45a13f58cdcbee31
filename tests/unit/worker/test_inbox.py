"""The inbox: which files are listed, and when they are ready."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from typing import TYPE_CHECKING

import pytest

from worker.inbox import Inbox

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from worker.spool import Spool

SETTLE_SECONDS = 0.05
NEVER = 3600.0


@pytest.fixture
def inbox(spool: Spool) -> Inbox:
    return Inbox(spool, SETTLE_SECONDS)


def drop(spool: Spool, path: str, text: str = "x", mtime: float | None = None) -> Path:
    file = spool.inbox / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    if mtime is not None:
        os.utime(file, (mtime, mtime))
    return file


def listed(spool: Spool, *ignore: str) -> list[str]:
    """Every path that is ever read, by name: what would be ready were it still for long enough."""
    inbox = Inbox(spool, 0.0, ignore)
    return sorted(look.path for look in inbox.scan())


def ready(inbox: Inbox) -> list[str]:
    """What is ready, oldest first."""
    return [look.path for look in reversed(inbox.scan())]


def test_a_file_seen_for_the_first_time_is_not_ready(spool: Spool, inbox: Inbox) -> None:
    drop(spool, "a.txt")
    assert ready(inbox) == []


def test_an_old_file_is_not_ready_at_first_sight_either(spool: Spool, inbox: Inbox) -> None:
    drop(spool, "a.txt", mtime=0)
    assert ready(inbox) == []


def test_a_still_file_becomes_ready(
    spool: Spool, inbox: Inbox, wait_until: Callable[..., None]
) -> None:
    drop(spool, "a.txt")
    wait_until(lambda: ready(inbox) == ["a.txt"])


def test_a_file_is_not_ready_before_the_settle_time(spool: Spool) -> None:
    inbox = Inbox(spool, NEVER)
    drop(spool, "a.txt")
    assert [ready(inbox) for _ in range(3)] == [[], [], []]


def test_a_file_that_changes_between_looks_is_never_ready(
    spool: Spool, inbox: Inbox, wait_until: Callable[..., None]
) -> None:
    growing = drop(spool, "growing.txt")
    drop(spool, "still.txt")
    seen: list[str] = []

    def look_and_write() -> bool:
        seen.extend(ready(inbox))
        with growing.open("a") as file:
            file.write("more")
        return seen.count("still.txt") >= 5

    wait_until(look_and_write)
    assert set(seen) == {"still.txt"}


@pytest.mark.parametrize("change", ["size", "mtime", "inode"])
def test_any_change_starts_the_settle_time_anew(
    spool: Spool, inbox: Inbox, wait_until: Callable[..., None], change: str
) -> None:
    file = drop(spool, "a.txt", mtime=1000)
    wait_until(lambda: ready(inbox) == ["a.txt"])
    if change == "size":
        file.write_text("xx")
        os.utime(file, (1000, 1000))
    elif change == "mtime":
        os.utime(file, (2000, 2000))
    else:
        other = spool.root / "other"
        other.write_text("x")
        os.utime(other, (1000, 1000))
        other.replace(file)
    assert ready(inbox) == []


def test_a_renamed_file_is_a_new_one(
    spool: Spool, inbox: Inbox, wait_until: Callable[..., None]
) -> None:
    file = drop(spool, "a.txt")
    wait_until(lambda: ready(inbox) == ["a.txt"])
    file.rename(spool.inbox / "b.txt")
    assert ready(inbox) == []


@pytest.mark.parametrize(
    "name",
    """.hidden .a.txt.X1y2Z3 .DS_Store a.txt~ ~$letter.docx #a.txt# a.txt.swp a.txt.swx a.txt.bak~
    a.txt.part a.txt.tmp a.temp a.partial a.crdownload a.download a.filepart a.upload a.writing
    a.inprogress Thumbs.db ehthumbs.db desktop.ini A.TXT.PART THUMBS.DB""".split(),
)
def test_unfinished_and_foreign_files_are_never_read(spool: Spool, name: str) -> None:
    drop(spool, name)
    assert listed(spool) == []


@pytest.mark.parametrize(
    "folder",
    [".git", "@eaDir", "@tmp", "#recycle", "$RECYCLE.BIN", "lost+found", "__MACOSX",
     "System Volume Information"],
)  # fmt: skip
def test_folders_of_the_system_are_never_read(spool: Spool, folder: str) -> None:
    drop(spool, f"{folder}/sub/a.txt")
    assert listed(spool) == []


@pytest.mark.parametrize(
    "name", ["a.txt", "a.part.txt", "partial", "tmp", "a.bak", "a~b.txt", "a.tmp2", "Thumbs.dbx"]
)
def test_names_that_only_resemble_them_are_read(spool: Spool, name: str) -> None:
    drop(spool, name)
    assert listed(spool) == [name]


def test_further_patterns_are_ignored_too(spool: Spool) -> None:
    for name in ("a.bak", "b.BAK", "c.txt", "d.part", "note-1.txt"):
        drop(spool, name)
    assert listed(spool, "*.bak", "note-?.txt") == ["c.txt"]


def test_a_link_to_a_file_is_never_read(spool: Spool) -> None:
    (spool.inbox / "link.txt").symlink_to(drop(spool, "a.txt"))
    assert listed(spool) == ["a.txt"]


def test_a_link_to_a_folder_is_not_followed(spool: Spool, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.txt").write_text("x")
    (spool.inbox / "link").symlink_to(tmp_path / "outside")
    assert listed(spool) == []


def test_a_pipe_is_never_read(spool: Spool) -> None:
    os.mkfifo(spool.inbox / "pipe.txt")
    assert listed(spool) == []


def test_a_socket_is_never_read(spool: Spool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(spool.inbox)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("socket.txt")
        assert listed(spool) == []


def test_a_folder_is_no_file(spool: Spool) -> None:
    (spool.inbox / "folder.txt").mkdir()
    assert listed(spool) == []


def test_files_of_subfolders_are_listed_with_their_path(spool: Spool) -> None:
    for path in ("a.txt", "sport/b.txt", "sport/football/c.txt"):
        drop(spool, path)
    assert listed(spool) == ["a.txt", "sport/b.txt", "sport/football/c.txt"]


def test_the_oldest_comes_first_wherever_it_lies(spool: Spool) -> None:
    drop(spool, "a.txt", mtime=3000)
    drop(spool, "deep/b.txt", mtime=1000)
    drop(spool, "c.txt", mtime=2000)
    assert ready(Inbox(spool, 0.0)) == ["deep/b.txt", "c.txt", "a.txt"]


def test_files_of_one_moment_come_by_name(spool: Spool) -> None:
    for name in ("c", "a", "b"):
        drop(spool, name, mtime=1000)
    assert ready(Inbox(spool, 0.0)) == ["a", "b", "c"]


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS takes UTF-8 names only")
def test_a_name_that_is_no_utf8_is_listed(spool: Spool) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    drop(spool, name)
    assert listed(spool) == [name]


def test_an_inbox_that_was_removed_is_made_again(spool: Spool, inbox: Inbox) -> None:
    spool.inbox.rmdir()
    assert ready(inbox) == []
    assert spool.inbox.is_dir()


def test_an_inbox_that_was_removed_and_made_again_is_read(
    spool: Spool, inbox: Inbox, wait_until: Callable[..., None]
) -> None:
    drop(spool, "a.txt")
    inbox.scan()
    shutil.rmtree(spool.inbox)
    drop(spool, "b.txt")
    wait_until(lambda: ready(inbox) == ["b.txt"])


def test_all_files_are_counted_ready_or_not(spool: Spool) -> None:
    drop(spool, "a.txt")
    drop(spool, "sport/b.txt")
    drop(spool, "c.part")
    assert Inbox(spool, NEVER).count() == 2


def test_files_that_were_seen_are_waiting(spool: Spool, inbox: Inbox) -> None:
    drop(spool, "a.txt")
    inbox.scan()
    assert inbox.waiting == 1


def test_an_empty_inbox_has_nothing_to_wait_for(inbox: Inbox) -> None:
    inbox.scan()
    assert inbox.seconds_until_ready() is None


def test_a_fresh_file_is_waited_for(spool: Spool) -> None:
    inbox = Inbox(spool, NEVER)
    drop(spool, "a.txt")
    inbox.scan()
    seconds = inbox.seconds_until_ready()
    assert seconds is not None
    assert NEVER - 60 < seconds <= NEVER


def test_of_very_many_files_the_oldest_are_kept_in_mind(
    spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worker.inbox.MOST_FILES", 4)
    for age in range(20):
        os.utime(drop(spool, f"{age}.txt"), (1000 - age, 1000 - age))
    inbox = Inbox(spool, 0.0)
    first = ready(inbox)
    assert (first[:4], inbox.waiting) == (["19.txt", "18.txt", "17.txt", "16.txt"], len(first))
    assert len(first) <= 5


def test_what_was_not_kept_in_mind_is_noticed_when_the_older_are_gone(
    spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worker.inbox.MOST_FILES", 4)
    for number in range(20):
        drop(spool, f"{number}.txt")
    inbox, claimed = Inbox(spool, 0.0), []
    while looks := inbox.scan():
        claimed += [inbox.claim(look).name for look in looks]
    assert sorted(claimed) == sorted(f"{number}.txt" for number in range(20))
