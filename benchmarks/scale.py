"""What an article costs the deduplicate stage as its window grows, and Redis's memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.dedup_growth import grown
from benchmarks.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = (10_000, 100_000, 1_000_000)
"""Articles in the window; filling it takes most of the time."""

PART = "scale"


def run(most: int) -> Iterator[Figure]:
    """Microseconds and bytes of an article at each size, in turns with the smallest one.

    Args:
        most: the largest size; the default of articles is raised to the second one.
    """
    sizes = [size for size in SIZES if size <= max(most, SIZES[1])]
    for each in grown(sizes):
        of = f"{each.size:,} articles in the window"
        for spent, where in ((each.spent, of), (each.beside, f"{of}: in {sizes[0]:,} beside")):
            yield Figure(
                PART, f"deduplicate, the worker, {where}", 1e6 * spent.worker, "us/article"
            )
            yield Figure(
                PART, f"deduplicate, the server, {where}", 1e6 * spent.server, "us/article"
            )
        yield Figure(PART, f"Redis, {of}", each.bytes, "bytes/article")
        yield Figure(PART, f"speed beside {sizes[0]:,}, {of}", each.speed, "", guarded=True)
