"""What an article is found by: a few of the shingles of its text."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np

from tasks.deduplicate.sketch import LEAD_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tasks.deduplicate.shingles import Hashes

FEATURE_BYTES = 4

LEAD_STEP = 4
REST_STEP = 16
"""One shingle in four of the opening and one in sixteen of the rest are features: of two copies
that were cut, padded or edited at least two are the same."""

MOST_REST_FEATURES = 6
"""Features of a long text's rest; beyond it every second one is left out, and again."""

SHORT_RUNS = 24
SHORT_STEP = 2
STUB_RUNS = 12
"""A text of fewer shingles has one feature in two; of fewer than these, every one."""

_SAMPLED_BITS = 32
_ONE = np.uint64(1)
_STORED_BITS = 2 ** (8 * FEATURE_BYTES) - 1


def features_of(texts: Sequence[Hashes]) -> list[bytes]:
    """For each text its features, each once; sampled by other bits than they are stored with.

    Args:
        texts: the shingles of each, in order.
    """
    sizes = np.array([len(runs) for runs in texts])
    ends = np.cumsum(sizes)
    starts = ends - sizes
    rests = np.minimum(starts + LEAD_WORDS, ends)
    runs = np.concatenate(texts)
    steps = np.full(len(runs), REST_STEP, np.uint64)
    for start, rest, size in zip(starts.tolist(), rests.tolist(), sizes.tolist(), strict=True):
        steps[start:rest] = _lead_step(size)
    chosen = np.flatnonzero((runs >> _SAMPLED_BITS) & (steps - _ONE) == 0)
    found = runs[chosen].tolist()
    bounds = (np.searchsorted(chosen, places).tolist() for places in (starts, rests, ends))
    return [
        _packed(found[start:rest], found[rest:end])
        for start, rest, end in zip(*bounds, strict=True)
    ]


def _lead_step(size: int) -> int:
    return LEAD_STEP if size >= SHORT_RUNS else SHORT_STEP if size >= STUB_RUNS else 1


def _packed(lead: list[int], rest: Collection[int]) -> bytes:
    if len(rest) > MOST_REST_FEATURES:
        rest = set(rest)
    step = REST_STEP
    while len(rest) > MOST_REST_FEATURES:
        step *= 2
        rest = [each for each in rest if (each >> _SAMPLED_BITS) % step == 0]
    stored = sorted({each & _STORED_BITS for each in (*lead, *rest)})
    return struct.pack(f"<{len(stored)}I", *stored)
