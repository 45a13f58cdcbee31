"""What is heard of a folder, through the `Wake` that listens to it."""

from __future__ import annotations

import os
import shutil
import time
from typing import TYPE_CHECKING

import pytest

from worker import folder_events, wake
from worker.folder_events import polled, told
from worker.wake import Wake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from worker.folder_events import Source

LONG_SECONDS = 30.0
QUIET_SECONDS = 0.2

both = pytest.mark.parametrize("source", [told, polled])
inotify = pytest.mark.parametrize("source", [told])


class Listener:
    """Hears of a folder, and knows when it is quiet."""

    def __init__(self, folder: Path, source: Source) -> None:
        self._wake = Wake(folder, source)
        self._wake.start()
        while not self._wake.event.wait(0.05):
            (folder / "probe").touch()
        assert self.is_quiet()

    def has_heard(self) -> bool:
        """Whether something is heard; it is waited for."""
        return self._wake.event.wait(LONG_SECONDS)

    def is_quiet(self) -> bool:
        """Whether nothing is heard any more; what was heard before is waited for."""
        deadline = time.monotonic() + LONG_SECONDS
        while self._wake.event.wait(QUIET_SECONDS):
            self._wake.event.clear()
            if time.monotonic() > deadline:
                return False
        return True

    def has_heard_nothing(self) -> bool:
        """Whether nothing is heard in a time in which it would be."""
        return not self._wake.event.wait(QUIET_SECONDS)

    def stop(self) -> None:
        """Listen no longer."""
        self._wake.stop()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    (folder / "desk" / "foreign").mkdir(parents=True)
    return folder


@pytest.fixture
def listener(inbox: Path, source: Source, monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    monkeypatch.setattr(folder_events, "QUIET_SECONDS", 0.3)
    monkeypatch.setattr(wake, "RENEW_SECONDS", 0.1)
    heard = Listener(inbox, source)
    yield heard
    heard.stop()


@both
@pytest.mark.parametrize("folder", ["", "desk", "desk/foreign"])
def test_a_new_file_is_heard_of(inbox: Path, listener: Listener, folder: str) -> None:
    (inbox / folder / "a.txt").touch()
    assert listener.has_heard()


@both
def test_a_file_that_is_moved_in_is_heard_of(
    inbox: Path, listener: Listener, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "a.txt").rename(inbox / "a.txt")
    assert listener.has_heard()


@both
def test_the_end_of_writing_is_heard_of(inbox: Path, listener: Listener) -> None:
    with (inbox / "a.txt").open("w") as file:
        file.write("text")
        file.flush()
        assert listener.is_quiet()
        file.write("more")
    assert listener.has_heard()


@both
def test_a_file_in_a_folder_that_was_made_later_is_heard_of(
    inbox: Path, listener: Listener
) -> None:
    (inbox / "new" / "folder").mkdir(parents=True)
    assert listener.has_heard()
    assert listener.is_quiet()
    (inbox / "new" / "folder" / "a.txt").touch()
    assert listener.has_heard()


@both
def test_a_file_in_a_folder_that_was_moved_in_is_heard_of(
    inbox: Path, listener: Listener, tmp_path: Path
) -> None:
    (tmp_path / "new" / "folder").mkdir(parents=True)
    (tmp_path / "new").rename(inbox / "new")
    assert listener.has_heard()
    assert listener.is_quiet()
    (inbox / "new" / "folder" / "a.txt").touch()
    assert listener.has_heard()


@both
def test_a_file_in_a_folder_that_got_another_name_is_heard_of(
    inbox: Path, listener: Listener
) -> None:
    (inbox / "desk").rename(inbox / "sports")
    assert listener.has_heard()
    assert listener.is_quiet()
    (inbox / "sports" / "foreign" / "new").mkdir()
    assert listener.has_heard()
    assert listener.is_quiet()
    (inbox / "sports" / "foreign" / "new" / "a.txt").touch()
    assert listener.has_heard()


@inotify
def test_nothing_is_heard_of_a_folder_that_was_moved_away(
    inbox: Path, listener: Listener, tmp_path: Path
) -> None:
    (inbox / "desk").rename(tmp_path / "desk")
    assert listener.has_heard()
    assert listener.is_quiet()
    (tmp_path / "desk" / "foreign" / "a.txt").touch()
    assert listener.has_heard_nothing()


@inotify
def test_nothing_is_heard_of_a_file_while_it_is_written_to(inbox: Path, listener: Listener) -> None:
    with (inbox / "a.txt").open("w") as file:
        assert listener.has_heard()
        assert listener.is_quiet()
        file.write("text")
        file.flush()
        assert listener.has_heard_nothing()


@both
def test_nothing_is_heard_of_what_a_link_leads_to(
    inbox: Path, listener: Listener, tmp_path: Path
) -> None:
    (tmp_path / "outside").mkdir()
    (inbox / "link").symlink_to(tmp_path / "outside")
    assert listener.has_heard()
    assert listener.is_quiet()
    (tmp_path / "outside" / "a.txt").touch()
    assert listener.has_heard_nothing()


@both
def test_a_folder_that_was_removed_and_made_again_is_heard_of(
    inbox: Path, listener: Listener
) -> None:
    shutil.rmtree(inbox)
    inbox.mkdir()
    assert listener.is_quiet()
    for number in range(100):
        (inbox / f"{number}.txt").touch()
        if not listener.has_heard_nothing():
            return
    pytest.fail("nothing is heard of the new folder")


@inotify
def test_a_folder_that_is_removed_takes_no_other_along(inbox: Path, listener: Listener) -> None:
    (inbox / "desk" / "foreign").rmdir()
    assert listener.is_quiet()
    (inbox / "desk" / "a.txt").touch()
    assert listener.has_heard()


@inotify
def test_a_name_that_is_no_text_is_heard_of(inbox: Path, listener: Listener) -> None:
    folder = os.fsencode(inbox) + b"/\xff\xfe"
    os.mkdir(folder)  # noqa: PTH102 - `Path` takes no bytes
    assert listener.has_heard()
    assert listener.is_quiet()
    with open(folder + b"/a.txt", "wb"):  # noqa: PTH123 - as above
        pass
    assert listener.has_heard()
