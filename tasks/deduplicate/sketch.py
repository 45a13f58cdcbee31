"""What is remembered of a text to measure how much another one has in common with it."""

from __future__ import annotations

import struct
from array import array
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.deduplicate.samples import Sample

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
    sample: Sample,
    *,
    numbers: Sequence[int],
    names: Sequence[int],
    title: Sequence[int],
    title_numbers: int = 0,
) -> Sketch:
    """The sketch of a text.

    Args:
        sample: of its shingles.
        numbers, names, title: hashes of its numbers, names and of its headline's words.
    """
    return Sketch(
        size=sample.size,
        title_numbers=title_numbers,
        level=sample.level,
        lead=sample.lead,
        rest=sample.rest,
        numbers=_packed(numbers, MOST_NUMBERS),
        names=_packed(names, MOST_NAMES),
        title=_packed(title, MOST_TITLE_WORDS),
    )


def _packed(hashes: Sequence[int], most: int) -> array[int]:
    return array("H", [each & _SIXTEEN_BITS for each in hashes[:most]])
