"""Ids of spans that other processes must know without being told."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.trace import NonRecordingSpan, SpanContext, TraceFlags, set_span_in_context

from schemas.document import traceparent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from opentelemetry.context import Context


class DerivedIds(RandomIdGenerator):
    """Ids by chance, but for a span that is started while it was given its own."""

    def __init__(self) -> None:
        self._given = threading.local()

    @contextmanager
    def given(self, context: SpanContext) -> Iterator[None]:
        """The next span that this thread starts has these ids."""
        self._given.context = context
        try:
            yield
        finally:
            self._given.context = None

    def generate_trace_id(self) -> int:
        """The trace id of a span without parent."""
        context = self._context
        return super().generate_trace_id() if context is None else context.trace_id

    def generate_span_id(self) -> int:
        """The id of a span."""
        context = self._context
        return super().generate_span_id() if context is None else context.span_id

    @property
    def _context(self) -> SpanContext | None:
        return getattr(self._given, "context", None)


def context_of(
    document_id: str, article: str | None = None, *, sampled: bool = True
) -> SpanContext:
    """The span that `schemas.document.traceparent` names."""
    _, trace, span, _ = traceparent(document_id, article).split("-")
    flags = TraceFlags(TraceFlags.SAMPLED if sampled else TraceFlags.DEFAULT)
    return SpanContext(int(trace, 16), int(span, 16), is_remote=True, trace_flags=flags)


def below(context: SpanContext) -> Context:
    """The context of a span whose parent is known by its ids only."""
    return set_span_in_context(NonRecordingSpan(context))
