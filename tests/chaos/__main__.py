"""`make chaos`: kill processes at random and at every named place, and count what is lost.

    python -m tests.chaos --kills 200 --seed 7

The same seed drops the same documents and picks the same kills; only the moment at which a
process comes to a place is the machine's. Exits with 1 when anything was lost or doubled.
"""

from __future__ import annotations

import argparse
import logging
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import structlog

from tests.chaos.blows import Blow, blows, strike
from tests.chaos.system import System
from tests.chaos.traffic import Traffic, account, settled

FILES_PER_BLOW = 30
PROGRESS_FILES = 10
"""Files that have to settle between two kills: what never gets to work proves nothing."""

PATIENCE_SECONDS = 120.0


def main() -> int:
    """Run, print the account, return the exit status."""
    parser = argparse.ArgumentParser(prog="chaos", description="Kill processes, count losses.")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    wanted = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    print(f"seed {wanted.seed}, {wanted.kills} kills", flush=True)
    chance = random.Random(wanted.seed)
    traffic, done, start = Traffic(chance), Counter[str](), time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="chaos-") as folder,
        System(Path(folder)) as system,
    ):
        plan = blows(chance, wanted.kills)
        for blow in plan:
            _one(system, traffic, blow, done)
        system.wait(lambda: settled(system) >= traffic.dropped, PATIENCE_SECONDS)
        _wait_for_quiet(system)
        result = account(system, traffic)
        log = system.log.read_text("utf-8", "replace")
        seconds = time.monotonic() - start
        starts = system.starts
    for name, count in sorted(done.items()):
        print(f"  {count:4} {name}")
    print(
        f"{done.total()} kills, {starts} starts, {log.count('documents.resubmitted')} re-runs of "
        f"lost batches in {seconds:.0f} s: {result.documents} documents, {result.entries} entries; "
        f"{result.lost} lost, {result.doubled} doubled, {result.wrongly_failed} wrongly failed, "
        f"{result.left_over} left over"
    )
    if not result.clean:
        kept = Path(tempfile.gettempdir(), f"chaos-{wanted.seed}.log")
        kept.write_text(log, "utf-8")
        print(f"the log is in {kept}")
    return 0 if result.clean else 1


def _one(system: System, traffic: Traffic, blow: Blow, done: Counter[str]) -> None:
    """One kill: drop files, hit, start again, wait until work goes on."""
    before = settled(system)
    traffic.drop(system.inbox, FILES_PER_BLOW)
    if strike(system, blow):
        done[blow.name] += 1
    else:
        print(f"  nobody came to {blow.name}", flush=True)
    enough = min(before + PROGRESS_FILES, traffic.dropped)
    if not system.wait(lambda: settled(system) >= enough, PATIENCE_SECONDS):
        system.signal(system.everything(), signal.SIGCONT)
        print(f"  no progress after {blow.name}", flush=True)


def _wait_for_quiet(system: System) -> None:
    """Until nothing lies in processing/: the last files have been moved."""
    processing = system.spool / "processing"
    system.wait(lambda: not any(path.is_file() for path in processing.rglob("*")), 30)


if __name__ == "__main__":
    sys.exit(main())
