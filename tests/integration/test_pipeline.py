"""Batches through a real worker and a real server."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING, Any

import pytest

from schemas.document import DocumentState
from schemas.event import ArticleEvent, EventType
from schemas.failure import FailureReason
from tasks.pipeline import submit
from tests.samples import TEXT, make_document, states

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from schemas.document import Document
    from tasks.base import PipelineApp

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("worker")]


@pytest.fixture
def send(app: PipelineApp) -> Callable[..., Document]:
    """Admit a document and submit it so many times; it is not waited for."""

    def send(raw: bytes = TEXT, path: str = "ferry.txt", times: int = 1) -> Document:
        document = make_document(raw, path)
        app.deployment.state.admit([(document, raw)], "wiredesk/spool")
        for _ in range(times):
            submit(app, [document.id])
        return document

    return send


def finished(app: PipelineApp, document: Document) -> bool:
    [state] = states(app.deployment.state, [document.id])
    return state is not None and state.final


def events(app: PipelineApp) -> list[ArticleEvent]:
    found: Any = app.deployment.redis.xrange(app.deployment.keys.articles)
    entries = [{k.decode(): v.decode() for k, v in fields.items()} for _, fields in found]
    return [ArticleEvent.from_entry(entry) for entry in entries]


def array_of(count: int) -> bytes:
    items = [{"headline": f"No {n}", "body_text": f"This is number {n}."} for n in range(count)]
    return json.dumps(items).encode()


def test_a_document_becomes_an_event(
    app: PipelineApp, send: Callable[..., Document], wait_until: Callable[..., None]
) -> None:
    document = send()
    wait_until(lambda: finished(app, document))
    [event] = events(app)
    assert (event.type, event.data.headline) == (EventType.PUBLISHED, "Ferry service resumes")
    assert event.traceparent.startswith(f"00-{document.id}-")


def test_a_document_that_is_submitted_five_times_is_published_once(
    app: PipelineApp, send: Callable[..., Document], wait_until: Callable[..., None]
) -> None:
    document = send(times=5)
    after = send(b"Another story\n\nIt comes after the first.", "after.txt")
    wait_until(lambda: finished(app, document) and finished(app, after))
    assert len(events(app)) == 2


def test_a_document_of_more_articles_than_a_batch_is_published_whole(
    app: PipelineApp, send: Callable[..., Document], wait_until: Callable[..., None]
) -> None:
    document = send(array_of(150), "many.json")
    wait_until(lambda: finished(app, document))
    assert {event.data.headline for event in events(app)} == {f"No {n}" for n in range(150)}


def test_one_bad_item_does_not_spoil_the_others(
    app: PipelineApp, send: Callable[..., Document], wait_until: Callable[..., None]
) -> None:
    items = [{"headline": "Good", "body_text": "It has a body."}, {"headline": "No body"}]
    document = send(json.dumps(items).encode(), "two.json")
    wait_until(lambda: finished(app, document))
    disposition = app.deployment.state.dispositions([document.id])[0]
    assert disposition is not None
    assert (disposition.state, disposition.published) == (DocumentState.FAILED, 1)
    [failure] = disposition.failures
    assert (failure.reason, failure.member) == (FailureReason.NO_TEXT, "1")


def test_a_settled_document_leaves_no_article_and_no_bytes_in_redis(
    app: PipelineApp, send: Callable[..., Document], wait_until: Callable[..., None]
) -> None:
    document = send(array_of(10), "ten.json")
    wait_until(lambda: finished(app, document))
    keys = app.deployment.keys
    assert app.deployment.redis.keys(keys.article("*")) == []
    assert app.deployment.redis.keys(keys.raw("*")) == []


def test_a_stopped_worker_finishes_what_it_has_and_leaves_the_rest_in_the_queue(
    app: PipelineApp,
    send: Callable[..., Document],
    worker: subprocess.Popen[bytes],
    wait_until: Callable[..., None],
) -> None:
    documents = [send(array_of(40), f"{n}.json") for n in range(20)]
    wait_until(lambda: len(events(app)) > 0)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(60) == 0
    unfinished = [each for each in documents if not finished(app, each)]
    assert app.deployment.ledger.in_flight() == len(unfinished)
    assert app.deployment.redis.hlen(app.deployment.keys.celery + "unacked") == 0
