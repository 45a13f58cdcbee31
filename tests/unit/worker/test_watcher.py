"""The watcher's pass: in, back and again, on fakeredis and on a real server."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from schemas.document import DocumentState
from schemas.failure import FailureReason
from tasks.deployment import Deployment
from tasks.keys import Keys
from tasks.tracing import NO_TRACING, Tracing
from tests.samples import sample_event, states
from worker.inbox import Inbox
from worker.settings import Settings
from worker.watcher import Watcher

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from redis import Redis

    from worker.spool import Claimed, Spool


class Desk:
    """A watcher with what it works on; what it submits is kept."""

    def __init__(
        self, spool: Spool, redis: Redis, tracing: Tracing = NO_TRACING, **settings: Any
    ) -> None:
        quick = {"settle_seconds": 0.0001, "scan_seconds": 0.0001, "sweep_seconds": 0.0001}
        self.settings = Settings(spool=spool.root, concurrency=1, **{**quick, **settings})
        self.spool = spool
        self.deployment = Deployment(
            redis=redis, options=self.settings, keys=Keys(), tracing=tracing
        )
        self.batches: list[Sequence[str]] = []
        inbox = Inbox(spool, self.settings.settle_seconds)
        self.watcher = Watcher(spool, inbox, self.deployment, self.settings, self.batches.append)

    def drop(self, *names: str, text: str = "text") -> None:
        for name in names:
            (self.spool.inbox / name).write_text(text)

    def step_until(self, condition: Callable[[], bool]) -> None:
        """Pass after pass until something has come true."""
        deadline = time.monotonic() + 30
        while not condition():
            assert time.monotonic() < deadline
            self.watcher.step()

    def take_in(self, *names: str) -> list[Claimed]:
        self.drop(*names)
        self.step_until(lambda: len(self.spool.claimed()) == len(names))
        return self.spool.claimed()

    def publish(self, claimed: Claimed) -> None:
        event = sample_event(document_id=claimed.document_id)
        self.deployment.stream.publish([(claimed.document_id, event)])

    def submitted(self) -> list[str]:
        return [document_id for batch in self.batches for document_id in batch]

    def lose(self, *claimed: Claimed, ago: float = 1.0) -> None:
        """Let the leases of documents have run out."""
        leases = {each.document_id: time.time() - ago for each in claimed}
        self.deployment.redis.zadd(self.deployment.keys.pending, leases)
        self.batches.clear()

    def wait_in_queue(self, sent: float) -> None:
        """A message that waits since then."""
        queue = f"{self.deployment.keys.celery}normalize"
        self.deployment.redis.lpush(queue, json.dumps({"headers": {"queued_at": sent}}))

    def files(self, folder: str) -> list[str]:
        return sorted(p.name for p in (self.spool.root / folder).rglob("*") if p.is_file())


@pytest.fixture
def desk(spool: Spool, redis: Redis) -> Desk:
    return Desk(spool, redis)


def test_a_ready_file_is_submitted_once(desk: Desk) -> None:
    [claimed] = desk.take_in("a.txt")
    for _ in range(3):
        desk.watcher.step()
    assert desk.batches == [[claimed.document_id]]


def test_a_ready_file_is_admitted_with_its_bytes(desk: Desk) -> None:
    [claimed] = desk.take_in("a.txt")
    state = desk.deployment.state
    assert states(state, [claimed.document_id]) == [DocumentState.ADMITTED]
    assert state.raw([claimed.document_id]) == [b"text"]


def test_a_file_claimed_before_a_crash_is_admitted_under_the_same_id(
    spool: Spool, redis: Redis
) -> None:
    crashed = Desk(spool, redis)
    crashed.drop("a.txt")
    inbox = Inbox(spool, 0.0)
    [look] = inbox.scan()
    claimed = inbox.claim(look)
    restarted = Desk(spool, redis)
    restarted.watcher.step()
    assert restarted.batches == [[claimed.document_id]]


def test_a_published_document_is_settled(desk: Desk) -> None:
    [claimed] = desk.take_in("a.txt")
    desk.publish(claimed)
    assert desk.watcher.step()
    assert (desk.files("processing"), desk.files("processed")) == ([], ["a.txt"])


def test_a_document_under_way_stays_where_it_is(desk: Desk) -> None:
    desk.take_in("a.txt")
    assert not desk.watcher.step()
    assert len(desk.files("processing")) == 1


def test_a_watcher_with_nothing_to_do_is_idle(desk: Desk) -> None:
    desk.watcher.step()
    assert desk.watcher.idle()


def test_a_watcher_with_a_document_under_way_is_not_idle(desk: Desk) -> None:
    desk.take_in("a.txt")
    assert not desk.watcher.idle()


def test_after_a_pass_that_moved_something_comes_the_next_at_once(desk: Desk) -> None:
    assert desk.watcher.pause_seconds(moved=True, longest=1.0) == 0.0


@pytest.mark.parametrize("limit", [{"high_water_documents": 4}, {"high_water_bytes": 16}])
def test_claiming_stops_at_high_water(spool: Spool, redis: Redis, limit: dict[str, Any]) -> None:
    desk = Desk(spool, redis, **limit)
    desk.drop(*"abcdefgh")
    desk.step_until(lambda: len(desk.files("processing")) == 4)
    for _ in range(5):
        desk.watcher.step()
    assert (len(desk.files("processing")), len(desk.files("inbox"))) == (4, 4)


def test_claiming_goes_on_below_low_water(spool: Spool, redis: Redis) -> None:
    desk = Desk(spool, redis, high_water_documents=4, low_water_percent=50)
    desk.drop(*"abcdefgh")
    desk.step_until(lambda: len(desk.files("processing")) == 4)
    in_flight = spool.claimed()
    counts = []
    for claimed in in_flight[:3]:
        desk.publish(claimed)
        for _ in range(3):
            desk.watcher.step()
        counts.append(len(desk.files("inbox")))
    assert counts == [4, 4, 1]


def test_a_file_is_settled_between_two_looks_at_processing(spool: Spool, redis: Redis) -> None:
    desk = Desk(spool, redis, scan_seconds=3600)
    first, second = desk.take_in("a.txt", "b.txt")
    desk.publish(second)
    desk.step_until(lambda: spool.claimed() == [first])
    desk.publish(first)
    desk.step_until(lambda: spool.claimed() == [])
    assert desk.files("processed") == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("text", "reason"), [("", FailureReason.EMPTY_FILE), ("x" * 101, FailureReason.TOO_LARGE)]
)
def test_a_refused_file_ends_in_failed_and_on_the_stream_once(
    spool: Spool, redis: Redis, text: str, reason: FailureReason
) -> None:
    desk = Desk(spool, redis, max_document_bytes=100)
    desk.drop("a.txt", text=text)
    desk.step_until((spool.failed / "a.txt").exists)
    assert json.loads((spool.failed / "a.txt.error.json").read_text())["reason"] == reason.value
    entries: Any = redis.xrange(desk.deployment.keys.failures)
    [(_, entry)] = entries
    assert entry[b"reason"].decode() == reason.value
    assert desk.batches == []


def test_a_refused_file_does_not_stop_the_others(desk: Desk) -> None:
    desk.drop("empty.txt", text="")
    desk.drop("a.txt")
    desk.step_until(lambda: bool(desk.batches) and bool(desk.files("failed")))
    assert len(desk.submitted()) == 1


def test_lost_documents_are_submitted_again(desk: Desk) -> None:
    claimed = desk.take_in("a.txt", "b.txt")
    desk.lose(*claimed)
    desk.watcher.step()
    assert sorted(desk.submitted()) == [each.document_id for each in claimed]


def test_a_document_submitted_again_has_a_new_lease(desk: Desk) -> None:
    desk.lose(*desk.take_in("a.txt"))
    for _ in range(3):
        desk.watcher.step()
    assert len(desk.submitted()) == 1


def test_one_sweep_submits_a_bounded_number(spool: Spool, redis: Redis) -> None:
    desk = Desk(spool, redis, sweep_limit=2, sweep_seconds=3600)
    fresh = Desk(spool, redis, sweep_limit=2, sweep_seconds=3600)
    fresh.lose(*desk.take_in("a", "b", "c"))
    fresh.watcher.step()
    assert len(fresh.submitted()) == 2


def test_nothing_is_lost_while_older_messages_wait(desk: Desk) -> None:
    claimed = desk.take_in("a.txt")
    desk.wait_in_queue(time.time() - 10)
    desk.lose(*claimed, ago=5)
    desk.watcher.step()
    assert desk.batches == []


def test_after_a_loss_of_data_what_lies_in_processing_is_admitted_anew(desk: Desk) -> None:
    claimed = desk.take_in("a.txt", "b.txt")
    desk.batches.clear()
    desk.deployment.redis.flushall()
    desk.watcher.step()
    assert sorted(desk.submitted()) == [each.document_id for each in claimed]
    assert desk.deployment.ledger.in_flight() == 2
