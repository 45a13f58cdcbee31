"""What a hostile document is."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ARTICLES = "articles"
"""The outcome where articles come out, be there errors or not; else it is a `FailureReason`."""

PAGE = 4_999_999
"""One byte less than a page may have: the most work for what is one article."""

DOCUMENT = 19_999_999
"""The same for what is parsed whole."""


@dataclass(frozen=True)
class Hostile:
    """A hostile document.

    Attributes:
        name: the file name; unique.
        make: its bytes.
        outcomes: what may come of it: reasons, or `ARTICLES`.
        quick: whether it belongs in the tests; the others are for the benchmark.
    """

    name: str
    make: Callable[[], bytes]
    outcomes: frozenset[str]
    quick: bool = True


def case(name: str, make: Callable[[], bytes], *outcomes: str, quick: bool = True) -> Hostile:
    """A hostile document with its outcomes one by one."""
    return Hostile(name, make, frozenset(outcomes), quick)


def noise(size: int) -> bytes:
    """Bytes by chance, the same each time."""
    return random.Random(7).randbytes(size)
