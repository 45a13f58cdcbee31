"""What is put together in an afternoon, from the parts that everybody knows.

A watchdog observer, one Celery chain per article with the text in its messages, datasketch's
MinHash LSH on Redis, sumy's LexRank, XADD at the end. It takes the same plain-text files; of the
readers, the versions, the retries and the guards it has none.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
from contextlib import closing, suppress
from itertools import islice
from typing import TYPE_CHECKING

from benchmarks.desk import environment
from benchmarks.wire import Wire
from worker.connection import connect
from worker.embedded import EmbeddedServer

if TYPE_CHECKING:
    from pathlib import Path

    from redis import Redis

NEEDED = ("datasketch", "sumy", "watchdog")
MISSING = f"{', '.join(NEEDED)} are not all installed: no afternoon's stack (make bench)"
STREAM = "afternoon"
WARM_UP, WARM_UP_SECONDS = 20, 40.0


def rate(folder: Path, count: int, processes: int) -> float | None:
    """Articles per second from the first file to the last entry; None without its packages."""
    if not all(importlib.util.find_spec(name) for name in NEEDED):
        return None
    inbox = folder / "inbox"
    inbox.mkdir(parents=True)
    with EmbeddedServer(folder / "server") as server, closing(connect(server.url)) as client:
        settings = environment(AFTERNOON_URL=server.url, AFTERNOON_INBOX=str(inbox))
        worker = [sys.executable, "-m", "celery", "-A", "benchmarks.afternoon_app", "worker"]
        commands = (
            [*worker, "--concurrency", str(processes), "--loglevel", "error"],
            [sys.executable, "-c", "from benchmarks.afternoon_app import main; main()"],
        )
        running = [_silent(each, settings) for each in commands]
        try:
            texts = [item.text for item in islice(Wire(), count + WARM_UP)]
            _warm_up(inbox, texts[count:], client)
            before, began = int(client.xlen(STREAM)), time.perf_counter()
            for number, text in enumerate(texts[:count]):
                _drop(inbox, f"{number:06}.txt", text)
            _wait(client, before + count)
            return count / (time.perf_counter() - began)
        finally:
            for each in running:
                each.terminate()
            for each in running:
                each.wait()


def _silent(command: list[str], settings: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _warm_up(inbox: Path, texts: list[str], client: Redis) -> None:
    """Until every process has worked. What is dropped before the observer listens is lost."""
    for number, text in enumerate(texts):
        before = int(client.xlen(STREAM))
        _drop(inbox, f"warm-up-{number}.txt", text)
        with suppress(TimeoutError):
            _wait(client, before + 1, WARM_UP_SECONDS / len(texts))


def _drop(inbox: Path, name: str, text: str) -> None:
    draft = inbox.parent / name
    draft.write_text(text, "utf-8")
    draft.rename(inbox / name)


def _wait(client: Redis, entries: int, seconds: float = 600) -> None:
    deadline = time.monotonic() + seconds
    while int(client.xlen(STREAM)) < entries:
        if time.monotonic() > deadline:
            raise TimeoutError(f"the afternoon's stack made {client.xlen(STREAM)} of {entries}")
        time.sleep(0.01)
