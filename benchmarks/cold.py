"""From nothing to the first event; what the command line takes to start."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from redis import Redis

from benchmarks.desk import environment, running, socket
from benchmarks.figures import Figure
from benchmarks.pipeline import write_articles
from tasks.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Iterator

PART = "cold"
TIMES = 7


def run(_count: int) -> Iterator[Figure]:
    """Seconds from `wiredesk run` to the first event, and of `wiredesk --help`."""
    yield Figure(PART, "wiredesk run to the first event", statistics.median(_first_events()), "s")
    told = statistics.median(_timed("-m", "worker", "--help"))
    empty = statistics.median(_timed("-c", ""))
    yield Figure(PART, "wiredesk --help", told, "s")
    yield Figure(PART, "an empty Python program", empty, "s")
    yield Figure(PART, "an empty Python program beside wiredesk --help", empty / told, "", True)


def _first_events() -> Iterator[float]:
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            spool = Path(folder, "spool")
            write_articles(spool / "inbox", 1)
            began = time.perf_counter()
            with (
                running(spool, WIREDESK_SETTLE_SECONDS="0.1"),
                closing(Redis(unix_socket_path=str(socket(spool)))) as client,
            ):
                client.xread({Keys().articles: "0"}, block=60_000)
                yield time.perf_counter() - began


def _timed(*arguments: str) -> Iterator[float]:
    for _ in range(TIMES):
        began = time.perf_counter()
        command = [sys.executable, *arguments]
        subprocess.run(command, check=True, capture_output=True, env=environment())
        yield time.perf_counter() - began
