"""A document of many items: saved and sent on in portions, put down and taken up again."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from schemas.document import DocumentState, article_id
from schemas.errors import RejectedError
from schemas.failure import FailureReason, Stage
from tasks import document_batch
from tasks.document_batch import DocumentBatch
from tasks.publish.dead_letters import make_failure
from tests.samples import make_article, make_document, sample_event, states

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.article import Article
    from schemas.document import Document
    from tasks.deployment import Deployment
    from tasks.record import Record

REFUSED = RejectedError(FailureReason.NO_TEXT, "no body was found", member="1")
ITEMS = 5


@pytest.fixture(autouse=True)
def _small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_batch, "PORTION_ITEMS", 2)


class Desk:
    """One admitted document, and what is sent of it."""

    def __init__(self, deployment: Deployment) -> None:
        self.deployment = deployment
        self.document: Document = make_document(b"x" * 2_000_000)
        deployment.state.admit([(self.document, b"x" * 2_000_000)], "wiredesk/spool")
        self.again: list[str] = []
        self.sent: list[str] = []

    def batch(self) -> DocumentBatch:
        return DocumentBatch(
            self.deployment,
            [self.document.id],
            lambda ids, _: self.again.extend(ids),
            self.sent.extend,
        )

    def work(self, *items: Article | RejectedError) -> list[str]:
        """Work on the document once; returns the ids that go on with the chain."""
        with self.batch() as batch:
            for record, _ in batch.documents():
                with batch.attempt(record):
                    batch.keep(record, items[batch.start_of(record) :])
        return batch.onward

    def die_at_work(self) -> None:
        """Work on the document until its process ends, after the third item."""

        def dying() -> Iterator[Article]:
            yield from articles(3)
            raise SystemExit

        with suppress(SystemExit), self.batch() as batch:
            for record, _ in batch.documents():
                batch.keep(record, dying())

    def record(self) -> Record:
        [record] = self.deployment.state.load(Stage.NORMALIZE, [self.document.id])
        return record

    def ids(self, *indexes: int) -> list[str]:
        return [article_id(self.document.id, index) for index in indexes]

    def publish(self, *indexes: int) -> None:
        events = [
            (self.document.id, sample_event().model_copy(update={"id": identity}))
            for identity in self.ids(*indexes)
        ]
        self.deployment.stream.publish(events)

    def state(self) -> DocumentState | None:
        return states(self.deployment.state, [self.document.id])[0]


@pytest.fixture
def desk(deployment: Deployment) -> Desk:
    return Desk(deployment)


@pytest.fixture
def no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of a batch's time is over as soon as it begins."""
    monkeypatch.setattr(Desk, "batch", _out_of_time(Desk.batch))


def _out_of_time(batch_of: object) -> object:
    def batch(desk: Desk) -> DocumentBatch:
        made: DocumentBatch = batch_of(desk)  # type: ignore[operator]
        made._began -= 3_600
        return made

    return batch


def articles(count: int = ITEMS) -> list[Article]:
    return [make_article(uri=f"urn:example:{index}") for index in range(count)]


def test_a_large_document_comes_in_pieces(desk: Desk) -> None:
    with desk.batch() as batch:
        [(_, content)] = batch.documents()
        assert (content.size, content.open().read(3)) == (2_000_000, b"xxx")


def test_portions_go_on_while_the_rest_is_still_read(desk: Desk) -> None:
    def reading() -> Iterator[Article]:
        for index, article in enumerate(articles()):
            assert len(desk.sent) == max(0, (index - 1) // 2 * 2)
            yield article

    with desk.batch() as batch:
        for record, _ in batch.documents():
            batch.keep(record, reading())
    assert (desk.sent, batch.onward) == (desk.ids(0, 1, 2, 3), desk.ids(4))


def test_every_article_is_saved(desk: Desk) -> None:
    desk.work(*articles())
    records = desk.deployment.state.load(Stage.DEDUPLICATE, desk.ids(*range(ITEMS)))
    assert [record.article.uri for record in records] == [a.uri for a in articles()]
    assert desk.record().number("items") == ITEMS


def test_the_last_article_that_is_published_closes_the_document(desk: Desk) -> None:
    desk.work(*articles())
    desk.publish(0, 1, 2, 3)
    assert desk.state() is DocumentState.ADMITTED
    desk.publish(4)
    assert desk.state() is DocumentState.PROCESSED


@pytest.mark.usefixtures("no_time")
def test_what_is_published_of_a_part_does_not_close_the_document(desk: Desk) -> None:
    desk.work(*articles())
    desk.publish(0, 1)
    assert desk.state() is DocumentState.ADMITTED


def test_a_refused_item_in_a_portion_does_not_close_the_document(desk: Desk) -> None:
    one, two, *others = articles()
    desk.work(REFUSED, one, two, *others[:2])
    assert desk.state() is DocumentState.ADMITTED
    desk.publish(1, 2, 3, 4)
    assert desk.state() is DocumentState.FAILED


def test_a_document_of_refused_items_only_has_failed(desk: Desk) -> None:
    desk.work(*[REFUSED] * ITEMS)
    disposition = desk.deployment.state.dispositions([desk.document.id])[0]
    assert disposition is not None
    assert (disposition.state, len(disposition.failures)) == (DocumentState.FAILED, ITEMS)


@pytest.mark.usefixtures("no_time")
def test_a_document_that_takes_long_is_put_down_with_its_progress(desk: Desk) -> None:
    assert desk.work(*articles()) == []
    record = desk.record()
    assert (record.number("progress"), record.number("sent")) == (2, 2)
    assert (record.attempts(Stage.NORMALIZE), desk.again) == (0, [desk.document.id])


@pytest.mark.usefixtures("no_time")
def test_it_is_taken_up_where_it_was_left(desk: Desk) -> None:
    onward = [desk.work(*articles()) for _ in range(3)]
    assert onward == [[], [], desk.ids(4)]
    assert desk.sent == desk.ids(0, 1, 2, 3)
    assert desk.record().number("items") == ITEMS


def test_a_process_that_dies_loses_no_portion(desk: Desk) -> None:
    """A kill between saving and sending leaves items that were saved and not sent."""
    desk.die_at_work()
    desk.deployment.redis.hset(desk.deployment.keys.document(desk.document.id), "sent", 0)
    desk.sent.clear()
    assert desk.work(*articles()) == desk.ids(4)
    assert desk.sent == desk.ids(0, 1, 2, 3)


def test_an_attempt_that_came_on_still_counts_when_its_process_died(desk: Desk) -> None:
    desk.die_at_work()
    assert desk.record().attempts(Stage.NORMALIZE) == 1


@pytest.mark.usefixtures("no_time")
def test_a_document_given_up_half_way_is_closed(desk: Desk) -> None:
    desk.work(*articles())
    poison = RejectedError(FailureReason.POISON, "ended its worker process 3 times")
    desk.deployment.stream.bury([make_failure(desk.record(), Stage.NORMALIZE, poison)])
    assert desk.state() is DocumentState.FAILED
