"""`make soak`: a steady load for half an hour, and a look every few seconds at what grows.

    python -m tests.soak --minutes 30 --rate 20

Processes are those of `wiredesk run` with its defaults, except that what is kept for days (the
deduplication window, the history, the stream) is kept for a fraction of the run: only then can
the server's memory come to rest, and return to its base line in the end. Exits with 1 when
anything was lost or doubled, or a figure grew beyond noise.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.conftest import ROOT
from tests.soak.figures import MEGABYTE, Figures
from tests.soak.load import Load
from tests.soak.processes import usages
from tests.soak.reader import Reader
from tests.surroundings import outside
from worker.connection import connect
from worker.embedded import EmbeddedServer

if TYPE_CHECKING:
    from collections.abc import Callable

    from redis import Redis

LOOK_SECONDS = 5.0
PATIENCE_SECONDS = 180.0

BASE_LINE_BYTES = MEGABYTE
"""By how much the server may hold more than before the load, when all windows have passed: the
records of trimming stay."""


def main() -> int:
    """Run, print the figures, return the exit status."""
    parser = argparse.ArgumentParser(prog="soak", description="A steady load, for long.")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--rate", type=float, default=20, help="files a second")
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    seconds = wanted.minutes * 60
    kept = max(10, int(seconds / 15))
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        spool = Path(folder, "spool")
        (spool / "inbox").mkdir(parents=True)
        # The server outlives the other processes, so that its memory can be asked in the end.
        with EmbeddedServer(spool / ".wiredesk") as server:
            soak = Soak(spool, server.url, Load(spool / "inbox", wanted.rate, wanted.seed), kept)
            return soak.run(seconds)


class Soak:
    """One run.

    Args:
        kept_seconds: how long events, history and deduplication window reach back.
    """

    def __init__(self, spool: Path, url: str, load: Load, kept_seconds: int) -> None:
        self._spool = spool
        self._load = load
        self._kept = kept_seconds
        self._reader = Reader(url, load)
        self._client: Redis = connect(url)
        self._figures = Figures()
        self._supervisor = self._start()

    def run(self, seconds: float) -> int:
        """Load for so many seconds, wait for the rest, print; the exit status."""
        _wait(lambda: len(usages(self._supervisor.pid)) >= 4, PATIENCE_SECONDS)
        before = self._base_line()
        self._reader.start()
        self._load.start()
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and self._supervisor.poll() is None:
            time.sleep(min(LOOK_SECONDS, left))
            self._look()
        self._load.stop()
        settled = _wait(lambda: self._settled() >= self._load.dropped, PATIENCE_SECONDS)
        back = _wait(
            lambda: self._redis_bytes() < before + BASE_LINE_BYTES,
            PATIENCE_SECONDS + 3 * self._kept,
        )
        after = self._redis_bytes()
        self._reader.stop()
        self._supervisor.terminate()
        stopped = self._supervisor.wait(PATIENCE_SECONDS) == 0
        flat = self._report(before, after)
        lost = self._load.dropped - self._settled()
        lost += max(0, self._load.traffic.articles - self._reader.reports)
        print(
            f"{self._load.dropped} files, {self._reader.entries.total()} entries; {lost} lost, "
            f"{self._reader.doubled} doubled"
        )
        good = settled and back and stopped and flat and not lost and not self._reader.doubled
        return 0 if good else 1

    def _start(self) -> subprocess.Popen[bytes]:
        settings = {
            "WIREDESK_DEDUP_WINDOW_SECONDS": str(self._kept),
            "WIREDESK_VERSION_WINDOW_SECONDS": str(self._kept),
            "WIREDESK_HISTORY_SECONDS": str(self._kept),
            "WIREDESK_STREAM_SECONDS": str(self._kept),
            "WIREDESK_TRIM_SECONDS": str(min(60.0, self._kept / 10)),
            "WIREDESK_LOG_LEVEL": "error",
        }
        command = [sys.executable, "-m", "worker", "run", str(self._spool)]
        return subprocess.Popen(command, cwd=ROOT, env={**outside(), **settings})

    def _base_line(self) -> int:
        """What the server holds when it has seen one article: tables of a fixed size are there."""
        self._load.drop_one()
        _wait(lambda: self._settled() >= 1, PATIENCE_SECONDS)
        return self._redis_bytes()

    def _look(self) -> None:
        figures = self._figures
        for name, usage in usages(self._supervisor.pid).items():
            figures.memory(name, usage.memory)
            figures.count(f"{name}, open files", usage.files)
        figures.memory("Redis", self._redis_bytes())
        latencies = sorted(self._reader.take_latencies())
        if latencies:
            figures.milliseconds("latency, median", statistics.median(latencies))
            figures.milliseconds("latency, 95 of 100", latencies[int(len(latencies) * 0.95)])

    def _redis_bytes(self) -> int:
        memory = self._client.info("memory")
        # A client's buffers are memory too, and come and go with its questions.
        return int(memory["used_memory"]) - int(memory.get("mem_clients_normal", 0))

    def _settled(self) -> int:
        places = (self._spool / "processed", self._spool / "failed")
        files = (path for place in places for path in place.rglob("*") if path.is_file())
        return sum(not path.name.endswith(".error.json") for path in files)

    def _report(self, before: int, after: int) -> bool:
        print(f"  {'figure':28} {'began':>9} {'ended':>9} {'highest':>9}")
        trends = self._figures.trends()
        for trend in trends:
            print(trend)
        print(
            f"Redis held {before / MEGABYTE:.1f} MB before the load and "
            f"{after / MEGABYTE:.1f} MB when all windows had passed"
        )
        return all(trend.flat for trend in trends)


def _wait(condition: Callable[[], object], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(1.0)
    return True


if __name__ == "__main__":
    sys.exit(main())
