"""A kill at every named place costs nothing: `make chaos` does the same for longer."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.chaos.blows import Blow, strike
from tests.chaos.boundaries import BOUNDARIES, WATCHER, WORKER, Boundary
from tests.chaos.system import System
from tests.chaos.traffic import Account, Traffic, account, settled

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.acceptance

FILES = 20
PATIENCE_SECONDS = 90.0


def assert_survives(folder: Path, blows: list[Blow]) -> None:
    """Every blow is struck while files are worked on, and all of them come out once."""
    traffic = Traffic(random.Random(9))
    with System(folder) as system:
        for blow in blows:
            traffic.drop(system.inbox, FILES)
            assert strike(system, blow), f"nobody came to {blow.name}"
        assert system.wait(lambda: settled(system) >= traffic.dropped, PATIENCE_SECONDS)
        assert system.wait(lambda: account(system, traffic).left_over == 0, PATIENCE_SECONDS)
        assert account(system, traffic) == Account(
            documents=FILES * len(blows),
            entries=traffic.articles,
            lost=0,
            doubled=0,
            wrongly_failed=0,
            left_over=0,
        )


def at(victim: str, boundaries: tuple[Boundary, ...]) -> list[Blow]:
    return [Blow(victim, boundary=boundary) for boundary in boundaries]


def test_the_watcher_may_die_at_any_of_its_boundaries(tmp_path: Path) -> None:
    assert_survives(tmp_path, at("itself", WATCHER))


def test_a_worker_process_may_die_at_any_of_its_boundaries(tmp_path: Path) -> None:
    assert_survives(tmp_path, at("itself", WORKER))


def test_the_main_process_of_the_worker_may_die_at_any_boundary(tmp_path: Path) -> None:
    assert_survives(tmp_path, at("worker", WORKER))


def test_everything_at_once_may_die_at_boundaries_of_both(tmp_path: Path) -> None:
    """A power cut at every third place; `make chaos` has them all."""
    assert_survives(tmp_path, at("everything", BOUNDARIES[1::3]))
