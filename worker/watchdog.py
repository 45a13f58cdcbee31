"""The end of a process whose main thread gets no further, whatever it is that holds it.

A system call on a dead mount, a lock, a loop in C that lets nobody else in: no code of ours may run
to notice. The thread of `faulthandler` needs no interpreter. When its time is over it writes where
each thread stood (places in the code, nothing else) and ends the process; whoever started that
starts another. Children that are forked do not have the thread, and are not watched.
"""

from __future__ import annotations

import faulthandler
import os
import time

STANDARD_ERROR = 2

REARM_SECONDS = 1.0
"""Steps that follow each other more quickly count as one: a thread is started for each."""


class Watchdog:
    """Watches the main thread of this process, from its first step on.

    In a forked child it does nothing: there it would wait for its thread for ever.

    Args:
        seconds: how long it may take from one step to the next.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._next = 0.0
        self._ending = False
        self._process = os.getpid()

    def step(self) -> None:
        """Say that the main thread gets on."""
        now = time.monotonic()
        if now >= self._next and not self._ending:
            self._next = now + REARM_SECONDS
            self._arm(self._seconds)

    def let_end(self, seconds: float) -> None:
        """This process has begun to stop: it makes no more steps, and may take so many seconds."""
        if not self._ending:
            self._ending = True
            self._arm(seconds)

    def leave(self) -> None:
        """Watch no longer."""
        self._ending = True
        if os.getpid() == self._process:
            faulthandler.cancel_dump_traceback_later()

    def _arm(self, seconds: float) -> None:
        if os.getpid() == self._process:
            faulthandler.dump_traceback_later(seconds, exit=True, file=STANDARD_ERROR)
