"""Very many files at once: the watcher's memory, the order of draining, `status` meanwhile."""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.desk import command_of, family, memory_peak, start
from benchmarks.figures import Figure
from tasks.keys import Keys
from worker.connection import connect
from worker.embedded import EmbeddedServer

if TYPE_CHECKING:
    from collections.abc import Iterator

PART = "backlog"
FILES = (5_000, 50_000, 200_000)
AGE_STEP_SECONDS = 0.01
"""Each file is by so much younger than the one before."""

STATUS_EVERY_SECONDS = 5.0
PRIME = 7_919


def run(_count: int) -> Iterator[Figure]:
    """For each number of files: the rate, the watcher's memory, disorder, and how long `wiredesk
    status` took meanwhile; then the last rate beside the first.
    """
    rates = []
    for files in FILES:
        with tempfile.TemporaryDirectory() as folder:
            spool = Path(folder, "spool")
            _drop(spool / "inbox", files)
            # The server outlives the other processes, so that the stream can be read in the end.
            with EmbeddedServer(spool / ".wiredesk") as server:
                began = time.perf_counter()
                peak, answers = _drain(spool)
                rates.append(files / (time.perf_counter() - began))
                order = _order(server.url)
            of = f"{files:,} files"
            if len(order) != files:
                raise SystemExit(f"{len(order)} entries of {of}")
        yield Figure(PART, f"{of}, start to end", rates[-1], "files/s")
        yield Figure(PART, f"{of}, watcher's peak memory", peak / 1e6, "MB")
        yield Figure(PART, f"{of}, most places out of order", _disorder(order), "places")
        yield Figure(PART, f"{of}, status, median", statistics.median(answers), "s")
    name = "rate with the most files beside that with the fewest"
    yield Figure(PART, name, rates[-1] / rates[0], "")


def _drop(inbox: Path, count: int) -> None:
    inbox.mkdir(parents=True)
    oldest = time.time() - count * AGE_STEP_SECONDS
    for number in range(count):
        # The names tell nothing of the age: who drains by name is found out.
        path = inbox / f"{number * PRIME % count:06}-{number}.txt"
        path.write_text(
            f"Notice {number} of the harbour office\n\n"
            f"Ship {number} left berth {number % 97} with {number * 31 + 7} crates on board. "
            f"The pilot of boat {number % 13} said that line {number} is open again.\n",
            "utf-8",
        )
        age = oldest + number * AGE_STEP_SECONDS
        os.utime(path, (age, age))


def _drain(spool: Path) -> tuple[int, list[float]]:
    """Until everything is settled: the watcher's peak memory (bytes), seconds of each status."""
    process = start("run", "--until-idle", WIREDESK_SPOOL=str(spool))
    peak, answers = 0, []
    while process.poll() is None:
        began = time.perf_counter()
        if start("status", WIREDESK_SPOOL=str(spool)).wait():
            raise SystemExit("wiredesk status failed")
        answers.append(time.perf_counter() - began)
        watchers = [pid for pid in family(process.pid) if "watch" in command_of(pid)]
        peak = max([peak, *map(memory_peak, watchers)])
        time.sleep(STATUS_EVERY_SECONDS)
    return peak, answers


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
