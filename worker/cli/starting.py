"""A role while it is still loading: signals that come, and what its start costs."""

from __future__ import annotations

import gc
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

ENDED_BY_SIGNAL = 128
"""Added to a signal's number: the exit status of a program that it ended, as shells give it."""


def heed_signals() -> None:
    """From now on end at SIGTERM, and pass over SIGUSR2, until the role has its own handlers.

    Loading takes a second or two. The first process of a container would not end at all: the kernel
    keeps signals from it that it has no handler for (pid_namespaces(7)), and who stops it
    would wait until the grace period is over.
    """
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGUSR2, signal.SIG_IGN)


@contextmanager
def loading() -> Iterator[None]:
    """What is imported meanwhile stays to the end, and is never looked through for garbage: that
    took a third of the processor time of a role's start and end.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _end(number: int, _frame: FrameType | None) -> None:
    sys.exit(ENDED_BY_SIGNAL + number)
