"""The normalize stage's batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.document import article_id
from schemas.errors import RejectedError
from schemas.failure import FailureReason, Stage
from tasks.document_batch import DocumentBatch
from tests.samples import TEXT, make_article, make_document, states

if TYPE_CHECKING:
    from schemas.article import Article
    from schemas.document import Document
    from tasks.deployment import Deployment

REFUSED = RejectedError(FailureReason.NO_TEXT, "no body was found", member="1")


def admitted(deployment: Deployment) -> Document:
    document = make_document()
    deployment.state.admit([(document, TEXT)], "wiredesk/spool")
    return document


def open_batch(deployment: Deployment, document: Document) -> DocumentBatch:
    return DocumentBatch(deployment, [document.id], lambda ids, pause: None, lambda ids: None)


def keep(
    deployment: Deployment, document: Document, *items: Article | RejectedError
) -> DocumentBatch:
    with open_batch(deployment, document) as batch:
        for record, _ in batch.documents():
            batch.keep(record, items)
    return batch


def test_documents_come_with_their_bytes(deployment: Deployment) -> None:
    document = admitted(deployment)
    with open_batch(deployment, document) as batch:
        [(record, content)] = batch.documents()
    assert (record.id, content.open().read()) == (document.id, TEXT)


def test_the_articles_of_a_document_go_on(deployment: Deployment) -> None:
    document = admitted(deployment)
    batch = keep(deployment, document, make_article(), make_article())
    assert batch.onward == [article_id(document.id, 0), article_id(document.id, 1)]


def test_a_refused_item_is_buried_and_keeps_its_place(deployment: Deployment) -> None:
    document = admitted(deployment)
    batch = keep(deployment, document, make_article(), REFUSED, make_article())
    assert batch.onward == [article_id(document.id, 0), article_id(document.id, 2)]
    disposition = deployment.state.dispositions([document.id])[0]
    assert disposition is not None
    [failure] = disposition.failures
    assert (failure.article_id, failure.member) == (article_id(document.id, 1), "1")


def test_a_document_of_refused_items_only_has_failed(deployment: Deployment) -> None:
    document = admitted(deployment)
    assert keep(deployment, document, REFUSED).onward == []
    assert states(deployment.state, [document.id]) == ["failed"]


def test_a_document_that_has_failed_stays_so_when_it_is_redelivered(deployment: Deployment) -> None:
    document = admitted(deployment)
    for _ in range(2):
        with open_batch(deployment, document) as batch:
            for record, _ in batch.documents():
                batch.fail(record, REFUSED)
    assert states(deployment.state, [document.id]) == ["failed"]


def test_a_redelivered_document_hands_all_its_articles_on_again(deployment: Deployment) -> None:
    document = admitted(deployment)
    keep(deployment, document, make_article(), make_article())
    again = keep(deployment, document, make_article(), make_article())
    assert again.onward == [article_id(document.id, 0), article_id(document.id, 1)]


def test_a_document_whose_bytes_are_gone_is_forgotten(deployment: Deployment) -> None:
    document = admitted(deployment)
    deployment.redis.delete(deployment.keys.raw(document.id))
    assert keep(deployment, document, make_article()).onward == []
    assert states(deployment.state, [document.id]) == [None]
    assert deployment.state.load(Stage.NORMALIZE, [document.id]) == []
