"""Whether what a worker has at hand moves on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.presence import BEAT_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterable


class Progress:
    """Counts for how long nothing has moved, in looks that are `BEAT_SECONDS` apart.

    Looks are counted and no clock is read: a machine that slept, or a main process that waited
    for a lost server, has not kept its batches from anything for that time.
    """

    def __init__(self) -> None:
        self._still = 0.0
        self._before: tuple[int, frozenset[str]] = (0, frozenset())

    def look(self, *, holds: int, begun: int, running: Iterable[str]) -> float:
        """For how many seconds messages are held and no batch was begun or finished.

        Time limits end a batch that runs, but they do not run for one that is not begun, as its
        process was stopped before it took the message.

        Args:
            holds: messages that were fetched and are not finished.
            begun: batches that were begun since the start.
            running: ids of those that are not finished.
        """
        now = (begun, frozenset(running))
        self._still = self._still + BEAT_SECONDS if holds and now == self._before else 0.0
        self._before = now
        return self._still
