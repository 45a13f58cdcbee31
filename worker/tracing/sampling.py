"""Which traces are recorded: `OTEL_TRACES_SAMPLER` decides, with what it cannot know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opentelemetry.sdk.trace.sampling import Decision, Sampler, SamplingResult
from opentelemetry.trace import SpanKind, get_current_span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from opentelemetry.context import Context
    from opentelemetry.trace import Link
    from opentelemetry.trace.span import TraceState
    from opentelemetry.util.types import Attributes

LOW = (1 << 64) - 1


class PipelineSampler(Sampler):
    """Asks another sampler, but for what begins a trace:

    - What it is linked to decides, so that the batches of a recorded document are recorded.
    - A question to Redis is none: those of a watcher that has nothing to do would be most of all.

    The sampler is shown trace ids as if all bits were drawn by chance. It goes by the last 64, and
    those of a document id (UUID 7) begin with `10`: by itself it would record a third or none.
    """

    def __init__(self, inner: Sampler) -> None:
        self._inner = inner

    def should_sample(
        self,
        parent_context: Context | None,
        trace_id: int,
        name: str,
        kind: SpanKind | None = None,
        attributes: Attributes = None,
        links: Sequence[Link] | None = None,
        trace_state: TraceState | None = None,
    ) -> SamplingResult:
        """Whether a span is recorded."""
        if not get_current_span(parent_context).get_span_context().is_valid:
            if kind is SpanKind.CLIENT:
                return SamplingResult(Decision.DROP)
            if links:
                sampled = any(link.context.trace_flags.sampled for link in links)
                return _result(sampled=sampled, attributes=attributes)
        return self._inner.should_sample(
            parent_context, spread(trace_id), name, kind, attributes, links, trace_state
        )

    def get_description(self) -> str:
        """What it is, for people."""
        return f"PipelineSampler{{{self._inner.get_description()}}}"


def spread(trace_id: int) -> int:
    """A trace id whose last 64 bits are even: without the two that a UUID has for its variant."""
    return trace_id >> 64 << 64 | trace_id << 2 & LOW


def _result(*, sampled: bool, attributes: Attributes) -> SamplingResult:
    if sampled:
        return SamplingResult(Decision.RECORD_AND_SAMPLE, attributes)
    return SamplingResult(Decision.DROP)
