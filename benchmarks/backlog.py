"""Very many files at once: what the watcher takes for each of them, its memory, the order of
draining, `status` meanwhile. The worker is one that does no work.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.desk import environment, memory_peak, processor_seconds, start, wait
from benchmarks.figures import Figure
from tasks.keys import Keys
from worker.connection import connect
from worker.embedded import EmbeddedServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from redis import Redis

PART = "backlog"
FILES = (1_000, 20_000, 200_000)
AGE_STEP_SECONDS = 0.01
"""Each file is by so much younger than the one before."""

STATUS_EVERY_SECONDS = 5.0
LOOK_SECONDS = 0.05
PRIME = 7_919


@dataclass(frozen=True)
class Drain:
    """How a backlog was worked off.

    Attributes:
        processor_seconds: that the watcher used.
        peak: the watcher's resident memory, in bytes.
        answers: how long each `status` took meanwhile, in seconds.
        order: the files' numbers by age, in the order of their entries.
    """

    seconds: float
    processor_seconds: float
    peak: int
    answers: list[float]
    order: list[int]


def run(_count: int) -> Iterator[Figure]:
    """For each number of files: the rate, the watcher's processor time and memory, disorder, and
    how long `wiredesk status` took meanwhile; then the watcher's speed with the most of them beside
    that with the fewest.
    """
    costs = []
    for files in FILES:
        with tempfile.TemporaryDirectory() as folder:
            spool = Path(folder, "spool")
            _drop(Path(folder, "files"), files)
            drain = _drained(spool, Path(folder, "files"), files)
        of = f"{files:,} files"
        if len(drain.order) != files:
            raise SystemExit(f"{len(drain.order)} entries of {of}")
        costs.append(drain.processor_seconds / files)
        yield Figure(PART, f"{of}, start to end", files / drain.seconds, "files/s")
        yield Figure(PART, f"{of}, watcher", 1e6 * costs[-1], "us/file")
        yield Figure(PART, f"{of}, watcher's peak memory", drain.peak / 1e6, "MB")
        yield Figure(PART, f"{of}, most places out of order", _disorder(drain.order), "places")
        if drain.answers:
            yield Figure(PART, f"{of}, status, median", statistics.median(drain.answers), "s")
    name = "watcher's speed with the most files beside that with the fewest"
    yield Figure(PART, name, costs[0] / costs[-1], "", guarded=True)


def _drop(inbox: Path, count: int) -> None:
    """Files of about 2,800 bytes."""
    inbox.mkdir(parents=True, exist_ok=True)
    oldest = time.time() - count * AGE_STEP_SECONDS
    for number in range(count):
        # The names tell nothing of the age: who drains by name is found out.
        path = inbox / f"{number * PRIME % count:06}-{number}.txt"
        path.write_text(
            f"Notice {number} of the harbour office\n\n"
            f"Ship {number} left berth {number % 97} with {number * 31 + 7} crates on board. "
            + f"The pilot of boat {number % 13} said that line {number} is open again.\n"
            * 40,
            "utf-8",
        )
        age = oldest + number * AGE_STEP_SECONDS
        os.utime(path, (age, age))


def _drained(spool: Path, files: Path, count: int) -> Drain:
    """Drop a folder of files on a watcher that is at work, and wait until all are settled."""
    # The server outlives the other processes, so that the stream can be read in the end.
    with EmbeddedServer(spool / ".wiredesk") as server, _stand_in(server.url):
        with closing(connect(server.url)) as client, _watcher(spool) as process:
            _drop(spool / "inbox", 1)  # what is loaded with the first file counts for none
            wait(lambda: _all_settled(client, spool, 1), process)
            client.delete(Keys().articles)
            began, before = time.perf_counter(), processor_seconds([process.pid])
            files.rename(spool / "inbox" / "backlog")
            answers = list(_answers(spool, lambda: not _all_settled(client, spool, count)))
            seconds = time.perf_counter() - began
            used, peak = processor_seconds([process.pid]) - before, memory_peak(process.pid)
        return Drain(seconds, used, peak, answers, _order(server.url))


def _all_settled(client: Redis, spool: Path, count: int) -> bool:
    processing = spool / "processing"
    return client.xlen(Keys().articles) == count and not any(processing.iterdir())


def _answers(spool: Path, goes_on: Callable[[], bool]) -> Iterator[float]:
    """Ask for the status every now and then: how long it took, in seconds."""
    asked = time.perf_counter()
    while goes_on():
        time.sleep(LOOK_SECONDS)
        if time.perf_counter() > asked + STATUS_EVERY_SECONDS:
            asked = time.perf_counter()
            if start("status", WIREDESK_SPOOL=str(spool)).wait():
                raise SystemExit("wiredesk status failed")
            yield time.perf_counter() - asked


@contextmanager
def _watcher(spool: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = start("watch", WIREDESK_SPOOL=str(spool))
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _stand_in(url: str) -> Iterator[None]:
    """A worker that does no work, as long as the context."""
    command = [sys.executable, "-m", "benchmarks.stand_in", url]
    process = subprocess.Popen(command, env=environment())
    try:
        yield
    finally:
        process.kill()
        process.wait()


def _order(url: str) -> list[int]:
    """The files' numbers by age, in the order of their entries."""
    order: list[int] = []
    with closing(connect(url)) as client:
        last = "-"
        while page := _page(client.xrange(Keys().articles, min=last, count=1_000)):
            order += [_number(fields) for _, fields in page]
            last = f"({page[-1][0].decode()}"
    return order


def _page(reply: Any) -> list[Any]:
    return list(reply)


def _number(fields: dict[bytes, bytes]) -> int:
    document = json.loads(fields[b"data"])["provenance"]["document"]
    return int(document.removesuffix(".txt").rpartition("-")[2])


def _disorder(order: list[int]) -> int:
    return max((abs(place - number) for place, number in enumerate(order)), default=0)
