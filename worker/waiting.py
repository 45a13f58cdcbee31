"""Why a file still lies in the inbox."""

from __future__ import annotations

import os
import stat
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tasks.presence import living
from worker.doctor.rights import may
from worker.identity import dropped_as, is_id, is_named, located
from worker.inbox import Inbox
from worker.spool import Spool, moment
from worker.walking import walk

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from tasks.deployment import Deployment
    from worker.settings import Settings


@dataclass(frozen=True)
class WaitingFile:
    """A file in the inbox.

    Attributes:
        path: below the spool.
        modified: when it was last written to (UTC).
        changed: when it came here, or was last written to after that (UTC).
        why: what it waits for, or why it is not read at all.
    """

    path: str
    size: int
    modified: dt.datetime
    changed: dt.datetime
    why: str


class Waiting:
    """Tells of files in the inbox what they wait for.

    Args:
        settings: those that the watcher runs with, if what is told is to be true.
    """

    def __init__(self, deployment: Deployment, settings: Settings) -> None:
        self._spool = Spool(settings.spool)
        self._inbox = Inbox(self._spool, settings.settle_seconds, settings.ignore)
        self._deployment = deployment
        self._settings = settings

    def files(self, name: str) -> Iterator[WaitingFile]:
        """The files that are meant: one path, or a name in any folder of the inbox."""
        if is_id(name):
            return
        wanted = dropped_as(self._spool, located(self._spool, name))
        for entry in walk(self._spool.inbox):
            file = Path(entry.path)
            if is_named(dropped_as(self._spool, file), wanted):
                try:
                    status = file.lstat()
                except FileNotFoundError:
                    continue
                yield self._told(file, status)

    def _told(self, file: Path, status: os.stat_result) -> WaitingFile:
        below = file.relative_to(self._spool.inbox)
        return WaitingFile(
            path=os.fsencode(file.relative_to(self._spool.root)).decode("utf-8", "replace"),
            size=status.st_size,
            modified=moment(status.st_mtime),
            changed=moment(status.st_ctime),
            why=self._never(below, status)
            or self._nobody()
            or self._still(status)
            or self._no_room()
            or self._turn(below, status),
        )

    def _never(self, path: Path, status: os.stat_result) -> str | None:
        for part in path.parts:
            if pattern := self._inbox.ignored_by(part):
                return f"ignored: {part!r} matches the pattern {pattern!r}; rename it"
        if not stat.S_ISREG(status.st_mode):
            return "ignored: it is no regular file, and links are not followed"
        folder = self._spool.inbox / path.parent
        if not may(folder, os.R_OK | os.W_OK | os.X_OK):
            return (
                f"user {os.geteuid()} may not take files out of its folder; see `wiredesk doctor`"
            )
        if (
            self._spool.processing.is_dir()
            and status.st_dev != self._spool.processing.stat().st_dev
        ):
            return "its folder is on another file system, from which nothing can be claimed"
        return None

    def _nobody(self) -> str | None:
        if living(self._deployment.redis, self._deployment.keys.watchers):
            return None
        return "no watcher is alive: start `wiredesk run` or `watch`"

    def _still(self, status: os.stat_result) -> str | None:
        settle, age = self._settings.settle_seconds, time.time() - status.st_ctime
        if age >= settle:
            return None
        return (
            f"perhaps still being written: it changed {max(age, 0):.1f} s ago, and is taken after "
            f"{settle:g} s without a change (WIREDESK_SETTLE_SECONDS)"
        )

    def _no_room(self) -> str | None:
        """High water; whether the watcher waits for low water only the watcher knows."""
        claimed, settings = self._spool.claimed(), self._settings
        size, low = sum(each.size for each in claimed), settings.low_water_percent / 100
        filled = max(len(claimed) / settings.high_water_documents, size / settings.high_water_bytes)
        if filled < low:
            return None
        held = "held back" if filled >= 1 else "perhaps held back"
        return (
            f"{held} by high water: {len(claimed):,} documents with {size:,} bytes are in flight, "
            f"of {settings.high_water_documents:,} and {settings.high_water_bytes:,} "
            "(WIREDESK_HIGH_WATER_DOCUMENTS, WIREDESK_HIGH_WATER_BYTES); claiming goes on below "
            f"{settings.low_water_percent} %"
        )

    def _turn(self, path: Path, status: os.stat_result) -> str:
        mine = (status.st_mtime_ns, str(path))
        before = sum((each.mtime_ns, each.path) < mine for each in self._inbox.looks())
        if before:
            return f"ready; {before:,} older files are taken before it"
        return "ready: the next to be taken; if it stays, see `wiredesk doctor`"
