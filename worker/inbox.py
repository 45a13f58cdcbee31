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
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.document import new_document_id
from schemas.errors import IncompleteError
from worker.spool import UNREACHABLE, Claimed

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


@dataclass(frozen=True)
class Look:
    """A regular file as it was at one look; two equal ones mean that nothing has changed."""

    path: str
    inode: int
    size: int
    mtime_ns: int

    @classmethod
    def of(cls, path: str, status: os.stat_result) -> Look:
        """The look that a file's status amounts to."""
        return cls(path, status.st_ino, status.st_size, status.st_mtime_ns)


class Inbox:
    """What lies in the inbox, and since when it has been still.

    Args:
        settle_seconds: how long a file must be unchanged before it is ready.
        ignore: patterns of names to leave alone, beside `IGNORED`.
    """

    def __init__(self, spool: Spool, settle_seconds: float, ignore: Iterable[str] = ()) -> None:
        self._spool = spool
        self._settle_seconds = settle_seconds
        self._ignored = (*IGNORED, *ignore)
        self._skip = _pattern(self._ignored)
        self._still_since: dict[Look, float] = {}

    def scan(self) -> list[Look]:
        """List the inbox; returns the files that are ready, oldest first.

        An inbox that has been removed is made again.
        """
        now = time.monotonic()
        self._spool.inbox.mkdir(parents=True, exist_ok=True)
        before = self._still_since
        self._still_since = {look: before.get(look, now) for look in self.looks()}
        ready = [look for look, since in self._still_since.items() if self._ready(since, now)]
        return sorted(ready, key=lambda look: (look.mtime_ns, look.path))

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
        prefix = len(os.fspath(self._spool.inbox)) + 1
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
        """How long until the next file that is not ready yet can be, None without such a file."""
        now = time.monotonic()
        unready = (s for s in self._still_since.values() if not self._ready(s, now))
        first = min(unready, default=None)
        return None if first is None else max(0.0, first + self._settle_seconds - now)

    def claim(self, look: Look) -> Claimed:
        """Take a ready file out of the inbox, by renaming it: no two watchers get the same.

        Raises:
            FileNotFoundError: it is gone; another watcher or its owner took it.
            IncompleteError: it has changed since the look, and is left for a later one.
            OSError: it cannot be renamed.
        """
        self._spool.on_file()
        since = self._still_since.pop(look, None)
        origin = self._spool.inbox / look.path
        document_id = new_document_id()
        target = self._spool.claim_path(document_id, Path(look.path))
        target.parent.mkdir(parents=True, exist_ok=True)
        origin.rename(target)
        status = target.lstat()
        if Look.of(look.path, status) != look:
            self._put_back(target, origin)
            raise IncompleteError(f"{look.path} is still being written")
        folder, name = os.path.split(look.path)
        name = target.name.removeprefix(f"{document_id}__") or name
        waited = None if since is None else time.monotonic() - since
        return Claimed(document_id, folder, name, status.st_size, status.st_mtime, waited)

    def _ready(self, since: float, now: float) -> bool:
        return now - since >= self._settle_seconds

    def _put_back(self, target: Path, origin: Path) -> None:
        # If a new file has taken the name, what was claimed stays: both are then whole files.
        if not os.path.lexists(origin):
            target.rename(origin)


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(fnmatch.translate(name) for name in names), re.IGNORECASE)
