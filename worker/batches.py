"""How many documents go together: one when idle, full batches under backlog."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from worker.spool import Claimed

T = TypeVar("T")


def even_batches(items: Sequence[T], most: int, at_least: int) -> list[list[T]]:
    """Split into batches of nearly equal size.

    Args:
        most: largest batch.
        at_least: how many batches to make, where there are as many items: one for each
            worker process, so that none stands idle.
    """
    if not items:
        return []
    count = max(math.ceil(len(items) / most), min(at_least, len(items)))
    bounds = [len(items) * i // count for i in range(count + 1)]
    return [list(items[start:end]) for start, end in pairwise(bounds)]


def chunks(
    files: Sequence[Claimed], most_bytes: int, most_files: int = 256
) -> Iterator[list[Claimed]]:
    """Split so that the bytes of one chunk fit into memory; a larger file goes alone."""
    chunk: list[Claimed] = []
    size = 0
    for file in files:
        if chunk and (size + file.size > most_bytes or len(chunk) >= most_files):
            yield chunk
            chunk, size = [], 0
        chunk.append(file)
        size += file.size
    if chunk:
        yield chunk
