"""Files in the inbox to events on the stream, beside the stages alone and a plain stack.

Three ways to do the same with the same plain-text articles:

- *alone*: the stage functions called in a loop, without Celery, Redis or folders, in as many
  processes as the pipeline has workers. There is no plumbing at all: the limit.
- *pipeline*: real watcher, server and worker processes.
- *afternoon*: what is put together in an afternoon (`benchmarks.afternoon`).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import afternoon
from benchmarks.desk import settled, start, wait
from benchmarks.figures import Figure
from benchmarks.wire import Wire

if TYPE_CHECKING:
    from collections.abc import Iterator

PROCESSES = (1, 2)

AFTERNOON_ARTICLES = 400
"""Articles for the afternoon's stack, which is slow."""

PART = "pipeline"


def run(count: int) -> Iterator[Figure]:
    """Rates and ratios, for one and for two worker processes."""
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder, "articles")
        write_articles(articles, count)
        rates = {}
        for processes in PROCESSES:
            limit = _alone(articles, processes)
            rates[processes] = rate = _pipeline(Path(folder, f"spool{processes}"), count, processes)
            of = f"{processes} process{'es' * (processes > 1)}"
            yield Figure(PART, f"stages alone, {of}", limit, "articles/s")
            yield Figure(PART, f"pipeline, {of}", rate, "articles/s")
            yield Figure(PART, f"pipeline beside the stages alone, {of}", rate / limit, "", True)
        few = min(count, AFTERNOON_ARTICLES)
        plain = afternoon.rate(Path(folder, "afternoon"), few, PROCESSES[-1])
        of = f"{PROCESSES[-1]} processes"
        if plain is None:
            print(f"  {afternoon.MISSING}")
            return
        yield Figure(PART, f"an afternoon's stack, {of}", plain, "articles/s")
        ratio = rates[PROCESSES[-1]] / plain
        yield Figure(PART, f"pipeline beside an afternoon's stack, {of}", ratio, "times", True)


def write_articles(folder: Path, count: int, seed: int = 1) -> None:
    """Write the first articles of a wire, each as a plain text file."""
    folder.mkdir(parents=True, exist_ok=True)
    for item in islice(Wire(seed), count):
        (folder / f"{item.number:06}.txt").write_text(item.text, "utf-8")


def _alone(articles: Path, processes: int) -> float:
    """Articles per second of the stages in loops, each over its share of the files."""
    command = [sys.executable, "-m", "benchmarks.alone", str(articles), str(processes)]
    loops = [
        subprocess.Popen([*command, str(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for place in range(processes)
    ]
    for loop in loops:
        _line_of(loop)  # it has loaded what it needs
    began = time.perf_counter()
    for loop in loops:
        _begin(loop)
    counts = [int(loop.communicate()[0]) for loop in loops]
    return sum(counts) / (time.perf_counter() - began)


def _begin(process: subprocess.Popen[bytes]) -> None:
    if process.stdin:
        process.stdin.write(b"\n")
        process.stdin.flush()


def _line_of(process: subprocess.Popen[bytes]) -> bytes:
    return process.stdout.readline() if process.stdout else b""


def _pipeline(spool: Path, count: int, processes: int) -> float:
    """From the moment the first file is claimed until the last one is settled.

    Start-up and the settle time are not counted: they do not grow with the number of files.
    """
    write_articles(spool / "inbox", count)
    process = start("run", str(spool), "--until-idle", "--concurrency", str(processes))
    wait(lambda: _any(spool / "processing"), process)
    began = time.time()
    process.wait()
    files = settled(spool)
    if len(files) != count:
        raise SystemExit(f"{len(files)} of {count} files were settled")
    return count / (max(path.parent.stat().st_mtime for path in files) - began)


def _any(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())
