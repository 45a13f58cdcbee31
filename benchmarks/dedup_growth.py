"""Whether an article costs more the more articles are in the window."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from benchmarks.dedup_server import Spent, deployment, server, spend, used_bytes
from benchmarks.dedup_synthetic import article, texts
from benchmarks.dedup_window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from schemas.article import Article
    from tasks.deployment import Deployment

SIZES = (10_000, 50_000, 200_000)
MEASURED, WARM_UP = 2_000, 512
"""Articles that are taken in at each size; those before them warm up."""

IN_TURN = 256
"""Articles that one window takes in before the other one's turn: what else the machine does then
costs both alike."""

PORTION = 1_024
SEED = 2


@dataclass(frozen=True)
class Growth:
    """What an article costs in a window, and what the same one costs in the smallest window.

    Attributes:
        size: articles in the window.
        beside: in the smallest window, in the same minute.
        bytes: of Redis, for each article in the window.
    """

    size: int
    spent: Spent
    beside: Spent
    bytes: float

    @property
    def speed(self) -> float:
        """Beside the smallest window; 1 if an article costs no more."""
        return (self.beside.worker + self.beside.server) / (self.spent.worker + self.spent.server)


def run() -> None:
    """Print what an article costs at each size of the window."""
    print("growth: generated articles in the window, one process, batches of 64, stories included")
    for each in grown(SIZES):
        print(
            f"  {each.size:9,} {1e6 * each.spent.worker:7.0f} us of the worker "
            f"{1e6 * each.spent.server:7.0f} us of the server {each.bytes:7.0f} bytes each, "
            f"{each.speed:.2f} times the speed of the smallest"
        )


def grown(sizes: Sequence[int]) -> Iterator[Growth]:
    """Each size of the window but the first beside the first one, each on a server of its own."""
    smallest, *larger = sizes
    with ExitStack() as servers:
        first, _ = _filled(servers.enter_context(server()), smallest)
        for number, size in enumerate(larger, 1):
            with server() as url:
                there, each = _filled(url, size)
                beside, spent = _in_turns((first, there), _reports(SEED + number))
                yield Growth(size, spent, beside, each)


def _filled(url: str, size: int) -> tuple[Deployment, float]:
    """A server with so many articles in its window, and the bytes that each takes."""
    there = deployment(url)
    before, window = used_bytes(there.redis), Window(there, SEED)
    for start in range(0, size, PORTION):
        window.fill(min(PORTION, size - start))
    return there, (used_bytes(there.redis) - before) / size


def _reports(seed: int) -> list[Article]:
    return [article(*each) for each in islice(texts(seed), WARM_UP + MEASURED)]


def _in_turns(windows: Sequence[Deployment], reports: Sequence[Article]) -> list[Spent]:
    """What an article costs in each window, the same ones in all."""
    for there in windows:
        spend(there, reports[:WARM_UP])
    spent = [Spent(0.0, 0.0) for _ in windows]
    for start in range(WARM_UP, len(reports), IN_TURN):
        some = reports[start : start + IN_TURN]
        share = len(some) / (len(reports) - WARM_UP)
        for place, there in enumerate(windows):
            cost, before = spend(there, some), spent[place]
            spent[place] = Spent(
                before.worker + cost.worker * share, before.server + cost.server * share
            )
    return spent
