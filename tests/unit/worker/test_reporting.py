"""How long a worker that stops may take."""

from __future__ import annotations

import time
from types import SimpleNamespace

import celery.worker.state
import pytest

from worker.reporting import ENDING_SECONDS, seconds_to_end
from worker.settings import Settings


@pytest.fixture
def at_hand(monkeypatch: pytest.MonkeyPatch) -> list[SimpleNamespace]:
    """Batches that have begun."""
    begun: list[SimpleNamespace] = []
    monkeypatch.setattr(celery.worker.state, "active_requests", begun)
    return begun


def test_without_a_batch_it_has_the_time_that_stopping_takes(
    at_hand: list[SimpleNamespace],
) -> None:
    assert seconds_to_end(Settings()) == ENDING_SECONDS


@pytest.mark.parametrize(("ago", "left"), [(100.0, 20.0), (400.0, 0.0)])
def test_the_newest_batch_has_the_rest_of_its_time_limit(
    at_hand: list[SimpleNamespace], ago: float, left: float
) -> None:
    at_hand += [SimpleNamespace(time_start=time.time() - each) for each in (ago, ago + 10)]
    assert seconds_to_end(Settings()) == pytest.approx(left + ENDING_SECONDS, abs=1)


def test_it_never_has_more_than_is_set(at_hand: list[SimpleNamespace]) -> None:
    at_hand.append(SimpleNamespace(time_start=None))
    assert seconds_to_end(Settings(stop_seconds=15)) == 15
