"""The records, on fakeredis and on a real server."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from schemas.document import DocumentState, article_id
from schemas.failure import Stage
from tests.samples import TEXT, make_article, make_document, states

if TYPE_CHECKING:
    from tasks.deployment import Deployment
    from tasks.record import Record

SOURCE = "wiredesk/spool"


def test_a_document_is_admitted_once(deployment: Deployment) -> None:
    document = make_document()
    state = deployment.state
    assert state.admit([(document, TEXT)], SOURCE) == [True]
    assert state.admit([(document, TEXT)], SOURCE) == [False]


def test_an_admitted_document_has_its_bytes_and_a_ledger_entry(deployment: Deployment) -> None:
    document = make_document()
    deployment.state.admit([(document, TEXT)], SOURCE)
    assert deployment.state.raw([document.id]) == [TEXT]
    assert deployment.ledger.in_flight() == 1


def test_the_state_of_an_unknown_document_is_none(deployment: Deployment) -> None:
    document = make_document()
    deployment.state.admit([(document, TEXT)], SOURCE)
    found = states(deployment.state, [document.id, "unknown"])
    assert found == [DocumentState.ADMITTED, None]


def test_an_unknown_document_has_no_disposition(deployment: Deployment) -> None:
    assert deployment.state.dispositions(["unknown"])[0] is None


def test_a_record_gives_back_the_document(deployment: Deployment) -> None:
    document = make_document()
    deployment.state.admit([(document, TEXT)], SOURCE)
    [record] = deployment.state.load(Stage.NORMALIZE, [document.id])
    assert record.document == document
    assert (record.document_id, record.article_id) == (document.id, None)


def test_records_that_are_gone_are_left_out(deployment: Deployment) -> None:
    assert deployment.state.load(Stage.SUMMARIZE, ["gone"]) == []


def test_an_attempt_is_counted_by_setting_it(deployment: Deployment) -> None:
    document = make_document()
    deployment.state.admit([(document, TEXT)], SOURCE)
    [record] = deployment.state.load(Stage.NORMALIZE, [document.id])
    for _ in range(2):
        deployment.state.begin(Stage.NORMALIZE, {record: 1}, deployment.ledger)
    [record] = deployment.state.load(Stage.NORMALIZE, [document.id])
    assert record.attempts(Stage.NORMALIZE) == 1


def test_an_output_ends_the_attempts(deployment: Deployment) -> None:
    record = articles_of(deployment, 1)[0]
    deployment.state.begin(Stage.DEDUPLICATE, {record: 2}, deployment.ledger)
    deployment.state.save(Stage.DEDUPLICATE, {record.id: "{}"})
    [record] = deployment.state.load(Stage.DEDUPLICATE, [record.id])
    assert record.has("verdict")
    assert record.attempts(Stage.DEDUPLICATE) == 0


def test_a_document_knows_when_the_stages_of_its_articles_were_done(
    deployment: Deployment,
) -> None:
    [record] = articles_of(deployment, 1)
    state, before = deployment.state, time.time()
    state.save(Stage.DEDUPLICATE, {record.id: "{}"})
    state.begin(
        Stage.SUMMARIZE, {state.load(Stage.SUMMARIZE, [record.id])[0]: 1}, deployment.ledger
    )
    [document] = state.load(Stage.NORMALIZE, [record.document_id])
    assert before <= document.done["done:deduplicate"] <= time.time()
    assert document.done.keys() == {"done:normalize", "done:deduplicate"}


def test_a_record_that_is_gone_does_not_come_back_by_an_output(deployment: Deployment) -> None:
    deployment.state.save(Stage.SUMMARIZE, {"gone": "{}"})
    assert not deployment.redis.exists(deployment.keys.article("gone"))


def test_the_articles_of_a_document_are_saved_with_their_count(deployment: Deployment) -> None:
    records = articles_of(deployment, 3)
    assert [record.article.headline for record in records] == ["No 0", "No 1", "No 2"]
    [document] = deployment.state.load(Stage.NORMALIZE, [records[0].document_id])
    assert document.number("items") == 3


def test_a_forgotten_document_leaves_nothing_behind(deployment: Deployment) -> None:
    document = make_document()
    deployment.state.admit([(document, TEXT)], SOURCE)
    deployment.state.forget(document.id)
    assert deployment.redis.keys("*") == []


def test_a_missing_field_is_an_error(deployment: Deployment) -> None:
    record = articles_of(deployment, 1)[0]
    with pytest.raises(KeyError):
        record.text("verdict")


def articles_of(deployment: Deployment, count: int) -> list[Record]:
    """The records of a new document with so many articles."""
    document = make_document()
    deployment.state.admit([(document, TEXT)], SOURCE)
    [record] = deployment.state.load(Stage.NORMALIZE, [document.id])
    articles = {i: make_article(headline=f"No {i}") for i in range(count)}
    with deployment.redis.pipeline(transaction=True) as pipeline:
        deployment.state.save_articles(pipeline, record, articles)
        deployment.state.save_items(pipeline, record, count)
        pipeline.execute()
    return deployment.state.load(
        Stage.DEDUPLICATE, [article_id(document.id, index) for index in range(count)]
    )
