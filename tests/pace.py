"""How often a condition is asked for while it is waited for."""

from __future__ import annotations

import os
import time

SHORTEST_SECONDS, LONGEST_SECONDS = 0.02, 0.5

SHARE = 10
"""What is waited for needs the processor: asking takes about a tenth of it, where it can."""


class Pace:
    """Pauses between questions, longer ones the more processor time a question takes."""

    def __init__(self) -> None:
        self._asked = _processor_seconds()

    def pause(self) -> None:
        """Sleep before the next question."""
        cost = _processor_seconds() - self._asked
        time.sleep(min(max(SHORTEST_SECONDS, cost * SHARE), LONGEST_SECONDS))
        self._asked = _processor_seconds()


def _processor_seconds() -> float:
    """Of this process, and of the commands that it has run to their end."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
