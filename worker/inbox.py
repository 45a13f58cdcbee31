"""The watched folder: which files are complete, and claiming them.

The listing is the truth. Events of the file system are lost under load, after a folder was
moved in or the root was made anew, and on network mounts; they only wake the watcher early.
"""

from __future__ import annotations

import fnmatch
import os
import re
import stat
import time
from typing import TYPE_CHECKING, NamedTuple

from schemas.document import new_document_id
from schemas.errors import IncompleteError
from worker.spool import Claimed
from worker.walking import UNREACHABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from worker.spool import Spool

IGNORED = (
    # hidden files; editors' and office programs' copies
    ".*", "*~", "~*", "#*#", "*.swp", "*.swx", "*.bak~",
    # uploads and downloads under way; rsync's own temporary names begin with a dot
    "*.part", "*.tmp", "*.temp", "*.partial", "*.crdownload", "*.download", "*.filepart",
    "*.upload", "*.writing", "*.inprogress",
    # reasons that were moved back together with the files they are about
    "*.error.json",
    # what file managers and network storage leave behind
    "Thumbs.db", "ehthumbs.db", "desktop.ini", "@eaDir", "@tmp", "#recycle", "$RECYCLE.BIN",
    "lost+found", "System Volume Information", "__MACOSX",
)  # fmt: skip
"""Names that are never read, as shell patterns; letter case makes no difference."""


MOST_FILES = 250_000
"""So many files are kept in mind, the oldest; the others are noticed when these are claimed."""


class Look(NamedTuple):
    """A regular file as it was at one look; two equal ones mean that nothing has changed.

    The fields stand in an order in which looks sort by age.
    """

    mtime_ns: int
    path: str
    inode: int
    size: int

    @classmethod
    def of(cls, path: str, status: os.stat_result) -> Look:
        """The look that a file's status amounts to."""
        return cls(status.st_mtime_ns, path, status.st_ino, status.st_size)


class Inbox:
    """What lies in the inbox, and since when it has been still.

    Args:
        settle_seconds: how long a file must be unchanged before it is ready.
        ignore: patterns of names to leave alone, beside `IGNORED`.
    """

    def __init__(self, spool: Spool, settle_seconds: float, ignore: Iterable[str] = ()) -> None:
        self._spool = spool
        self._top = os.fspath(spool.inbox)
        self._settle_seconds = settle_seconds
        self._ignored = (*IGNORED, *ignore)
        self._skip = _pattern(self._ignored)
        self._still_since: dict[Look, float] = {}
        self._unready_since: float | None = None

    def scan(self) -> list[Look]:
        """List the inbox; returns the files that are ready, oldest last.

        An inbox that has been removed is made again.
        """
        now = time.monotonic()
        os.makedirs(self._top, exist_ok=True)
        self._still_since = self._looked_at(now)
        ready: list[Look] = []
        self._unready_since = None
        for look, since in self._still_since.items():
            if now - since >= self._settle_seconds:
                ready.append(look)
            elif self._unready_since is None or since < self._unready_since:
                self._unready_since = since
        ready.sort(reverse=True)
        return ready

    def _looked_at(self, now: float) -> dict[Look, float]:
        """The oldest files, and since when each is still.

        What was known before is forgotten on the way, so that it is never in memory twice.
        """
        before, still = self._still_since, dict[Look, float]()
        for look in self.looks():
            still[look] = before.pop(look, now)
            if len(still) > MOST_FILES * 5 // 4:
                still = {each: still[each] for each in sorted(still)[:MOST_FILES]}
        return still

    def count(self) -> int:
        """How many files lie in the inbox now, ready or not."""
        return sum(1 for _ in self.looks())

    def ignored_by(self, name: str) -> str | None:
        """The pattern by which files and folders of this name are left alone; None without one."""
        if self._skip.fullmatch(name) is None:
            return None
        return next(each for each in self._ignored if _pattern([each]).fullmatch(name))

    def looks(self) -> Iterator[Look]:
        """Every regular file as it is now, in no order; what is ignored is left out."""
        prefix = len(self._top) + 1
        for entry in self._spool.entries(self._spool.inbox, self._skip):
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError as error:
                if error.errno in UNREACHABLE:
                    continue
                raise
            if stat.S_ISREG(status.st_mode):
                yield Look.of(entry.path[prefix:], status)

    @property
    def waiting(self) -> int:
        """Files seen at the last look that have not been claimed since."""
        return len(self._still_since)

    def seconds_until_ready(self) -> float | None:
        """How long until the next file can be ready that was not at the last look.

        None without such a file, and from the moment on at which it is for the next look to tell.
        """
        if self._unready_since is None:
            return None
        left = self._unready_since + self._settle_seconds - time.monotonic()
        return left if left > 0 else None

    def claim(self, look: Look) -> Claimed:
        """Take a ready file out of the inbox, by renaming it: no two watchers get the same.

        Raises:
            FileNotFoundError: it is gone; another watcher or its owner took it.
            IncompleteError: it has changed since the look, and is left for a later one.
            OSError: it cannot be renamed.
        """
        self._spool.on_file()
        since = self._still_since.pop(look, None)
        origin = f"{self._top}/{look.path}"
        document_id = new_document_id()
        folder, _, name = look.path.rpartition("/")
        target = self._spool.claim_place(document_id, folder, name)
        _rename_into(origin, target)
        status = os.lstat(target)
        if Look.of(look.path, status) != look:
            self._put_back(target, origin)
            raise IncompleteError(f"{look.path} is still being written")
        name = target.rpartition("/")[2].removeprefix(f"{document_id}__")
        waited = None if since is None else time.monotonic() - since
        return Claimed(document_id, folder, name, status.st_size, status.st_mtime, waited)

    def _put_back(self, target: str, origin: str) -> None:
        # If a new file has taken the name, what was claimed stays: both are then whole files.
        if not os.path.lexists(origin):
            os.rename(target, origin)


def _rename_into(origin: str, target: str) -> None:
    """Rename, and make the target's folder where it is missing."""
    try:
        os.rename(origin, target)
    except FileNotFoundError:
        # Which of the two is missing is not told.
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.rename(origin, target)


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(fnmatch.translate(name) for name in names), re.IGNORECASE)
