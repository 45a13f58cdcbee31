"""The spans of a document: one trace, whose ids every process knows."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from opentelemetry.trace import SpanKind, StatusCode

from schemas.document import DocumentState, article_id, new_document_id
from schemas.failure import Stage
from tasks.record import Disposition, Record
from tests.samples import sample_event, sample_failure
from tests.unit.worker.tracing.conftest import id_of, parent_of, trace_of
from worker.spool import Claimed
from worker.tracing.document_spans import MOST_LINKS, DocumentSpans

if TYPE_CHECKING:
    from tests.unit.worker.tracing.conftest import Kept

ID = new_document_id()


def claimed(document_id: str = ID, waited_seconds: float | None = 2.0) -> Claimed:
    return Claimed(document_id, "sport", "a.txt", 12, 0.0, waited_seconds)


def article(index: int = 0, document_id: str = ID) -> Record:
    return Record(article_id(document_id, index), {b"document_id": document_id.encode()})


def published(count: int = 1) -> Disposition:
    return Disposition(DocumentState.PROCESSED, count)


def whole_way(tracing: DocumentSpans) -> None:
    with tracing.admitting([claimed()]):
        pass
    for _ in tracing.turns(iter([(Record(ID, {}), b"")])):
        pass
    tracing.worked(Stage.NORMALIZE, {Record(ID, {}): 1}, {}, 0.5)
    for stage in (Stage.DEDUPLICATE, Stage.SUMMARIZE):
        tracing.worked(stage, {article(): 1}, {}, 0.1)
    tracing.marked([(ID, sample_event(document_id=ID))])
    tracing.worked(Stage.PUBLISH, {article(): 1}, {}, 0.1)
    tracing.settled(claimed(waited_seconds=None), published(), 0.01)


def test_the_whole_way_is_one_trace_below_one_root(tracing: DocumentSpans, kept: Kept) -> None:
    whole_way(tracing)
    spans = kept.of(ID)
    root = spans.pop("document")
    event, read = spans.pop("publish {wiredesk}:articles"), spans.pop("read")
    assert spans.keys() == {
        "claim", "admit", "normalize", "deduplicate", "summarize", "publish", "settle",
    }  # fmt: skip
    assert {parent_of(span) for span in spans.values()} == {id_of(root)}
    assert (id_of(root), parent_of(root)) == (ID[-16:], None)
    assert parent_of(read) == id_of(spans["normalize"])
    assert parent_of(event) == id_of(spans["publish"])


def test_the_traceparent_of_an_event_names_its_span(tracing: DocumentSpans, kept: Kept) -> None:
    [(_, event)] = tracing.marked([(ID, sample_event(document_id=ID))])
    tracing.worked(Stage.PUBLISH, {article(): 1}, {}, 0.1)
    span = kept.of(ID)["publish {wiredesk}:articles"]
    assert event.traceparent == f"00-{trace_of(span)}-{id_of(span)}-01"
    assert span.kind is SpanKind.PRODUCER
    assert span.attributes == {
        "messaging.system": "redis",
        "messaging.operation.type": "send",
        "messaging.operation.name": "publish",
        "messaging.destination.name": "{wiredesk}:articles",
        "messaging.message.id": event.id,
        "cloudevents.event_id": event.id,
        "cloudevents.event_source": "wiredesk/spool",
        "cloudevents.event_type": "news.article.published",
    }


def test_an_article_that_was_not_published_has_no_span(tracing: DocumentSpans, kept: Kept) -> None:
    tracing.marked([(ID, sample_event(document_id=ID))])
    tracing.worked(Stage.PUBLISH, {article(0): 1, article(1): 1}, {}, 0.1)
    assert len(kept.of(ID)) == 2


def test_the_whole_begins_when_the_file_was_first_seen(tracing: DocumentSpans, kept: Kept) -> None:
    whole_way(tracing)
    spans = kept.of(ID)
    whole, claim = spans["document"], spans["claim"]
    assert whole.start_time == claim.start_time
    assert claim.end_time == int(ID[:12], 16) * 1_000_000
    assert claim.end_time - (claim.start_time or 0) == 2_000_000_000


def test_the_whole_begins_with_the_claim_where_the_first_look_is_forgotten(
    tracing: DocumentSpans, kept: Kept
) -> None:
    tracing.settled(claimed(), published(), 0.01)
    assert kept.of(ID)["document"].start_time == int(ID[:12], 16) * 1_000_000


def test_a_file_of_an_earlier_process_has_no_claim(tracing: DocumentSpans, kept: Kept) -> None:
    with tracing.admitting([claimed(waited_seconds=None)]):
        pass
    assert kept.of(ID).keys() == {"admit"}


def test_the_whole_says_what_became_of_the_file(tracing: DocumentSpans, kept: Kept) -> None:
    failed = Disposition(DocumentState.FAILED, 3, (sample_failure(),))
    tracing.settled(claimed(), failed, 0.01)
    span = kept.of(ID)["document"]
    assert span.attributes == {
        "wiredesk.document.id": ID,
        "wiredesk.document.path": "sport/a.txt",
        "wiredesk.document.size": 12,
        "wiredesk.document.state": "failed",
        "wiredesk.published": 3,
        "wiredesk.failures": 1,
        "error.type": "malformed",
    }
    assert span.status.status_code is StatusCode.ERROR


def test_a_stage_that_gives_an_article_up_is_an_error(tracing: DocumentSpans, kept: Kept) -> None:
    given_up, other = article(0), article(1)
    tracing.worked(Stage.SUMMARIZE, {given_up: 3, other: 1}, {given_up: sample_failure()}, 0.1)
    span = kept.of(ID)["summarize"]
    assert span.attributes == {
        "wiredesk.document.id": ID,
        "wiredesk.articles": 2,
        "wiredesk.attempt": 3,
        "wiredesk.failures": 1,
        "messaging.batch.message_count": 2,
        "error.type": "malformed",
    }
    assert span.status.status_code is StatusCode.ERROR


def test_a_stage_has_one_span_for_each_document(tracing: DocumentSpans, kept: Kept) -> None:
    other = new_document_id()
    batch = {article(n, document): 1 for n in range(5) for document in (ID, other)}
    tracing.worked(Stage.DEDUPLICATE, batch, {}, 0.25)
    spans = kept.all()
    assert sorted(trace_of(span) for span in spans) == sorted([ID, other])
    assert {(span.end_time or 0) - (span.start_time or 0) >= 250_000_000 for span in spans} == {
        True
    }


def test_the_span_of_a_batch_names_some_of_its_documents(
    tracing: DocumentSpans, kept: Kept
) -> None:
    ids = [new_document_id() for _ in range(MOST_LINKS + 8)]
    with tracing.admitting([claimed(each) for each in ids]):
        pass
    [batch] = [span for span in kept.all() if span.name == "admit batch"]
    assert [f"{link.context.trace_id:032x}" for link in batch.links] == ids[:MOST_LINKS]
    assert batch.attributes == {"messaging.batch.message_count": MOST_LINKS + 8}


def test_a_document_names_the_batch_that_it_was_in(tracing: DocumentSpans, kept: Kept) -> None:
    with tracing.admitting([claimed()]):
        pass
    spans = {span.name: span for span in kept.all()}
    [link] = spans["admit"].links
    assert f"{link.context.span_id:016x}" == id_of(spans["admit batch"])


def test_the_time_of_a_document_in_its_batch_is_measured(
    tracing: DocumentSpans, kept: Kept
) -> None:
    began = time.time_ns()
    for _ in tracing.turns(iter([(Record(ID, {}), b"")])):
        worked_on = time.time_ns()
    tracing.worked(Stage.NORMALIZE, {Record(ID, {}): 1}, {}, 0.1)
    read = kept.of(ID)["read"]
    assert began <= (read.start_time or 0) <= worked_on <= (read.end_time or 0) <= time.time_ns()


@pytest.fixture
def recording_nothing(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> DocumentSpans:
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", "always_off")
    tracing = DocumentSpans(kept.provider, "{wiredesk}:articles")
    tracing.start()
    return tracing


def test_a_trace_that_is_not_recorded_has_no_span(
    recording_nothing: DocumentSpans, kept: Kept
) -> None:
    whole_way(recording_nothing)
    assert kept.all() == []


def test_the_event_of_a_trace_that_is_not_recorded_says_so(
    recording_nothing: DocumentSpans,
) -> None:
    event = sample_event(document_id=ID)
    [(_, marked)] = recording_nothing.marked([(ID, event)])
    assert event.traceparent == f"00-{ID}-{event.id.replace('-', '')[-16:]}-01"
    assert marked.traceparent == event.traceparent.removesuffix("01") + "00"
    assert marked.model_copy(update={"traceparent": event.traceparent}) == event
