"""Whether the last of many articles costs more than the first."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from benchmarks.dedup_server import add, deployment, server, used_bytes
from benchmarks.dedup_synthetic import article, texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIZES = (10_000, 50_000, 200_000)
LAST = 4_096
"""Articles before each size whose rate is taken."""

PORTION = 2_048


def run() -> None:
    """Print rate and bytes at each size of the window."""
    print("growth: generated articles in the window, one process, batches of 64")
    for size, seconds, each in grown(SIZES):
        print(f"  {size:9,} {1 / seconds:7.0f} articles/s {each:7.0f} bytes each")


def grown(sizes: Sequence[int]) -> Iterator[tuple[int, float, float]]:
    """At each size of the window: the size, seconds of the stage for an article, bytes of each."""
    with server() as url:
        there = deployment(url)
        before, made, known = used_bytes(there.redis), texts(seed=2), 0
        for size in sizes:
            took, counted = 0.0, 0
            while known < size:
                portion = [article(*each) for each in islice(made, min(PORTION, size - known))]
                seconds = add(there, portion)
                known += len(portion)
                if known > size - LAST:
                    took, counted = took + seconds, counted + len(portion)
            yield known, took / counted, (used_bytes(there.redis) - before) / known
