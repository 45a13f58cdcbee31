"""What a watcher knows of `processing/` between two looks at it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worker.spool import Claimed, Spool


class InFlight:
    """The files in `processing/`, as of the last look and of what this watcher has done since.

    The listing is the truth: it has the claims of other watchers, and of those that died. But
    thousands of files may lie there while a pass moves a few.

    Args:
        look_seconds: pause between two looks.

    Attributes:
        asked_at: how long the ledger was when the server was last asked for these files, and what
            was admitted since; None if there may be files that it was not asked for.
    """

    asked_at: int | None = None

    def __init__(self, spool: Spool, look_seconds: float) -> None:
        self._spool = spool
        self._look_seconds = look_seconds
        self._files: dict[str, Claimed] = {}
        self._places: dict[str, Claimed] = {}
        self._size = 0
        self._next_look = 0.0

    def __len__(self) -> int:
        return len(self._files)

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return self._size

    @property
    def ids(self) -> list[str]:
        """The documents, in the order of the look and of the claims since."""
        return list(self._files)

    def file(self, document_id: str) -> Claimed:
        """The file of a document."""
        return self._files[document_id]

    def look(self) -> None:
        """List `processing/`; a file that was known is not described anew."""
        self._places = self._spool.claimed_by_place(self._places)
        self._files = {each.document_id: each for each in self._places.values()}
        self._size = sum(each.size for each in self._places.values())
        self.asked_at = None
        self._next_look = time.monotonic() + self._look_seconds

    def look_when_due(self) -> None:
        """List `processing/` if that was a while ago, or never."""
        if time.monotonic() >= self._next_look:
            self.look()

    def doubt(self) -> None:
        """Something was not as it was remembered: the next pass looks."""
        self._next_look = 0.0

    def add(self, claimed: Claimed) -> None:
        """A file was claimed."""
        self._files[claimed.document_id] = claimed
        self._places[self._spool.place(claimed)] = claimed
        self._size += claimed.size

    def remove(self, claimed: Claimed) -> None:
        """A file has left `processing/`."""
        if self._files.pop(claimed.document_id, None) is not None:
            self._places.pop(self._spool.place(claimed), None)
            self._size -= claimed.size
