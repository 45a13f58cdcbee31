"""What is counted, and that it is counted once, on fakeredis and on a real server."""

from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING

import pytest

from schemas.document import article_id
from schemas.errors import RejectedError
from schemas.failure import FailureReason, Stage
from schemas.verdict import VerdictKind
from tasks import counters
from tasks.batch import Batch
from tasks.publish.dead_letters import make_failure
from tests.samples import TEXT, make_document, sample_event
from tests.unit.tasks.test_state import articles_of

if TYPE_CHECKING:
    from tasks.counters import Metric
    from tasks.deployment import Deployment
    from tasks.record import Record

REJECTED = RejectedError(FailureReason.NO_TEXT, "no body was found")


def total(deployment: Deployment, metric: Metric, *values: str) -> int:
    return deployment.counters.read().get(metric.counted(*values)[0], 0)


def observations(deployment: Deployment, metric: Metric, *values: str) -> int:
    bounds = [*map(str, metric.bounds), counters.ENDLESS]
    return sum(total(deployment, metric, *values, bound) for bound in bounds)


def publish(deployment: Deployment, record: Record, kind: VerdictKind, times: int = 1) -> None:
    event = sample_event(kind, record.document_id).model_copy(update={"id": record.id})
    for _ in range(times):
        deployment.stream.publish([(record.document_id, event)])


def work(deployment: Deployment, records: list[Record], *, fail: bool = False) -> None:
    ids = [record.id for record in records]
    with Batch(deployment, Stage.SUMMARIZE, ids, lambda *_: None) as batch:
        for record in batch:
            with batch.attempt(record):
                if fail:
                    raise ZeroDivisionError
                batch.done(record.id, "")


def test_an_event_that_is_published_again_is_counted_once(deployment: Deployment) -> None:
    [record] = articles_of(deployment, 1)
    publish(deployment, record, VerdictKind.ORIGINAL, times=2)
    assert total(deployment, counters.ARTICLES, "published", "original", "text") == 1


def test_events_are_counted_by_type_verdict_and_format(deployment: Deployment) -> None:
    first, second = articles_of(deployment, 2)
    publish(deployment, first, VerdictKind.RELATED)
    publish(deployment, second, VerdictKind.EXACT)
    assert total(deployment, counters.ARTICLES, "published", "related", "text") == 1
    assert total(deployment, counters.ARTICLES, "duplicate", "exact", "text") == 1


def test_a_summary_is_counted_by_its_method(deployment: Deployment) -> None:
    [record] = articles_of(deployment, 1)
    publish(deployment, record, VerdictKind.ORIGINAL, times=2)
    assert total(deployment, counters.SUMMARIES, "extractive") == 1


def test_a_copy_has_no_summary_to_count(deployment: Deployment) -> None:
    [record] = articles_of(deployment, 1)
    publish(deployment, record, VerdictKind.EXACT)
    assert not any(name.startswith(counters.SUMMARIES.name) for name in deployment.counters.read())


def test_a_document_is_counted_with_its_last_article(deployment: Deployment) -> None:
    first, second = articles_of(deployment, 2)
    publish(deployment, first, VerdictKind.ORIGINAL, times=2)
    assert total(deployment, counters.DOCUMENTS, "processed") == 0
    publish(deployment, second, VerdictKind.ORIGINAL, times=2)
    assert total(deployment, counters.DOCUMENTS, "processed") == 1


def test_a_document_with_a_failed_article_is_counted_as_failed(deployment: Deployment) -> None:
    first, second = articles_of(deployment, 2)
    publish(deployment, first, VerdictKind.ORIGINAL)
    deployment.stream.bury([make_failure(second, Stage.SUMMARIZE, REJECTED)])
    assert total(deployment, counters.DOCUMENTS, "failed") == 1
    assert total(deployment, counters.DOCUMENTS, "processed") == 0


def test_a_failure_is_counted_once_by_stage_and_reason(deployment: Deployment) -> None:
    [record] = articles_of(deployment, 1)
    for _ in range(2):
        deployment.stream.bury([make_failure(record, Stage.SUMMARIZE, REJECTED)])
    assert total(deployment, counters.FAILURES, "summarize", "no_text") == 1


