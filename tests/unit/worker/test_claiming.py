"""Claiming: a rename that exactly one watcher wins."""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from schemas.errors import IncompleteError
from worker.inbox import Inbox

if TYPE_CHECKING:
    from pathlib import Path

    from worker.inbox import Look
    from worker.spool import Claimed, Spool


@pytest.fixture
def inbox(spool: Spool) -> Inbox:
    """An inbox whose files are ready at first sight."""
    return Inbox(spool, 0.0)


def drop(spool: Spool, path: str, text: str = "text") -> Path:
    file = spool.inbox / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def only(inbox: Inbox) -> Look:
    [look] = inbox.scan()
    return look


def test_a_claimed_file_lies_in_processing_under_its_document_id(
    spool: Spool, inbox: Inbox
) -> None:
    drop(spool, "a.txt")
    claimed = inbox.claim(only(inbox))
    assert (spool.processing / f"{claimed.document_id}__a.txt").read_text() == "text"


def test_a_claimed_file_has_left_the_inbox(spool: Spool, inbox: Inbox) -> None:
    file = drop(spool, "a.txt")
    inbox.claim(only(inbox))
    assert not file.exists()


def test_a_claimed_file_keeps_its_subfolder(spool: Spool, inbox: Inbox) -> None:
    drop(spool, "sport/football/a.txt")
    claimed = inbox.claim(only(inbox))
    assert (claimed.folder, claimed.name) == ("sport/football", "a.txt")
    assert spool.location(claimed).parent == spool.processing / "sport" / "football"


def test_the_claim_is_what_the_spool_lists(spool: Spool, inbox: Inbox) -> None:
    drop(spool, "sport/a.txt")
    claimed = inbox.claim(only(inbox))
    assert spool.claimed() == [claimed]


def test_size_and_time_are_those_of_the_file(spool: Spool, inbox: Inbox) -> None:
    os.utime(drop(spool, "a.txt"), (1000, 1000))
    claimed = inbox.claim(only(inbox))
    assert (claimed.size, claimed.mtime) == (4, 1000.0)


def test_the_claim_knows_how_long_the_file_lay_still(spool: Spool, inbox: Inbox) -> None:
    began = time.monotonic()
    drop(spool, "a.txt")
    look = only(inbox)
    waited = inbox.claim(look).waited_seconds
    assert waited is not None
    assert 0 < waited <= time.monotonic() - began
    assert [each.waited_seconds for each in spool.claimed()] == [None]


def test_what_is_claimed_does_not_wait_any_more(spool: Spool, inbox: Inbox) -> None:
    drop(spool, "a.txt")
    inbox.claim(only(inbox))
    assert inbox.waiting == 0


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS takes UTF-8 names only")
def test_a_name_that_is_no_utf8_is_claimed(spool: Spool, inbox: Inbox) -> None:
    drop(spool, os.fsdecode(b"caf\xe9.txt"))
    claimed = inbox.claim(only(inbox))
    assert spool.claimed() == [claimed]
    assert claimed.path == "caf\ufffd.txt"


@pytest.mark.parametrize("name", ["x" * 251 + ".txt", "é" * 125 + "x.txt"])
def test_the_longest_name_is_claimed_and_loses_its_middle(
    spool: Spool, inbox: Inbox, name: str
) -> None:
    assert len(name.encode()) == 255
    drop(spool, name)
    claimed = inbox.claim(only(inbox))
    assert spool.claimed() == [claimed]
    assert len(os.fsencode(spool.location(claimed).name)) == 255
    assert (claimed.name[:3], claimed.name[-5:]) == (name[:3], name[-5:])


def test_a_file_that_changed_since_the_look_is_put_back(spool: Spool, inbox: Inbox) -> None:
    file = drop(spool, "a.txt")
    look = only(inbox)
    file.write_text("longer text")
    with pytest.raises(IncompleteError, match=r"^a\.txt is still being written$"):
        inbox.claim(look)
    assert file.read_text() == "longer text"
    assert spool.claimed() == []


def test_what_was_put_back_is_claimed_later(spool: Spool, inbox: Inbox) -> None:
    file = drop(spool, "a.txt")
    look = only(inbox)
    file.write_text("longer text")
    with pytest.raises(IncompleteError):
        inbox.claim(look)
    assert inbox.claim(only(inbox)).size == 11


def test_a_file_that_vanished_cannot_be_claimed(spool: Spool, inbox: Inbox) -> None:
    file = drop(spool, "a.txt")
    look = only(inbox)
    file.unlink()
    with pytest.raises(FileNotFoundError):
        inbox.claim(look)
    assert inbox.waiting == 0


def test_of_two_watchers_exactly_one_gets_each_file(spool: Spool) -> None:
    for number in range(100):
        drop(spool, f"{number:03}.txt")
    inboxes = [Inbox(spool, 0.0), Inbox(spool, 0.0)]
    looks = [inbox.scan() for inbox in inboxes]

    def claim_all(inbox: Inbox, looks: list[Look]) -> list[Claimed]:
        won = []
        for look in looks:
            try:
                won.append(inbox.claim(look))
            except FileNotFoundError:
                continue
        return won

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(claim_all, inboxes, looks)
    names = sorted(each.name for each in [*first, *second])
    assert names == [f"{number:03}.txt" for number in range(100)]
    assert len(spool.claimed()) == 100
