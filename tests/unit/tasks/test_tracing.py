"""What a batch tells whoever keeps traces."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest

from schemas.errors import RejectedError
from schemas.failure import FailureReason, Stage
from tasks.batch import Batch
from tasks.document_batch import DocumentBatch
from tasks.tracing import NO_TRACING, Tracing
from tests.samples import TEXT, make_document, sample_event

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from schemas.document import Document
    from schemas.failure import Failure
    from tasks.deployment import Deployment
    from tasks.record import Record


class Diary(Tracing):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.lines: list[Any] = []

    def turns(self, documents: Iterator[Any]) -> Iterator[Any]:
        for document in documents:
            self.lines.append("begun")
            yield document
            self.lines.append("done")

    def worked(
        self,
        stage: Stage,
        attempts: Mapping[Record, int],
        failures: Mapping[Record, Failure],
        seconds: float,
    ) -> None:
        failed = [failures[record].reason for record in failures]
        self.lines.append((stage, [r.id for r in attempts], [*attempts.values()], failed))
        assert 0 <= seconds < 30


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest.fixture
def watched(deployment: Deployment, diary: Diary) -> Deployment:
    return dataclasses.replace(deployment, tracing=diary)


@pytest.fixture
def document(watched: Deployment) -> Document:
    document = make_document()
    watched.state.admit([(document, TEXT)], "wiredesk/spool")
    return document


def batch_of(deployment: Deployment, document: Document) -> Batch:
    return Batch(deployment, Stage.NORMALIZE, [document.id], lambda _ids, _pause: None)


def test_a_batch_is_told_when_it_is_done(
    watched: Deployment, document: Document, diary: Diary
) -> None:
    with batch_of(watched, document) as batch:
        assert diary.lines == []
        for record in batch:
            batch.done(record.id, "1")
    assert diary.lines == [(Stage.NORMALIZE, [document.id], [1], [])]


def test_what_was_given_up_is_told_with_its_reason(
    watched: Deployment, document: Document, diary: Diary
) -> None:
    with batch_of(watched, document) as batch:
        for record in batch:
            batch.fail(record, RejectedError(FailureReason.MALFORMED, "no JSON"))
    assert diary.lines == [(Stage.NORMALIZE, [document.id], [1], [FailureReason.MALFORMED])]


def test_the_turn_of_each_document_is_seen(
    watched: Deployment, document: Document, diary: Diary
) -> None:
    batch = DocumentBatch(watched, [document.id], lambda *_: None, lambda *_: None)
    with batch:
        for record, _ in batch.documents():
            batch.keep(record, [])
    assert diary.lines == ["begun", "done", (Stage.NORMALIZE, [document.id], [1], [])]


def test_nobody_is_told_by_default(deployment: Deployment) -> None:
    assert deployment.tracing is NO_TRACING


def test_what_nobody_hears_is_passed_on_as_it_is() -> None:
    documents: Iterator[Any] = iter([])
    events = [("id", sample_event())]
    assert NO_TRACING.turns(documents) is documents
    assert NO_TRACING.marked(events) is events
