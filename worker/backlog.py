"""The files whose turn it is, and when to scan the inbox for more of them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worker.inbox import Inbox, Look


class Backlog:
    """Ready files, oldest first.

    Args:
        scan_seconds: shortest pause between two scans while there are any.
    """

    def __init__(self, inbox: Inbox, scan_seconds: float) -> None:
        self._inbox = inbox
        self._scan_seconds = scan_seconds
        self._ready: list[Look] = []
        self._found = 0
        self._scanned, self._took = 0.0, 0.0

    def __len__(self) -> int:
        return len(self._ready)

    def take(self) -> Look:
        """The oldest file; it is not in the backlog any more.

        Raises:
            IndexError: there is none.
        """
        return self._ready.pop()

    def look_around(self) -> None:
        """Scan the inbox if that is due.

        Raises:
            OSError: the inbox cannot be read.
        """
        began = time.monotonic()
        if began < self._next_scan():
            return
        self._ready = []
        self._ready = self._inbox.scan()
        self._found = len(self._ready)
        self._scanned = time.monotonic()
        self._took = self._scanned - began

    def _next_scan(self) -> float:
        """When to scan: soon if nothing is left to claim, late while there is a long list.

        What is new is younger than that list. Scans of hundreds of thousands of files, each time
        that half of them are claimed, cost a file no more than two looks at it.
        """
        if not self._ready:
            return self._scanned + self._took
        times = 10 if 2 * len(self._ready) <= self._found else 100
        return self._scanned + max(self._scan_seconds, times * self._took)
