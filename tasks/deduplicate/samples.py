"""Samples of the shingles of texts, of many texts at once."""

from __future__ import annotations

from array import array
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tasks.deduplicate.sketch import BITS, LEAD_WORDS, MOST_LEVEL, MOST_REST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tasks.deduplicate.shingles import Hashes

_ONE = np.uint64(1)
_KEPT_BITS = np.uint64(2**BITS - 1)
_HASH_BYTES = BITS // 8


class Sample(NamedTuple):
    """What a sketch keeps of the shingles of a text (see `Sketch`)."""

    size: int
    level: int
    lead: array[int]
    rest: array[int]


def samples_of(texts: Sequence[Hashes]) -> list[Sample]:
    """A sample for each text.

    Args:
        texts: the shingles of each, in order.
    """
    count = len(texts)
    leads = _by_text(*_flat([runs[:LEAD_WORDS] for runs in texts]), count)
    hashes, owners = _flat([np.sort(runs[LEAD_WORDS:]) for runs in texts])
    is_first = _is_new(hashes) | _is_new(owners)
    hashes, owners = hashes[is_first], owners[is_first]
    sizes = kept = np.bincount(owners, minlength=count)
    levels = np.zeros(count, np.uint64)
    while (larger := (kept > MOST_REST) & (levels < MOST_LEVEL)).any():
        levels[larger] += _ONE
        is_kept = hashes & ((_ONE << levels) - _ONE)[owners] == 0
        hashes, owners = hashes[is_kept], owners[is_kept]
        kept = np.bincount(owners, minlength=count)
    rests = _by_text(hashes >> levels[owners], owners, count)
    return [
        Sample(len(lead) + size, level, lead, rest[:MOST_REST])
        for lead, rest, size, level in zip(
            leads, rests, sizes.tolist(), levels.tolist(), strict=True
        )
    ]


def _flat(texts: Sequence[Hashes]) -> tuple[Hashes, NDArray[np.intp]]:
    """The hashes of all texts, and the number of the text that each is of."""
    return np.concatenate(texts), np.repeat(np.arange(len(texts)), list(map(len, texts)))


def _by_text(hashes: Hashes, owners: NDArray[np.intp], count: int) -> list[array[int]]:
    """What is kept of the hashes of each text, each once, the least first."""
    ordered = np.sort(owners.astype(np.uint64) << BITS | hashes & _KEPT_BITS)
    ordered = ordered[_is_new(ordered)]
    bounds = np.searchsorted(ordered, np.arange(count + 1, dtype=np.uint64) << BITS)
    stored = ordered.astype(np.uint16).tobytes()
    places = (bounds * _HASH_BYTES).tolist()
    return [array("H", stored[start:end]) for start, end in pairwise(places)]


def _is_new(ordered: NDArray[Any]) -> NDArray[np.bool_]:
    """Where another value begins.

    `np.unique` takes several times as long for a few hundred.
    """
    is_new = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_new[1:])
    return is_new
