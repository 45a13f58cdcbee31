"""Signals that come while a role is still loading."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


def _end(number: int, _frame: FrameType | None) -> None:
    sys.exit(ENDED_BY_SIGNAL + number)
