"""Hashes of the runs of three words that a text consists of."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from tasks.deduplicate.word_hashes import hashes_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

RUN_WORDS = 3
"""Words of a shingle: two recur in any text on the matter, four miss more of the edited copies."""

_CONFUSED = bytes.maketrans(b"1|i058hcuf6", b"lllosbbentg")
"""Letters and digits that text recognition takes for one another, each for all of its kind: a
scanned copy has most of its runs in common with the original, and hardly any others get alike."""

_FACTORS = tuple(
    np.uint64(each) for each in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
)


def alike_hashes(texts: Sequence[bytes]) -> list[NDArray[np.uint32]]:
    """For each text a hash of 32 bits for each of its words, in order; words that text recognition
    takes for one another have the same one.

    Of a text with fewer than `RUN_WORDS` words, 0 stands for those that are missing.

    Args:
        texts: their words with a space between them.
    """
    counts = [text.count(b" ") + 1 if text else 0 for text in texts]
    padded = map(_padded, texts, counts)
    alike = b"".join(padded).replace(b"rn", b"m").translate(_CONFUSED)
    hashes = hashes_in(alike) if alike else np.empty(0, np.uint32)
    sizes = (max(RUN_WORDS, count) if count else 0 for count in counts)
    return [hashes[start:end] for start, end in pairwise(accumulate(sizes, initial=0))]


def _padded(text: bytes, count: int) -> bytes:
    """A text with a space behind every word, and empty words where it has few."""
    return text + b" " * max(1, RUN_WORDS + 1 - count) if text else b""


def shingles(texts: Sequence[NDArray[np.uint32]]) -> list[Hashes]:
    """For each text a hash of 64 bits for each run of `RUN_WORDS` words, in order; shape (runs,).

    A text of fewer words is one run; one without words has none.

    Args:
        texts: the hashes of their words, as `alike_hashes` makes them.
    """
    numbers = np.concatenate(texts).astype(np.uint64)
    runs = runs_of(numbers) if len(numbers) else numbers
    bounds = pairwise(accumulate(map(len, texts), initial=0))
    return [runs[start : max(start, end - RUN_WORDS + 1)] for start, end in bounds]


def runs_of(numbers: Hashes) -> Hashes:
    """The hashes of the runs, by those of the words; of these there are `RUN_WORDS` at least."""
    runs = len(numbers) - RUN_WORDS + 1
    mixed = np.zeros(runs, np.uint64)
    for place, factor in enumerate(_FACTORS):
        mixed ^= numbers[place : place + runs]
        mixed *= factor
        mixed ^= mixed >> np.uint64(29)
    _finish(mixed)
    return mixed


def _finish(mixed: Hashes) -> None:
    """Every bit depends on every bit (the finalizer of SplitMix64; Steele, Lea, Flood, 2014)."""
    mixed ^= mixed >> np.uint64(30)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
