"""What leaves the process."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest
import structlog
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult
from opentelemetry.trace import Status, StatusCode

from tests.unit.worker.tracing.conftest import id_of
from worker.tracing.exporting import CarefulExporter, tidied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.unit.worker.tracing.conftest import Kept
    from worker.tracing.document_spans import DocumentSpans

MARK = "zyxgrollwerk"


class Moody(SpanExporter):
    """An exporter that succeeds and fails as it is told."""

    def __init__(self, *results: SpanExportResult) -> None:
        self._results = list(results)
        self.taken: list[ReadableSpan] = []

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        self.taken += spans
        result = self._results.pop(0)
        if result is SpanExportResult.FAILURE:
            logging.getLogger(type(self).__module__).warning("connection refused")
        return result


OK, FAILED = SpanExportResult.SUCCESS, SpanExportResult.FAILURE


def test_an_error_leaves_its_type_and_no_text(tracing: DocumentSpans, kept: Kept) -> None:
    with pytest.raises(ValueError, match=MARK), kept.provider.tracer.start_as_current_span("s"):
        raise ValueError(f"cannot read {MARK}")
    [span] = kept.all()
    [event] = span.events
    assert (event.name, event.attributes) == ("exception", {"exception.type": "ValueError"})
    assert (span.status.status_code, span.status.description) == (StatusCode.ERROR, None)
    assert MARK not in span.to_json()


def test_the_reason_of_a_retry_stays_here() -> None:
    span = ReadableSpan("run", attributes={"celery.retry.reason": MARK, "celery.action": "run"})
    assert tidied(span).attributes == {"celery.action": "run"}


def test_a_span_without_texts_is_passed_on_as_it_is() -> None:
    span = ReadableSpan("normalize", attributes={"wiredesk.attempt": 1})
    assert tidied(span) is span


def test_a_pipeline_is_named_for_its_commands_each_once(
    tracing: DocumentSpans, kept: Kept, real_redis: Any
) -> None:
    with kept.provider.tracer.start_as_current_span("batch"):
        pipeline = real_redis.pipeline(transaction=False)
        for n in range(300):
            pipeline.set(f"{MARK}:{n}", MARK)
            pipeline.get(f"{MARK}:{n}")
        pipeline.execute()
        real_redis.set(MARK, MARK)
    piped, single, batch = kept.all()
    assert (piped.name, single.name, batch.name) == ("PIPELINE SET GET", "SET", "batch")
    assert (piped.attributes or {})["db.statement"] == "SET ? ?\nGET ?"
    assert (piped.attributes or {})["db.redis.pipeline_length"] == 600
    assert [MARK in span.to_json() for span in (piped, single)] == [False, False]
    assert [span.parent and f"{span.parent.span_id:016x}" for span in (piped, single)] == [
        id_of(batch)
    ] * 2


def test_a_pipeline_without_commands_is_no_span(
    tracing: DocumentSpans, kept: Kept, real_redis: Any
) -> None:
    with kept.provider.tracer.start_as_current_span("batch"):
        real_redis.pipeline().execute()
    assert [span.name for span in kept.all()] == ["batch"]


def test_questions_outside_of_a_batch_are_no_spans(
    tracing: DocumentSpans, kept: Kept, real_redis: Any
) -> None:
    real_redis.ping()
    assert kept.all() == []


def test_what_redis_answers_to_a_wrong_command_stays_here(
    tracing: DocumentSpans, kept: Kept, real_redis: Any
) -> None:
    """redis-py writes the command, with its arguments, into the error of a pipeline."""
    real_redis.set("a", "text")
    pipeline = real_redis.pipeline(transaction=False)
    pipeline.lpush("a", MARK)
    with pytest.raises(Exception, match=MARK), kept.provider.tracer.start_as_current_span("batch"):
        pipeline.execute()
    spans = kept.all()
    assert [span.name for span in spans] == ["PIPELINE LPUSH", "batch"]
    assert [MARK in span.to_json() for span in spans] == [False, False]


def test_failing_and_going_on_are_told_once() -> None:
    exporter = CarefulExporter(Moody(OK, FAILED, FAILED, OK, OK))
    with structlog.testing.capture_logs() as logs:
        results = [exporter.export([]) for _ in range(5)]
    assert results == [OK, FAILED, FAILED, OK, OK]
    assert logs == [
        {
            "event": "tracing.not_exported",
            "log_level": "warning",
            "error": "connection refused",
            "goes_on": "by itself",
        },
        {"event": "tracing.exported", "log_level": "info"},
    ]


def test_the_lines_of_an_exporter_are_not_written(caplog: pytest.LogCaptureFixture) -> None:
    CarefulExporter(Moody(FAILED)).export([])
    assert [record for record in caplog.records if record.message == "connection refused"] == []


def test_nothing_is_sent_after_the_end() -> None:
    moody = Moody(OK)
    exporter = CarefulExporter(moody)
    exporter.shutdown()
    assert exporter.export([ReadableSpan("late", status=Status(StatusCode.OK))]) is FAILED
    assert moody.taken == []
