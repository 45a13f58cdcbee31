"""One file at a time into an idle system: from its rename in the inbox to its event."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from redis import Redis

from benchmarks.corpus import write_articles

FILES = 20
SETTLE_SECONDS = 0.5


def run(_count: int) -> None:
    """Print median and worst latency above the settle time, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        spool, articles = Path(folder, "spool"), Path(folder, "articles")
        write_articles(articles, FILES)
        (spool / "inbox").mkdir(parents=True)
        environment = {
            **os.environ,
            "WIREDESK_LOG_LEVEL": "warning",
            "WIREDESK_SETTLE_SECONDS": str(SETTLE_SECONDS),
        }
        command = [sys.executable, "-m", "worker", "run", str(spool)]
        process = subprocess.Popen(command, env=environment)
        try:
            took = _measure(spool, sorted(articles.iterdir()))
        finally:
            process.terminate()
            process.wait()
    above = sorted(1000 * (seconds - SETTLE_SECONDS) for seconds in took)
    print(f"latency: {len(above)} files one by one, above the settle time of {SETTLE_SECONDS} s")
    print(f"  median {statistics.median(above):.0f} ms, worst {above[-1]:.0f} ms")


def _measure(spool: Path, articles: list[Path]) -> list[float]:
    client = _connected(spool / ".wiredesk" / "server.sock")
    last_id, took = "0", []
    for number, article in enumerate(articles):
        began = time.perf_counter()
        article.rename(spool / "inbox" / article.name)
        reply: Any = client.xread({"{wiredesk}:articles": last_id}, block=30_000)
        # The first one waits for the processes to start.
        if number:
            took.append(time.perf_counter() - began)
        entries = reply[b"{wiredesk}:articles"][0] if isinstance(reply, dict) else reply[0][1]
        last_id = entries[-1][0].decode()
    return took


def _connected(socket: Path) -> Redis:
    while not socket.exists():
        time.sleep(0.05)
    return Redis(unix_socket_path=str(socket), socket_timeout=60)
