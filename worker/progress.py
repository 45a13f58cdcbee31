"""Whether what a worker has at hand moves on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.presence import BEAT_SECONDS

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable


class Progress:
    """Counts for how long nothing has moved, in looks that are `BEAT_SECONDS` apart.

    Looks are counted and no clock is read: a machine that slept, or a main process that waited
    for a lost server, has not kept its batches from anything for that time.
    """

    def __init__(self) -> None:
        self._still = 0.0
        self._before: tuple[int, frozenset[Hashable]] = (0, frozenset())
        self._ages: dict[Hashable, float] = {}

    def look(self, *, holds: int, begun: int, running: Iterable[Hashable]) -> float:
        """For how many seconds something at hand has made no progress.

        That is the age of the oldest batch that runs, or, where messages are held, the time since
        one was last begun or finished: a process that is stopped before it takes its message
        never begins it, and no time limit ever ends it.

        Args:
            holds: messages that were fetched and are not finished.
            begun: batches that were begun since the start.
            running: those that are not finished; each attempt is one of its own.
        """
        now = (begun, frozenset(running))
        self._ages = {each: self._ages.get(each, -BEAT_SECONDS) + BEAT_SECONDS for each in now[1]}
        self._still = self._still + BEAT_SECONDS if holds and now == self._before else 0.0
        self._before = now
        return max(self._still, *self._ages.values(), 0.0)