def test_a_file_that_is_refused_unread_is_counted(deployment: Deployment) -> None:
    document = make_document()
    for _ in range(2):
        deployment.refuse(document, "wiredesk/spool", REJECTED)
    assert total(deployment, counters.FAILURES, "admit", "no_text") == 1
    assert total(deployment, counters.DOCUMENTS, "failed") == 1


def test_an_article_of_an_unknown_document_is_not_counted(deployment: Deployment) -> None:
    document = make_document()
    deployment.stream.publish([(document.id, sample_event(document_id=document.id))])
    assert deployment.counters.read() == {}


def test_the_time_from_claim_to_event_is_observed_once(deployment: Deployment) -> None:
    [record] = articles_of(deployment, 1)
    publish(deployment, record, VerdictKind.ORIGINAL, times=2)
    assert observations(deployment, counters.LATENCY) == 1
    assert 0 < total(deployment, counters.LATENCY, "sum") < 60_000_000


@pytest.mark.parametrize(
    ("seconds", "bucket", "microseconds"),
    [(0.0, "0.1", 0), (0.1, "0.1", 100_000), (0.2, "0.25", 200_000), (9e3, "+Inf", 9 * 10**9)],
)
def test_an_observation_goes_into_the_lowest_bucket_that_holds_it(
    seconds: float, bucket: str, microseconds: int
) -> None:
    name = counters.LATENCY.name
    assert counters.LATENCY.observed(seconds) == [
        (f"{name}\t{bucket}", 1),
        (f"{name}\tsum", microseconds),
    ]


def test_an_event_from_before_its_claim_took_no_time() -> None:
    assert counters.LATENCY.observed(-5.0) == counters.LATENCY.observed(0.0)


def test_documents_that_are_sent_again_are_counted_once(deployment: Deployment) -> None:
    document = make_document()
    deployment.state.admit([(document, TEXT)], "wiredesk/spool")
    deployment.redis.zadd(deployment.keys.pending, {document.id: time.time() - 1})
    for _ in range(2):
        deployment.ledger.take_overdue(10)
    assert total(deployment, counters.RESUBMITTED) == 1


def test_a_batch_is_counted_with_its_time_and_its_records(deployment: Deployment) -> None:
    work(deployment, articles_of(deployment, 3))
    assert observations(deployment, counters.STAGE_SECONDS, "summarize") == 1
    assert total(deployment, counters.STAGE_SECONDS, "summarize", "sum") > 0
    assert total(deployment, counters.STAGE_RECORDS, "summarize") == 3
    assert total(deployment, counters.RETRIES, "summarize") == 0


def test_a_batch_with_nothing_to_work_on_is_not_counted(deployment: Deployment) -> None:
    records = articles_of(deployment, 2)
    work(deployment, records)
    work(deployment, records)
    assert total(deployment, counters.STAGE_RECORDS, "summarize") == 2


def test_an_attempt_after_a_failed_one_is_a_retry(deployment: Deployment) -> None:
    [record] = articles_of(deployment, 1)
    work(deployment, [record], fail=True)
    work(deployment, [record])
    assert total(deployment, counters.RETRIES, "summarize") == 1


def test_a_count_that_is_repeated_after_a_lost_reply_is_made_once(
    deployment: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    same = uuid.uuid4()
    monkeypatch.setattr(uuid, "uuid4", lambda: same)
    for _ in range(2):
        deployment.counters.note_batch(Stage.PUBLISH, 0.5, [1])
    assert total(deployment, counters.STAGE_RECORDS, "publish") == 1
    assert deployment.redis.ttl(deployment.keys.counted(same.hex)) > 0


def test_every_count_belongs_to_a_metric(deployment: Deployment) -> None:
    [record] = articles_of(deployment, 1)
    assert record.id == article_id(record.document_id, 0)
    publish(deployment, record, VerdictKind.ORIGINAL)
    known = {metric.name for metric in counters.COUNTED}
    assert {field.partition("\t")[0] for field in deployment.counters.read()} <= known
