"""What an article costs: CPU by stage, the server's CPU and network, and memory by kind.

A worker of its own for each stage; one after the other works all articles off while the others
are stopped, so that what the server does meanwhile is that stage's. CPU seconds are measured and
no wall time: other programs on the machine change them little.
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.desk import family, processor_seconds, settled, start
from benchmarks.figures import Figure
from benchmarks.pipeline import write_articles
from benchmarks.sizing_probe import Server, memory_by_kind
from tasks.counters import STAGE_RECORDS, Counters
from tasks.keys import Keys
from tasks.options import Options
from tasks.queues import TASK_STAGES
from worker.connection import connect
from worker.embedded import EmbeddedServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from redis import Redis

    from schemas.failure import Stage

WARM = 64
IDLE_SECONDS = 20.0
DAY = 86_400


PART = "sizing"
MOST = 2_000


def run(count: int) -> Iterator[Figure]:
    """Print the tables; CPU time of all processes and of the server.

    Args:
        count: articles that are measured, up to `MOST`.
    """
    count = min(count, MOST)
    with tempfile.TemporaryDirectory() as folder:
        spool = Path(folder, "spool")
        with (
            EmbeddedServer(spool / ".wiredesk") as server,
            closing(connect(server.url)) as redis,
            _processes(spool, server.url, count) as pids,
        ):
            measured = _Run(redis, spool, pids, count)
            measured.measure()
    yield Figure(PART, "processor time of watcher and workers", measured.cpu, "s/1,000 articles")
    yield Figure(PART, "processor time of the server", measured.server_cpu, "s/1,000 articles")


class _Run:
    """One measurement: its processes, by name, and what it finds, in seconds for 1,000 articles."""

    def __init__(self, redis: Redis, spool: Path, pids: dict[str, int], count: int) -> None:
        self._redis = redis
        self._spool = spool
        self._pids = pids
        self._count = count
        self.cpu = 0.0
        self.server_cpu = 0.0

    def measure(self) -> None:
        drafts = self._spool / "drafts"
        write_articles(drafts, WARM + self._count)
        files = sorted(drafts.iterdir())
        self._drop(files[:WARM])
        self._await(lambda: len(settled(self._spool)) == WARM)
        size = sum(file.stat().st_size for file in files[WARM:]) / self._count
        print(f"sizing: {self._count:,} plain-text articles of {size:,.0f} bytes, by CPU time")
        print(
            "                    CPU s/1,000  articles/s of a core  server CPU s/1,000"
            "  network B in/out  commands"
        )
        self._before_all = memory_by_kind(self._redis)
        for stage in TASK_STAGES:
            self._signal(stage.value, signal.SIGSTOP)
        pending = Keys().pending
        self._row(
            "watcher: admit",
            "watch",
            lambda: self._drop(files[WARM:]),
            lambda: self._redis.zcard(pending) == self._count,
        )
        waiting = memory_by_kind(self._redis)
        largest = self._stages()
        self._memory_table(waiting, largest)
        self._idle()

    def _stages(self) -> int:
        """Each stage alone; returns the most memory that was in flight between two."""
        most = 0
        for stage in TASK_STAGES:
            target = self._worked(stage) + self._count
            self._row(
                stage.value,
                stage.value,
                partial(self._signal, stage.value, signal.SIGCONT),
                partial(self._has_worked, stage, target),
                also="watch" if stage is TASK_STAGES[-1] else None,
            )
            self._signal(stage.value, signal.SIGSTOP)
            most = max(most, memory_by_kind(self._redis).get("in flight", 0))
        return most

    def _row(
        self,
        title: str,
        process: str,
        act: Callable[[], object],
        done: Callable[[], object],
        also: str | None = None,
    ) -> None:
        """Measure one process from an act until something has come true, and print it."""
        server, cpu = Server.now(self._redis), _cpu(self._pids[process])
        watcher = _cpu(self._pids["watch"])
        act()
        self._await(done)
        used = Server.now(self._redis).since(server)
        per = 1_000 / self._count
        cpu = (_cpu(self._pids[process]) - cpu) * per
        self.cpu, self.server_cpu = self.cpu + cpu, self.server_cpu + used.cpu * per
        print(
            f"  {title:18}{cpu:10.2f}{1_000 / cpu if cpu else 0:20,.0f}{used.cpu * per:21.2f}"
            f"{used.received / self._count:14,.0f} /{used.sent / self._count:8,.0f}"
            f"{used.commands / self._count:9.1f}"
        )
        if also:
            self._await(lambda: len(settled(self._spool)) == WARM + self._count)
            cpu = (_cpu(self._pids[also]) - watcher) * per
            print(f"  {'watcher: settle':18}{cpu:10.2f}{1_000 / cpu if cpu else 0:20,.0f}")
            cpu, of_server = self.cpu + cpu, self.server_cpu
            print(f"  {'all':18}{cpu:10.2f}{1_000 / cpu:20,.0f}{of_server:21.2f}")

    def _memory_table(self, waiting: dict[str, int], largest: int) -> None:
        after = memory_by_kind(self._redis)
        each = {
            kind: (size - self._before_all.get(kind, 0)) / self._count
            for kind, size in after.items()
        }
        options = Options()
        days = {
            "stream": options.stream_seconds / DAY,
            "history": options.history_seconds / DAY,
            "dedup": 2 * options.dedup_window_seconds / DAY,
            "stories": 2 * options.dedup_window_seconds / DAY,
            "versions": 2 * options.version_window_seconds / DAY,
        }
        print("  memory of the server        bytes/article   kept for days at the most")
        for kind, kept in days.items():
            print(f"    {kind:24}{each.get(kind, 0):16,.0f}{kept:18.0f}")
        admitted = (waiting["in flight"] + waiting["history"] - self._before_all["history"]) / (
            self._count
        )
        print(f"    {'in flight, admitted':24}{admitted:16,.0f}   until it is published")
        between = largest / self._count
        print(f"    {'in flight, between':24}{between:16,.0f}   until it is published")
        daily = sum(each.get(kind, 0) * kept for kind, kept in days.items())
        flight = max(admitted, between)
        print(f"  bytes = articles per day x {daily:,.0f} + articles in flight x {flight:,.0f}")
        for articles in (10_000, 100_000, 1_000_000):
            print(f"    {articles:9,} a day: {articles * daily / 1e9:8.2f} GB")

    def _idle(self) -> None:
        for stage in TASK_STAGES:
            self._signal(stage.value, signal.SIGCONT)
        before = {name: _cpu(pid) for name, pid in self._pids.items()}
        server = Server.now(self._redis)
        time.sleep(IDLE_SECONDS)
        used = Server.now(self._redis).since(server)
        share = {
            name: (_cpu(pid) - before[name]) / IDLE_SECONDS for name, pid in self._pids.items()
        }
        workers = sum(share[stage.value] for stage in TASK_STAGES) / len(TASK_STAGES)
        print(
            f"  idle, of a core: watcher {share['watch']:.2%}, a worker {workers:.2%}, "
            f"server {used.cpu / IDLE_SECONDS:.2%} ({used.commands / IDLE_SECONDS:.0f} commands/s)"
        )

    def _drop(self, files: list[Path]) -> None:
        for file in files:
            file.rename(self._spool / "inbox" / file.name)

    def _worked(self, stage: Stage) -> int:
        field, _ = STAGE_RECORDS.counted(stage.value)
        return Counters(self._redis, Keys()).read().get(field, 0)

    def _has_worked(self, stage: Stage, target: int) -> bool:
        return self._worked(stage) >= target

    def _signal(self, name: str, number: int) -> None:
        for pid in family(self._pids[name]):
            os.kill(pid, number)

    def _await(self, condition: Callable[[], object]) -> None:
        while not condition():
            time.sleep(0.05)


def _cpu(pid: int) -> float:
    return processor_seconds(family(pid), ended=True)


@contextmanager
def _processes(spool: Path, url: str, count: int) -> Iterator[dict[str, int]]:
    """A watcher, and a worker with one process for each stage: name -> process id."""
    (spool / "inbox").mkdir(parents=True)
    settings = {
        "WIREDESK_SPOOL": str(spool),
        "WIREDESK_REDIS_URL": url,
        "WIREDESK_SETTLE_SECONDS": "0.5",
        "WIREDESK_HIGH_WATER_DOCUMENTS": str(2 * count),
        "WIREDESK_LEASE_SECONDS": "3600",
    }
    started = {"watch": start("watch", **settings)}
    for stage in TASK_STAGES:
        command = ("work", "--concurrency", "1", "--queues", stage.value)
        started[stage.value] = start(*command, **settings)
    try:
        yield {name: process.pid for name, process in started.items()}
    finally:
        for process in started.values():
            with suppress(ProcessLookupError):
                for pid in family(process.pid):
                    os.kill(pid, signal.SIGCONT)
                process.terminate()
        for process in started.values():
            process.wait()
        shutil.rmtree(spool / "drafts", ignore_errors=True)
