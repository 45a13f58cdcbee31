"""How often a condition is asked for while it is waited for."""

from __future__ import annotations

import time

SHORTEST_SECONDS, LONGEST_SECONDS = 0.02, 0.2

SHARE = 10
"""What is waited for needs the processor: asking takes at most about a tenth of it."""


class Pace:
    """Pauses between questions, longer ones the more processor time a question takes."""

    def __init__(self) -> None:
        self._paused = time.process_time()

    def pause(self) -> None:
        """Sleep before the next question."""
        cost = time.process_time() - self._paused
        time.sleep(min(max(SHORTEST_SECONDS, cost * SHARE), LONGEST_SECONDS))
        self._paused = time.process_time()
