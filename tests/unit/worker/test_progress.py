"""For how long nothing has moved at a worker."""

from __future__ import annotations

from tasks.presence import BEAT_SECONDS
from worker.progress import Progress


def test_a_worker_that_holds_nothing_is_not_stalled() -> None:
    progress = Progress()
    assert [progress.look(holds=0, begun=0, running=()) for _ in range(9)] == [0.0] * 9


def test_a_batch_that_runs_counts_look_by_look() -> None:
    progress = Progress()
    ages = [progress.look(holds=1, begun=1, running=["a"]) for _ in range(3)]
    assert ages == [0.0, BEAT_SECONDS, 2 * BEAT_SECONDS]


def test_what_has_ended_is_progress() -> None:
    progress = Progress()
    for _ in range(5):
        progress.look(holds=2, begun=2, running=["a", "b"])
    assert progress.look(holds=1, begun=2, running=["b"]) == 0.0


def test_messages_that_nobody_begins_are_stalled() -> None:
    """The processes are stopped: no time limit runs."""
    progress = Progress()
    progress.look(holds=0, begun=5, running=())
    waits = [progress.look(holds=2, begun=5, running=()) for _ in range(3)]
    assert waits == [BEAT_SECONDS, 2 * BEAT_SECONDS, 3 * BEAT_SECONDS]


def test_what_waits_behind_batches_that_are_begun_is_not() -> None:
    progress = Progress()
    assert [progress.look(holds=9, begun=n, running=()) for n in range(1, 5)] == [0.0] * 4


def test_it_begins_anew_when_something_moves() -> None:
    progress = Progress()
    for _ in range(5):
        progress.look(holds=1, begun=1, running=["a"])
    assert progress.look(holds=1, begun=2, running=["b"]) == 0.0
