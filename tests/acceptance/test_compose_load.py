"""Containers that are restarted, scaled down and cut off while files come: nothing is lost."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.compose_project import running
from tests.chaos.fleet import Fleet, docker, hand_over
from tests.chaos.traffic import Account, Traffic, account, settled

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.docker, pytest.mark.acceptance, pytest.mark.timeout(900)]

FILES = 40
PATIENCE_SECONDS = 150.0
STARTED = "{{.State.StartedAt}} {{.RestartCount}}"


class Loaded:
    """A fleet, and what was dropped into it."""

    def __init__(self, fleet: Fleet) -> None:
        self.fleet = fleet
        self.traffic = Traffic(random.Random(3))
        self._drafts = fleet.spool.parent / "drafts"
        self._drafts.mkdir()

    def drop(self) -> None:
        """Drop some more files, as another user."""
        self.traffic.drop(self._drafts, FILES)
        hand_over(self._drafts, self.fleet.inbox)

    def assert_nothing_is_lost(self) -> None:
        """All comes out, once; nothing is left."""
        fleet, traffic = self.fleet, self.traffic
        assert fleet.wait(lambda: settled(fleet) >= traffic.dropped, PATIENCE_SECONDS), fleet.logs()
        fleet.wait(lambda: account(fleet, traffic).clean, PATIENCE_SECONDS)
        assert account(fleet, traffic) == Account(
            documents=traffic.dropped,
            entries=traffic.articles,
            lost=0,
            doubled=0,
            wrongly_failed=0,
            left_over=0,
        )


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    fleet = Fleet(tmp_path_factory.mktemp("load") / "spool")
    for _ in running(fleet.project):
        yield Loaded(fleet)


def test_a_rolling_restart_loses_nothing(loaded: Loaded) -> None:
    loaded.fleet.up(2)
    for service in ("worker", "watcher"):
        for container in loaded.fleet.containers(service):
            loaded.drop()
            loaded.fleet.restart(container)
    loaded.assert_nothing_is_lost()


def test_scaling_down_loses_nothing_and_waits_for_no_lease(loaded: Loaded) -> None:
    loaded.fleet.up(3)
    before = loaded.fleet.logs().count("documents.resubmitted")
    loaded.drop()
    in_work = loaded.fleet.spool / "processing"
    assert loaded.fleet.wait(lambda: any(in_work.iterdir()), 30)
    loaded.fleet.up(1)
    loaded.assert_nothing_is_lost()
    assert loaded.fleet.logs().count("documents.resubmitted") == before


def test_a_worker_that_was_cut_off_longer_than_a_lease_goes_on_by_itself(loaded: Loaded) -> None:
    loaded.fleet.up(1)
    [container] = loaded.fleet.containers("worker")
    started = docker("inspect", "--format", STARTED, container)
    loaded.drop()
    loaded.fleet.cut_off(container, 25)
    loaded.drop()
    loaded.assert_nothing_is_lost()
    assert docker("inspect", "--format", STARTED, container) == started
