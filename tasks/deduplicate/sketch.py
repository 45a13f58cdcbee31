"""What is remembered of a text to measure how much another one has in common with it."""

from __future__ import annotations

import struct
from array import array
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray

    from tasks.deduplicate.shingles import Hashes

LEAD_WORDS = 64
"""Words of the opening that is kept whole: copies are cut from the end, and rarely before this."""

MOST_REST = 128
"""Shingles kept of what follows: containment is then known to about 4 percent points (one standard
deviation of a share of three quarters in a sample of 128)."""

MOST_NUMBERS = 48
MOST_NAMES = 24
MOST_TITLE_WORDS = 24

BITS = 16
"""Bits that are kept of each hash."""

MOST_LEVEL = 48
"""Above it a hash of 64 bits has none of these left."""

_HEAD = struct.Struct("<IHB5B")
_SIXTEEN_BITS = 2**BITS - 1


@dataclass(frozen=True, eq=False)
class Sketch:
    """Hashes of 16 bits that stand for a text of any length.

    The opening's shingles are all there. Of the others those whose hash is a multiple of
    2^level are: a sample that two texts take alike, whatever their levels (Brin, Davis and
    Garcia-Molina, "Copy Detection Mechanisms for Digital Documents", 1995). What is kept of
    these are the bits above the level: those below are 0 in all of them.

    Attributes:
        size: how many different shingles the text has.
        level: the sample of `rest` is one in 2^level.
        numbers: its numbers in the order of the text.
        names: the first words with a capital letter.
        title: the headline's words.
        title_numbers: the headline's numbers as one hash; 0 without any.
    """

    size: int
    title_numbers: int
    level: int
    lead: array[int]
    rest: array[int]
    numbers: array[int]
    names: array[int]
    title: array[int]

    @cached_property
    def lead_set(self) -> frozenset[int]:
        """The opening's shingles."""
        return frozenset(self.lead)

    @cached_property
    def rest_set(self) -> frozenset[int]:
        """The sample of the others."""
        return frozenset(self.rest)

    def pack(self) -> bytes:
        """This sketch in as few bytes as it takes: 12, and two for each hash."""
        parts = (self.lead, self.rest, self.numbers, self.names, self.title)
        head = _HEAD.pack(self.size, self.title_numbers, self.level, *map(len, parts))
        return head + b"".join(part.tobytes() for part in parts)

    @classmethod
    def unpack(cls, packed: bytes) -> Sketch:
        """The sketch that `pack` made these bytes of."""
        size, title_numbers, level, *lengths = _HEAD.unpack_from(packed)
        hashes = array("H", packed[_HEAD.size :])
        parts, start = [], 0
        for length in lengths:
            parts.append(hashes[start : start + length])
            start += length
        return cls(size, title_numbers, level, *parts)


def make_sketch(
    runs: Hashes,
    *,
    numbers: Sequence[int],
    names: Sequence[int],
    title: Sequence[int],
    title_numbers: int = 0,
) -> Sketch:
    """The sketch of a text.

    Args:
        runs: its shingles in order.
        numbers, names, title: hashes of its numbers, names and of its headline's words.
    """
    opening = different(runs[:LEAD_WORDS].astype(np.uint16))
    others = different(runs[LEAD_WORDS:])
    rest, level = others, 0
    while len(rest) > MOST_REST and level < MOST_LEVEL:
        level += 1
        rest = rest[rest & np.uint64(2**level - 1) == 0]
    kept = different((rest >> np.uint64(level)).astype(np.uint16))
    return Sketch(
        size=len(opening) + len(others),
        title_numbers=title_numbers,
        level=level,
        lead=array("H", opening.tobytes()),
        rest=array("H", kept[:MOST_REST].tobytes()),
        numbers=_packed(numbers, MOST_NUMBERS),
        names=_packed(names, MOST_NAMES),
        title=_packed(title, MOST_TITLE_WORDS),
    )


def different(hashes: NDArray[Any]) -> NDArray[Any]:
    """The different ones of some hashes, the least first.

    `np.unique` does the same, and takes four times as long for a few hundred.
    """
    ordered = np.sort(hashes)
    is_first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return ordered[is_first]


def _packed(hashes: Sequence[int], most: int) -> array[int]:
    return array("H", [each & _SIXTEEN_BITS for each in hashes[:most]])
