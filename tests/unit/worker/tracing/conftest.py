"""Spans of a process of our own, kept in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from worker.tracing.document_spans import DocumentSpans
from worker.tracing.provider import Provider

if TYPE_CHECKING:
    from collections.abc import Iterator

    from opentelemetry.sdk.trace import ReadableSpan
    from opentelemetry.trace import SpanContext


class Kept:
    """Spans as they would leave the process."""

    def __init__(self) -> None:
        self._exporter = InMemorySpanExporter()
        self.provider = Provider("worker", "wiredesk", {"OTEL_TRACES_EXPORTER": "none"})
        self.provider._makers = [lambda: self._exporter]

    def all(self) -> list[ReadableSpan]:
        """Every span so far; the process keeps no more."""
        self.provider.stop()
        return list(self._exporter.get_finished_spans())

    def of(self, document_id: str) -> dict[str, ReadableSpan]:
        """A document's spans by name, each of which is there once."""
        spans = [span for span in self.all() if trace_of(span) == document_id]
        named = {span.name: span for span in spans}
        assert len(named) == len(spans)
        return named


def trace_of(span: ReadableSpan) -> str:
    return f"{_context(span).trace_id:032x}"


def id_of(span: ReadableSpan) -> str:
    return f"{_context(span).span_id:016x}"


def _context(span: ReadableSpan) -> SpanContext:
    context = span.get_span_context()
    assert context is not None
    return context


def parent_of(span: ReadableSpan) -> str | None:
    return f"{span.parent.span_id:016x}" if span.parent else None


@pytest.fixture(autouse=True)
def _no_variables_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG", "OTEL_SERVICE_NAME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def kept() -> Iterator[Kept]:
    """What is recorded; a test begins with `tracing`."""
    kept = Kept()
    yield kept
    kept.provider.stop()


@pytest.fixture
def tracing(kept: Kept) -> DocumentSpans:
    """Tracing that has been started, and records everything."""
    tracing = DocumentSpans(kept.provider, "{wiredesk}:articles")
    tracing.start()
    return tracing
