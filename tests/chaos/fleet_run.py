"""`make chaos-compose`: minutes of load on containers that are killed; what is lost or doubled?

    python -m tests.chaos.fleet_run --minutes 5 --seed 1

Kills with SIGKILL, pauses, scales up and down, cuts a worker off the network for a minute, restarts
the server, takes everything down and up again. Exits with 1 when anything was lost or doubled.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.chaos.fleet import Fleet, hand_over
from tests.chaos.traffic import Traffic, account, settled

if TYPE_CHECKING:
    from collections.abc import Callable

FILES_A_SECOND = 15
PATIENCE_SECONDS = 300.0
PAUSED_SECONDS = 25.0
"""Longer than a lease: what was paused comes back to work that somebody else has done."""

CUT_SECONDS = 60.0


class Load:
    """Files that are dropped steadily, from a thread of its own, as a context."""

    def __init__(self, fleet: Fleet, traffic: Traffic) -> None:
        self._fleet, self._traffic = fleet, traffic
        self._drafts = fleet.spool.parent / "drafts"
        self._drafts.mkdir()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(1.0):
            self._traffic.drop(self._drafts, FILES_A_SECOND)
            hand_over(self._drafts, self._fleet.inbox)


def main() -> int:
    """Run, print the account, return the exit status."""
    parser = argparse.ArgumentParser(prog="chaos-compose", description="Kill containers.")
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    wanted = parser.parse_args()
    print(f"seed {wanted.seed}, {wanted.minutes:g} minutes", flush=True)
    with tempfile.TemporaryDirectory(prefix="fleet-") as folder:
        # The container's user has to come through.
        Path(folder).chmod(0o755)
        fleet = Fleet(Path(folder, "spool"))
        try:
            return _run(fleet, random.Random(wanted.seed), 60 * wanted.minutes)
        finally:
            fleet.project.remove()


def _run(fleet: Fleet, chance: random.Random, seconds: float) -> int:
    fleet.up(1, "--build")
    traffic = Traffic(chance)
    began = time.monotonic()
    with Load(fleet, traffic):
        fleet.up(4)
        fleet.done.append("scaled to four workers")
        for each in _acts(fleet, chance, seconds):
            each()
            fleet.up(chance.choice((2, 3, 4)))
    fleet.up(2)
    worked = time.monotonic() - began
    drained = fleet.wait(lambda: settled(fleet) >= traffic.dropped, PATIENCE_SECONDS)
    fleet.wait(lambda: account(fleet, traffic).clean, 60)
    result = account(fleet, traffic)
    for what in sorted(set(fleet.done)):
        print(f"  {fleet.done.count(what):4} {what}")
    print(
        f"{worked:.0f} s under load{'' if drained else ', not drained'}: {result.documents} "
        f"documents, {result.entries} entries; {result.lost} lost, {result.doubled} doubled, "
        f"{result.wrongly_failed} wrongly failed, {result.left_over} left over"
    )
    if not result.clean:
        kept = Path(tempfile.gettempdir(), "chaos-compose.log")
        kept.write_text(fleet.logs(), "utf-8")
        print(f"the log is in {kept}")
    return 0 if result.clean else 1


def _acts(fleet: Fleet, chance: random.Random, seconds: float) -> list[Callable[[], None]]:
    """What is done, in order: kills, and between them everything else once."""

    def kills() -> None:
        stop = time.monotonic() + seconds / len(others)
        while time.monotonic() < stop:
            time.sleep(chance.uniform(1, 4))
            fleet.kill(chance)
            fleet.up(chance.choice((2, 3, 4)))

    def cut() -> None:
        if found := fleet.containers("worker"):
            fleet.cut_off(found[0], CUT_SECONDS)

    def restart() -> None:
        fleet.project.compose("restart", "redis")
        fleet.done.append("restarted the server")

    def down() -> None:
        fleet.project.compose("down", "--timeout", "20")
        fleet.done.append("took everything down and up")

    def pause() -> None:
        fleet.pause(chance, PAUSED_SECONDS)

    others = [pause, cut, restart, down]
    return [act for other in others for act in (kills, other)]


if __name__ == "__main__":
    sys.exit(main())
