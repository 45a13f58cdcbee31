"""The failed documents as the page shows them, and trying one again."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from worker.failed import failed_documents, find, move_back
from worker.settling import SIDECAR_SUFFIX
from worker.spool import Spool
from worker.walking import UNREACHABLE, walk

if TYPE_CHECKING:
    from pathlib import Path

MOST_SHOWN = 200
"""Failed documents that the page lists: the newest ones."""

_TOLD = ("reason", "message", "advice", "stage", "attempts", "published")


class Failures:
    """The failed documents, looked up once for all browsers that ask before something changes.

    Args:
        root: the spool's folder.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._told: dict[str, Any] = {}
        self._one_at_a_time = threading.Lock()

    def told(self) -> dict[str, Any]:
        """What `failures_of` tells; to be called in any thread."""
        with self._one_at_a_time:
            if self._told.get("mark") != mark_of(self._root):
                self._told = failures_of(self._root)
            return self._told


def failures_of(root: Path) -> dict[str, Any]:
    """How many documents have failed, and the newest of them with their reasons."""
    # Taken first: what fails while the others are read changes it.
    mark = mark_of(root)
    found = sorted(failed_documents(root), key=lambda each: each.time, reverse=True)
    shown = [
        {
            "path": each.path,
            "time": each.time.isoformat(),
            **{name: each.sidecar[name] for name in _TOLD if name in each.sidecar},
        }
        for each in found[:MOST_SHOWN]
    ]
    return {"mark": mark, "count": len(found), "failures": shown}


def retry(root: Path, path: str) -> None:
    """Move a failed document back into the inbox.

    Raises:
        SetupError: it is not there, its place in the inbox is taken, or it cannot be moved.
    """
    move_back(root, find(root, path))


def mark_of(root: Path) -> str:
    """A word that changes whenever another document has failed, or one has gone."""
    count, newest = 0, 0
    for entry in walk(Spool(root).failed):
        if not entry.name.endswith((SIDECAR_SUFFIX, ".tmp")):
            try:
                newest = max(newest, entry.stat(follow_symlinks=False).st_ctime_ns)
            except OSError as error:
                if error.errno in UNREACHABLE:
                    continue
                raise
            count += 1
    return f"{count}-{newest // 1_000_000}"
