"""A stage's work on a batch: neighbours are safe, attempts are counted, failures are kept."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
import redis
from celery.exceptions import SoftTimeLimitExceeded

from schemas.errors import RejectedError, RetryableError
from schemas.failure import FailureReason, Stage
from schemas.verdict import VerdictKind
from tasks.batch import Batch
from tasks.deduplicate.deduplicate import deduplicate
from tasks.deployment import Deployment
from tasks.keys import Keys
from tests.unit.tasks.test_state import articles_of
from worker.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.record import Record


class Harness:
    """Batches of one deployment at the summarize stage, and what they sent again."""

    def __init__(self, deployment: Deployment) -> None:
        self.deployment = deployment
        self.sent: list[tuple[list[str], float]] = []

    def batch(self, records: Sequence[Record]) -> Batch:
        ids = [record.id for record in records]
        return Batch(self.deployment, Stage.SUMMARIZE, ids, self._send)

    def attempts(self, record: Record) -> int:
        [again] = self.deployment.state.load(Stage.SUMMARIZE, [record.id])
        return again.attempts(Stage.SUMMARIZE)

    def crash(self, records: Sequence[Record]) -> None:
        """Begin a batch and never come back, as a killed process does."""
        self.batch(records).__enter__()

    def failures(self, record: Record) -> list[tuple[str, int]]:
        disposition = self.deployment.state.dispositions([record.document_id])[0]
        assert disposition is not None
        return [(failure.reason.value, failure.attempts) for failure in disposition.failures]

    def _send(self, ids: Sequence[str], countdown: float) -> None:
        self.sent.append((list(ids), countdown))


@pytest.fixture
def harness(deployment: Deployment) -> Harness:
    return Harness(deployment)


def finish(batch: Batch) -> None:
    for record in batch:
        with batch.attempt(record):
            batch.done(record.id, "")


def test_what_is_done_goes_on_in_the_order_of_the_batch(harness: Harness) -> None:
    records = articles_of(harness.deployment, 3)
    with harness.batch(records) as batch:
        finish(batch)
    assert batch.onward == [record.id for record in records]


def test_a_record_with_its_output_is_not_worked_on_again_but_goes_on(harness: Harness) -> None:
    records = articles_of(harness.deployment, 2)
    with harness.batch(records) as batch:
        finish(batch)
    with harness.batch(records) as again:
        assert list(again) == []
    assert again.onward == [record.id for record in records]


def test_records_that_are_gone_do_not_go_on(harness: Harness) -> None:
    with Batch(harness.deployment, Stage.SUMMARIZE, ["gone"], harness._send) as batch:
        finish(batch)
    assert batch.onward == []


def test_a_bug_in_work_on_the_whole_batch_sends_each_record_on_its_own(harness: Harness) -> None:
    records = articles_of(harness.deployment, 2)
    with harness.batch(records):
        raise ValueError("a text")
    assert harness.sent == [([record.id], 0) for record in records]


def test_a_bug_in_work_on_the_whole_batch_is_no_poison(harness: Harness) -> None:
    [record] = articles_of(harness.deployment, 1)
    for _ in range(3):
        with harness.batch([record]):
            raise ValueError("a text")
    assert harness.failures(record) == [("internal_error", 3)]


def test_who_was_beside_poison_is_tried_alone_though_one_attempt_is_all(
    deployment: Deployment,
) -> None:
    options = Settings(max_attempts=1)
    harness = Harness(Deployment(redis=deployment.redis, options=options, keys=Keys()))
    records = articles_of(harness.deployment, 2)
    harness.crash(records)
    with harness.batch(records[:1]) as alone:
        assert list(alone) == alone._records


def test_finished_work_leaves_no_attempt_behind(harness: Harness) -> None:
    [record] = articles_of(harness.deployment, 1)
    with harness.batch([record]) as batch:
        finish(batch)
    assert harness.attempts(record) == 0


def test_a_rejected_record_fails_and_its_neighbours_go_on(harness: Harness) -> None:
    bad, good = articles_of(harness.deployment, 2)
    with harness.batch([bad, good]) as batch:
        for record in batch:
            with batch.attempt(record):
                if record.id == bad.id:
                    raise RejectedError(FailureReason.NO_TEXT, "nothing in it")
                batch.done(record.id, "")
    assert batch.onward == [good.id]
    assert harness.failures(bad) == [("no_text", 1)]


def test_an_unexpected_error_sends_the_record_alone_after_a_pause(harness: Harness) -> None:
    bad, good = articles_of(harness.deployment, 2)
    with harness.batch([bad, good]) as batch:
        for record in batch:
            with batch.attempt(record):
                if record.id == bad.id:
                    raise ZeroDivisionError
                batch.done(record.id, "")
    assert batch.onward == [good.id]
    assert harness.sent == [([bad.id], 2.0)]


def test_an_unexpected_error_at_every_attempt_is_a_failure_that_names_its_place(
    harness: Harness,
) -> None:
    [record] = articles_of(harness.deployment, 1)
    for _ in range(3):
        with harness.batch([record]) as batch:
            for each in batch:
                with batch.attempt(each):
                    raise ZeroDivisionError("the article's secret text")
    disposition = harness.deployment.state.dispositions([record.document_id])[0]
    assert disposition is not None
    [failure] = disposition.failures
    assert failure.reason is FailureReason.INTERNAL_ERROR
    assert failure.message.startswith("ZeroDivisionError in test_batch.py, line ")


def test_after_a_crash_the_records_of_a_batch_are_sent_alone(harness: Harness) -> None:
    records = articles_of(harness.deployment, 2)
    harness.crash(records)
    with harness.batch(records) as batch:
        assert list(batch) == []
    assert harness.sent == [([record.id], 0) for record in records]


def test_a_record_that_was_never_tried_is_not_held_up_by_its_neighbour(harness: Harness) -> None:
    tried, fresh = articles_of(harness.deployment, 2)
    harness.crash([tried])
    with harness.batch([tried, fresh]) as batch:
        finish(batch)
    assert batch.onward == [fresh.id]


def test_a_record_alone_is_tried_again_after_a_crash(harness: Harness) -> None:
    [record] = articles_of(harness.deployment, 1)
    harness.crash([record])
    with harness.batch([record]) as batch:
        finish(batch)
    assert batch.onward == [record.id]


def test_a_record_that_ended_its_process_at_every_attempt_is_poison(harness: Harness) -> None:
    [record] = articles_of(harness.deployment, 1)
    for _ in range(3):
        harness.crash([record])
    with harness.batch([record]) as batch:
        assert list(batch) == []
    assert harness.failures(record) == [("poison", 3)]


@pytest.mark.parametrize("fault", [RetryableError("busy"), redis.ConnectionError("away")])
def test_a_transient_fault_is_the_whole_batchs_and_counts_no_attempt(
    harness: Harness, fault: Exception
) -> None:
    [record] = articles_of(harness.deployment, 1)
    batch = harness.batch([record])
    with pytest.raises(type(fault)), batch, batch.attempt(record):
        raise fault
    assert harness.attempts(record) == 0


def test_what_was_done_before_the_time_limit_is_kept_and_the_rest_sent_alone(
    harness: Harness,
) -> None:
    first, second = articles_of(harness.deployment, 2)
    with harness.batch([first, second]) as batch:
        batch.done(first.id, "")
        raise SoftTimeLimitExceeded
    assert batch.onward == [first.id]
    assert harness.sent == [([second.id], 0)]


def test_a_record_that_is_too_slow_at_every_attempt_fails(harness: Harness) -> None:
    [record] = articles_of(harness.deployment, 1)
    for _ in range(3):
        with harness.batch([record]) as batch, batch.attempt(record):
            raise SoftTimeLimitExceeded
    assert harness.failures(record) == [("time_limit", 3)]


@pytest.mark.parametrize("uri", ["urn:example:copy", None])
def test_an_article_that_has_failed_is_an_original_when_it_comes_again(
    harness: Harness, uri: str | None
) -> None:
    """As a copy, or under its own uri, which would make it an unchanged version."""
    there = harness.deployment
    first, copy = articles_of(there, 2)
    deduplicate({first.id: first.article}, there.index, there.options)
    [record] = there.state.load(Stage.DEDUPLICATE, [first.id])
    with harness.batch([record]) as batch:
        for each in batch:
            batch.fail(each, RejectedError(FailureReason.NO_TEXT, "nothing in it"))
    article = first.article.model_copy(update={"uri": uri or first.article.uri})
    [judgement] = deduplicate({copy.id: article}, there.index, there.options).values()
    assert judgement.verdict.kind is VerdictKind.ORIGINAL


def test_beginning_renews_the_lease_of_the_document(harness: Harness) -> None:
    [record] = articles_of(harness.deployment, 1)
    pending = harness.deployment.keys.pending
    harness.deployment.redis.zadd(pending, {record.document_id: 1})
    harness.crash([record])
    assert harness.deployment.ledger.take_overdue(10) == []


def test_a_record_that_waits_for_its_next_attempt_is_not_taken_for_lost(harness: Harness) -> None:
    [record] = articles_of(harness.deployment, 1)
    with harness.batch([record]) as batch:
        for each in batch:
            with batch.attempt(each):
                raise ZeroDivisionError
    lease = harness.deployment.redis.zscore(harness.deployment.keys.pending, record.document_id)
    assert lease is not None
    assert lease > time.time() + 150
