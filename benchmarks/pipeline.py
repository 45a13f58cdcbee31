"""Files in the inbox to events on the stream, against the stages alone in one process.

The baseline calls the same stage functions in a loop, without Celery, Redis or folders: no
plumbing at all. The ratio says how much of that speed the pipeline keeps, per worker process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.corpus import write_articles
from schemas.event import ArticleEvent
from worker.oneshot import OneShot
from worker.settings import load_settings


def run(count: int) -> None:
    """Print the rates and their ratio for one and two worker processes."""
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder, "articles")
        write_articles(articles, count)
        alone = _in_process(articles)
        print(f"pipeline: {count:,} plain-text articles")
        print(f"  stages alone, one process   {alone:7.0f} articles/s   1.00 each")
        for processes in (1, 2):
            rate = _pipeline(Path(folder, f"spool{processes}"), count, processes)
            share = rate / (alone * processes)
            print(f"  pipeline, workers: {processes}     {rate:7.0f} articles/s   {share:.2f} each")


def _in_process(articles: Path) -> float:
    paths = sorted(articles.iterdir())
    settings = load_settings({}, {}).settings
    one_shot = OneShot(settings)
    list(one_shot.process(paths[0]))  # loads the language model
    began = time.perf_counter()
    items = (item for path in paths for item in one_shot.process(path))
    done = sum(isinstance(item, ArticleEvent) for item in items)
    return done / (time.perf_counter() - began)


def _pipeline(spool: Path, count: int, processes: int) -> float:
    """From the moment the first file is claimed until the last one is settled.

    Start-up and the settle time are not counted: they do not grow with the number of files.
    """
    write_articles(spool / "inbox", count)
    environment = {**os.environ, "WIREDESK_LOG_LEVEL": "warning"}
    command = [sys.executable, "-m", "worker", "run", str(spool), "--until-idle"]
    process = subprocess.Popen([*command, "--concurrency", str(processes)], env=environment)
    began = _when(spool / "processing", process)
    process.wait()
    ended = max(path.stat().st_mtime for path in (spool / "processed").iterdir())
    return count / (ended - began)


def _when(folder: Path, process: subprocess.Popen[bytes]) -> float:
    while process.poll() is None:
        if folder.is_dir() and any(folder.iterdir()):
            return time.time()
        time.sleep(0.001)
    raise SystemExit("the pipeline ended before it began")
