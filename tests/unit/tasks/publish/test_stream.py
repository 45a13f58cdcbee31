"""The one writer of the streams, on fakeredis and on a real server."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from redis.exceptions import ResponseError

from schemas.document import DocumentState, article_id
from schemas.errors import RejectedError
from schemas.event import ArticleEvent
from schemas.failure import Failure, FailureReason, Stage
from tasks.counters import ARTICLES, DOCUMENTS
from tasks.publish.dead_letters import make_failure
from tasks.publish.stream import MOST_ENTRIES
from tests.samples import TEXT, make_article, make_document, sample_event, states
from tests.unit.tasks.test_state import articles_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.document import Document
    from tasks.deployment import Deployment
    from tasks.record import Record

REJECTED = RejectedError(FailureReason.NO_TEXT, "no body was found")


def entries(deployment: Deployment, stream: str) -> list[dict[str, str]]:
    found: Any = deployment.redis.xrange(stream)
    return [{k.decode(): v.decode() for k, v in fields.items()} for _, fields in found]


def publish(deployment: Deployment, document_id: str) -> bool:
    event = sample_event(document_id=document_id)
    [new] = deployment.stream.publish([(document_id, event)])
    return new


def events_of(records: Sequence[Record]) -> list[tuple[str, ArticleEvent]]:
    """An event for each article, with its document."""
    return [
        (
            each.document_id,
            sample_event(document_id=each.document_id).model_copy(update={"id": each.id}),
        )
        for each in records
    ]


def test_an_event_is_published_once(deployment: Deployment) -> None:
    [record] = articles_of(deployment, 1)
    assert publish(deployment, record.document_id)
    assert not publish(deployment, record.document_id)
    assert len(entries(deployment, deployment.keys.articles)) == 1


def test_what_is_published_is_the_event(deployment: Deployment) -> None:
    [record] = articles_of(deployment, 1)
    event = sample_event(document_id=record.document_id)
    deployment.stream.publish([(record.document_id, event)])
    [entry] = entries(deployment, deployment.keys.articles)
    assert ArticleEvent.from_entry(entry) == event


def test_the_last_article_closes_its_document(deployment: Deployment) -> None:
    [record] = articles_of(deployment, 1)
    publish(deployment, record.document_id)
    assert states(deployment.state, [record.document_id]) == [DocumentState.PROCESSED]
    assert deployment.ledger.in_flight() == 0


def test_a_document_stays_open_while_articles_are_missing(deployment: Deployment) -> None:
    record, _ = articles_of(deployment, 2)
    publish(deployment, record.document_id)
    assert states(deployment.state, [record.document_id]) == [DocumentState.ADMITTED]
    assert deployment.ledger.in_flight() == 1


def test_a_closed_document_leaves_only_its_event_counts_and_what_expires(
    deployment: Deployment,
) -> None:
    [record] = articles_of(deployment, 1)
    publish(deployment, record.document_id)
    left = {key for key in deployment.redis.keys("*") if deployment.redis.ttl(key) == -1}
    assert left == {deployment.keys.articles.encode(), deployment.keys.counters.encode()}


def test_an_article_of_an_unknown_document_is_not_published(deployment: Deployment) -> None:
    assert not publish(deployment, make_document().id)
    assert entries(deployment, deployment.keys.articles) == []


def test_a_buried_document_has_failed_with_its_reason(deployment: Deployment) -> None:
    document = make_document()
    deployment.state.admit([(document, TEXT)], "wiredesk/spool")
    [record] = deployment.state.load(Stage.NORMALIZE, [document.id])
    deployment.stream.bury([make_failure(record, Stage.NORMALIZE, REJECTED)])
    disposition = deployment.state.dispositions([document.id])[0]
    assert disposition is not None
    assert disposition.state is DocumentState.FAILED
    assert [failure.reason for failure in disposition.failures] == [FailureReason.NO_TEXT]


def test_a_failure_is_buried_once(deployment: Deployment) -> None:
    [record] = articles_of(deployment, 1)
    failure = make_failure(record, Stage.SUMMARIZE, REJECTED)
    for _ in range(2):
        deployment.stream.bury([failure])
    [entry] = entries(deployment, deployment.keys.failures)
    assert Failure.from_entry(entry) == failure


def test_a_buried_article_cannot_be_published_any_more(deployment: Deployment) -> None:
    [record] = articles_of(deployment, 1)
    deployment.stream.bury([make_failure(record, Stage.SUMMARIZE, REJECTED)])
    assert not publish(deployment, record.document_id)


def test_a_document_with_one_failed_article_has_failed_when_all_are_done(
    deployment: Deployment,
) -> None:
    first, second = articles_of(deployment, 2)
    assert first.id == article_id(first.document_id, 0)
    publish(deployment, first.document_id)
    deployment.stream.bury([make_failure(second, Stage.SUMMARIZE, REJECTED)])
    disposition = deployment.state.dispositions([first.document_id])[0]
    assert disposition is not None
    assert (disposition.state, disposition.published) == (DocumentState.FAILED, 1)


def take_in_again(deployment: Deployment, document: Document) -> Record:
    """What a watcher does with a file in `processing/` when the document's record has expired."""
    deployment.redis.delete(deployment.keys.document(document.id))
    deployment.state.admit([(document, TEXT)], "wiredesk/spool")
    # Nobody's clock has gone on since the first time.
    admitted: dict[Any, Any] = {"at:admit": time.time() + 1}
    deployment.redis.hset(deployment.keys.document(document.id), mapping=admitted)
    [record] = deployment.state.load(Stage.NORMALIZE, [document.id])
    return record


