"""That something happens below a folder: told by the system, or found by asking again and again.

Each of the two is a generator, of nothing: it comes to its next value when something has happened,
and ends where it has to be begun anew.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from inotify_simple import INotify, flags

from worker.walking import UNREACHABLE

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from inotify_simple import Event

    Source = Callable[[Path, threading.Event], Iterator[None]]

QUIET_SECONDS = 5.0
"""How long a source waits at the most before it looks whether it should go on."""

BURST_SECONDS = 0.01
"""A pause after something has happened: what follows it at once is then read in one go."""

WATCHED = (
    flags.CREATE
    | flags.MOVED_TO
    | flags.CLOSE_WRITE
    | flags.MOVE_SELF
    | flags.ONLYDIR
    | flags.DONT_FOLLOW
)

LOSES_TRACK = flags.MOVE_SELF | flags.Q_OVERFLOW
"""Events after which the paths of the watched folders are not known any more."""


def polled(folder: Path, stop: threading.Event) -> Iterator[None]:
    """By `watchfiles`, which asks a hundred times a second, for systems without inotify.

    It ends when nothing has happened for a while: a folder that was removed and made again is
    silent for ever.

    Raises:
        OSError: the folder is not there, or the system is out of watches.
    """
    import watchfiles  # noqa: PLC0415 - not installed where it is not needed

    for changes in watchfiles.watch(
        folder,
        watch_filter=None,
        debounce=50,
        step=10,
        stop_event=stop,
        rust_timeout=round(QUIET_SECONDS * 1000),
        yield_on_timeout=True,
        ignore_permission_denied=True,
    ):
        if not changes:
            return
        yield


def told(folder: Path, stop: threading.Event) -> Iterator[None]:
    """By inotify(7): without delay, and without any work while nothing happens.

    Of files it tells when they appear and when they are closed after writing.

    Raises:
        OSError: the folder is not there, or the system is out of watches.
    """
    with INotify() as inotify:
        watches = _Watches(inotify, os.path.realpath(folder))
        while not (stop.is_set() or watches.ended):
            events = inotify.read(timeout=round(QUIET_SECONDS * 1000))
            watches.follow(events)
            if events:
                yield
                stop.wait(BURST_SECONDS)


class _Watches:
    """Those of a folder and of every folder below it; links are not followed.

    Attributes:
        ended: whether the folder itself is gone, and with it what is heard of it.

    Raises:
        OSError: as of `told`.
    """

    def __init__(self, inotify: INotify, top: str) -> None:
        self.ended = False
        self._inotify = inotify
        self._top = top
        self._folders: dict[int, str] = {}
        self._watch(top)

    def follow(self, events: Sequence[Event]) -> None:
        """Watch the folders that are new, and no longer those that are not there any more."""
        if any(event.mask & LOSES_TRACK for event in events):
            self._begin_anew()
            return
        for event in events:
            if event.mask & flags.IGNORED:
                self.ended |= self._folders.pop(event.wd, None) == self._top
            elif event.mask & flags.ISDIR and event.wd in self._folders:
                self._watch(f"{self._folders[event.wd]}/{event.name}")

    def _begin_anew(self) -> None:
        """A folder that was moved takes the watches below it along, to wherever it is now."""
        before, self._folders = self._folders, {}
        self._watch(self._top)
        for watch in before.keys() - self._folders.keys():
            with suppress(OSError):
                self._inotify.rm_watch(watch)

    def _watch(self, top: str) -> None:
        """A folder is listed after it is watched: one that is made meanwhile is heard of."""
        self._add(top)
        for folder, names, _ in os.walk(top):
            for name in names:
                self._add(f"{folder}/{name}")

    def _add(self, folder: str) -> None:
        try:
            self._folders[self._inotify.add_watch(folder, WATCHED)] = folder
        except OSError as error:
            if folder == self._top or error.errno not in UNREACHABLE:
                raise
