"""What is done to processes: where they are hit, who is hit, and how."""

from __future__ import annotations

import signal
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.chaos.boundaries import BOUNDARIES, WATCHER, Boundary

if TYPE_CHECKING:
    import random

    from tests.chaos.system import System

VICTIMS = ("watcher", "worker", "child", "server", "everything")
"""`worker` is the main process alone, `child` one of those that do the work."""

COME_SECONDS = 60.0
"""As long as a lease and a start of the worker on a busy machine, and no less: what the process
before had in hand comes again only then."""

PAUSED_SECONDS = 1.5


@dataclass(frozen=True)
class Blow:
    """One signal, to one or to all.

    Attributes:
        victim: one of `VICTIMS`, or `itself`: the process that came to the boundary.
        boundary: the place at which a process is caught first, or None for any moment.
        seconds: the moment, counted from when files were dropped.
    """

    victim: str
    number: signal.Signals = signal.SIGKILL
    boundary: Boundary | None = None
    seconds: float = 0.0

    @property
    def name(self) -> str:
        """What people call it."""
        place = self.boundary.name if self.boundary else "any moment"
        return f"{place}: {self.number.name} {self.victim}"


def blows(chance: random.Random, count: int) -> list[Blow]:
    """A plan: every boundary with every kind of victim in turn, random moments between."""
    at_boundaries = [
        Blow(victim, boundary=boundary)
        for boundary in BOUNDARIES
        for victim in ("itself", "everything", "server", *_main_of(boundary))
    ]
    chance.shuffle(at_boundaries)
    plan: list[Blow] = []
    while len(plan) < count:
        if not at_boundaries or len(plan) % 3 == 2:
            plan.append(_at_any_moment(chance))
        else:
            plan.append(at_boundaries.pop())
    return plan


def strike(system: System, blow: Blow) -> bool:
    """Do it; False when nobody came to the boundary in time."""
    caught = None
    if blow.boundary is not None:
        caught = system.freeze_at(blow.boundary, COME_SECONDS)
        if caught is None:
            return False
    else:
        time.sleep(blow.seconds)
    system.revive()
    victims = _pids(system, blow.victim, caught)
    system.signal(victims, blow.number)
    if caught is not None and caught not in victims:
        system.signal([caught], signal.SIGCONT)
    if blow.number is signal.SIGSTOP:
        time.sleep(PAUSED_SECONDS)
        system.signal(victims, signal.SIGCONT)
    return True


def _main_of(boundary: Boundary) -> tuple[str, ...]:
    return () if boundary in WATCHER else ("worker",)


def _at_any_moment(chance: random.Random) -> Blow:
    kinds = [signal.SIGKILL] * 4 + [signal.SIGTERM, signal.SIGSTOP]
    number = chance.choice(kinds)
    victims = VICTIMS if number is not signal.SIGTERM else ("watcher", "worker")
    return Blow(chance.choice(victims), number, seconds=chance.uniform(0.0, 1.0))


def _pids(system: System, victim: str, caught: int | None) -> list[int]:
    match victim:
        case "itself":
            return [caught] if caught is not None else []
        case "watcher":
            return [system.main("watch")]
        case "worker":
            return [system.main("work")]
        case "child":
            return system.family("work")[1:2]
        case "server":
            return [system.server_pid()]
        case _:
            return system.everything()