def save_articles(deployment: Deployment, document: Record, count: int) -> None:
    articles = {index: make_article() for index in range(count)}
    with deployment.redis.pipeline(transaction=True) as pipeline:
        deployment.state.save_articles(pipeline, document, articles)
        deployment.state.save_items(pipeline, document, count)
        pipeline.execute()


def test_a_document_taken_in_again_ends_with_the_entries_that_are_there(
    deployment: Deployment,
) -> None:
    records = articles_of(deployment, 2)
    events = events_of(records)
    deployment.stream.publish(events)
    again = take_in_again(deployment, make_document(id=records[0].document_id))
    save_articles(deployment, again, 2)
    for _ in range(2):
        assert deployment.stream.publish(events[:1]) == [False]
    assert states(deployment.state, [again.id]) == [DocumentState.ADMITTED]
    assert deployment.stream.publish(events) == [False, False]
    assert states(deployment.state, [again.id]) == [DocumentState.PROCESSED]
    assert len(entries(deployment, deployment.keys.articles)) == 2
    assert deployment.ledger.in_flight() == 0


def test_a_document_taken_in_again_fails_again_with_one_dead_letter(deployment: Deployment) -> None:
    document = make_document()
    for _ in range(2):
        record = take_in_again(deployment, document)
        deployment.stream.bury([make_failure(record, Stage.NORMALIZE, REJECTED)])
        assert states(deployment.state, [document.id]) == [DocumentState.FAILED]
    assert len(entries(deployment, deployment.keys.failures)) == 1


def test_a_batch_larger_than_one_call_is_published_in_order(deployment: Deployment) -> None:
    records = articles_of(deployment, MOST_ENTRIES + 2)
    events = events_of(records)
    assert deployment.stream.publish([*events, events[0]]) == [True] * len(events) + [False]
    told = [entry["id"] for entry in entries(deployment, deployment.keys.articles)]
    assert told == [each.id for each in records]
    assert states(deployment.state, [records[0].document_id]) == [DocumentState.PROCESSED]
    assert deployment.counters.read()[DOCUMENTS.counted("processed")[0]] == 1


def test_a_batch_counts_its_new_entries(deployment: Deployment) -> None:
    events = events_of(articles_of(deployment, 3))
    deployment.stream.publish(events[:1])
    deployment.stream.publish([*events, *events])
    field, _ = ARTICLES.counted("published", "original", "text")
    assert deployment.counters.read()[field] == 3


def test_an_error_at_one_article_leaves_those_before_it_whole(deployment: Deployment) -> None:
    [first], [second] = articles_of(deployment, 1), articles_of(deployment, 1)
    document = deployment.keys.document(second.document_id)
    deployment.redis.delete(document)
    deployment.redis.set(document, "no hash")
    with pytest.raises(ResponseError, match="WRONGTYPE"):
        deployment.stream.publish(events_of([first, second]))
    assert len(entries(deployment, deployment.keys.articles)) == 1
    assert deployment.ledger.without([first.document_id]) == [first.document_id]
    assert not deployment.redis.exists(deployment.keys.article(first.id))
    assert deployment.counters.read()[DOCUMENTS.counted("processed")[0]] == 1
