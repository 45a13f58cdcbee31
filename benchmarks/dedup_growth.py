"""Whether an article costs more the more articles are in the window."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from benchmarks.dedup_server import deployment, server, spend, used_bytes
from benchmarks.dedup_synthetic import article, texts
from benchmarks.dedup_window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.dedup_server import Spent

SIZES = (10_000, 50_000, 200_000)
MEASURED, WARM_UP = 2_000, 512
"""Articles that are taken in at each size, the same ones; those before them warm up."""

PORTION = 1_024
SEED = 2


def run() -> None:
    """Print what an article costs at each size of the window."""
    print("growth: generated articles in the window, one process, batches of 64, stories included")
    for size, spent, each in grown(SIZES):
        print(
            f"  {size:9,} {1e6 * spent.worker:7.0f} us of the worker "
            f"{1e6 * spent.server:7.0f} us of the server {each:7.0f} bytes each"
        )


def grown(sizes: Sequence[int]) -> Iterator[tuple[int, Spent, float]]:
    """At each size of the window: the size, what an article costs, bytes of each that is there."""
    reports = [article(*each) for each in islice(texts(SEED), WARM_UP + MEASURED)]
    for size in sizes:
        with server() as url:
            there = deployment(url)
            before, window = used_bytes(there.redis), Window(there, SEED)
            for start in range(0, size, PORTION):
                window.fill(min(PORTION, size - start))
            each = (used_bytes(there.redis) - before) / size
            spend(there, reports[:WARM_UP])
            yield size, spend(there, reports[WARM_UP:]), each
