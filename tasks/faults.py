"""What ended the work on something, told without the text that it stumbled over."""

from __future__ import annotations

import traceback
from pathlib import Path

from schemas.errors import RejectedError
from schemas.failure import FailureReason, Stage

BUGS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""Errors of code that met with what it was not written for. Named one by one: the signal that a
time limit is over is an exception too, and nobody may swallow it."""


def told(error: Exception) -> str:
    """The type of an error, its file and its line; its own text may quote the article."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(frame.filename).name}, line {frame.lineno}"


def over_limit(error: BaseException | None, stage: Stage, seconds: float) -> RejectedError:
    """The end of what went over a limit at every attempt: of memory, or the soft one of time.

    Args:
        seconds: the limit of time.
    """
    if isinstance(error, MemoryError):
        message = (
            f"the stage {stage.value} needed more memory at every attempt than a worker "
            "process may use (WIREDESK_WORKER_MEMORY_BYTES)"
        )
        return RejectedError(FailureReason.POISON, message)
    message = f"the stage {stage.value} took more than {seconds} s at every attempt"
    return RejectedError(FailureReason.TIME_LIMIT, message)
