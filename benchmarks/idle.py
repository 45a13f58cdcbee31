"""What the whole system takes of a processor when nothing comes."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.desk import command_of, family, processor_seconds, running
from benchmarks.figures import Figure
from benchmarks.pipeline import write_articles

if TYPE_CHECKING:
    from collections.abc import Iterator

PART = "idle"
WARM_UP_SECONDS = 15
SECONDS = 30


def run(_count: int) -> Iterator[Figure]:
    """Percent of one core, of all processes and of the watcher alone."""
    with tempfile.TemporaryDirectory() as folder:
        spool = Path(folder, "spool")
        write_articles(spool / "inbox", 10)
        with running(spool) as process:
            time.sleep(WARM_UP_SECONDS)
            pids = family(process.pid)
            watchers = [pid for pid in pids if "watch" in command_of(pid)]
            before, watched = processor_seconds(pids), processor_seconds(watchers)
            time.sleep(SECONDS)
            share = 100 * (processor_seconds(pids) - before) / SECONDS
            watcher = 100 * (processor_seconds(watchers) - watched) / SECONDS
    yield Figure(PART, f"all {len(pids)} processes, with server", share, "% of a core")
    yield Figure(PART, "the watcher alone", watcher, "% of a core")
