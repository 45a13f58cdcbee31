"""Very many files at once: the watcher's memory, the order of draining, `status` meanwhile."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from tasks.keys import Keys
from worker.connection import connect
from worker.embedded import EmbeddedServer

AGE_STEP_SECONDS = 0.01
"""Each file is by so much younger than the one before."""

STATUS_EVERY_SECONDS = 5.0
PRIME = 7_919


def run(count: int) -> None:
    """Print rate, peak memory, disorder and how long `wiredesk status` took.

    Args:
        count: files to drop.
    """
    with tempfile.TemporaryDirectory() as folder:
        spool = Path(folder, "spool")
        _drop(spool / "inbox", count)
        # The server outlives the other processes, so that the stream can be read in the end.
        with EmbeddedServer(spool / ".wiredesk") as server:
            began = time.perf_counter()
            peak, answers = _drain(spool)
            took = time.perf_counter() - began
            order = _order(server.url)
        settled = sum(1 for path in (spool / "processed").rglob("*") if path.is_file())
    print(f"backlog: {count:,} files at once, {settled:,} settled, {len(order):,} entries")
    print(f"  {took:.0f} s, {count / took:.0f} files/s; watcher's peak memory {peak / 1e6:.0f} MB")
    print(f"  no entry came more than {_disorder(order):,} places away from its file's age")
    print(
        f"  status answered {len(answers)} times: median {statistics.median(answers):.1f} s, "
        f"longest {max(answers):.1f} s"
    )


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
    environment = {**os.environ, "WIREDESK_LOG_LEVEL": "error", "WIREDESK_SPOOL": str(spool)}
    command = [sys.executable, "-m", "worker"]
    process = subprocess.Popen([*command, "run", "--until-idle"], env=environment)
    peak, answers = 0, []
    while process.poll() is None:
        began = time.perf_counter()
        subprocess.run([*command, "status"], env=environment, capture_output=True, check=True)
        answers.append(time.perf_counter() - began)
        peak = max(peak, *(_peak(pid) for pid in _children(process.pid)))
        time.sleep(STATUS_EVERY_SECONDS)
    return peak, answers


def _children(pid: int) -> list[int]:
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [int(each) for each in listed.split()]


def _peak(pid: int) -> int:
    """Peak resident memory of a watcher, in bytes; 0 for any other process."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_text("utf-8").split("\0")
        status = Path(f"/proc/{pid}/status").read_text("ascii")
    except (FileNotFoundError, ProcessLookupError):
        return 0
    peaks = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(peaks[0]) * 1024 if "watch" in words and peaks else 0


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
