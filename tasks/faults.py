"""What a bug looks like from outside, told without the text that it stumbled over."""

from __future__ import annotations

import traceback
from pathlib import Path

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


def place_of(error: Exception) -> str:
    """The file and line that raised an error; its own text may quote the article."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).name}, line {frame.lineno}"
