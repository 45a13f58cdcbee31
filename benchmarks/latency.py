"""One file at a time into an idle system: from its rename in the inbox to its event."""

from __future__ import annotations

import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.desk import running, socket
from benchmarks.figures import Figure
from benchmarks.pipeline import write_articles
from tasks.keys import Keys
from worker.connection import connect_raw

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = 101
SETTLE_SECONDS = 0.5
IDLE_SECONDS = 0.5
"""Pause before the next file: as soon as one is settled the watcher looks around anyway."""

PART = "latency"


def run(_count: int) -> Iterator[Figure]:
    """Median, 99th percentile and worst latency above the settle time."""
    with tempfile.TemporaryDirectory() as folder:
        spool, articles = Path(folder, "spool"), Path(folder, "articles")
        write_articles(articles, FILES)
        (spool / "inbox").mkdir(parents=True)
        with running(spool, WIREDESK_SETTLE_SECONDS=str(SETTLE_SECONDS)):
            took = _measure(spool, sorted(articles.iterdir()))
    above = sorted(1000 * (seconds - SETTLE_SECONDS) for seconds in took)
    name = f"above the settle time, {len(above)} files one by one"
    yield Figure(PART, f"median {name}", statistics.median(above), "ms")
    yield Figure(PART, f"99th percentile {name}", above[int(0.99 * (len(above) - 1))], "ms")
    yield Figure(PART, f"worst {name}", above[-1], "ms")


def _measure(spool: Path, articles: list[Path]) -> list[float]:
    """Seconds of each file but the first, which waits for the processes to start."""
    last_id, took = "0", []
    with closing(connect_raw(f"unix://{socket(spool)}")) as client:
        for number, article in enumerate(articles):
            began = time.perf_counter()
            article.rename(spool / "inbox" / article.name)
            reply: Any = client.xread({Keys().articles: last_id}, block=20_000)
            if number:
                took.append(time.perf_counter() - began)
            [[_, entries]] = reply
            last_id = entries[-1][0].decode()
            # The file is settled, too, before the next one comes.
            while any((spool / "processing").iterdir()):
                time.sleep(0.01)
            time.sleep(IDLE_SECONDS)
    return took
