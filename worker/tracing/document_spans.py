"""The spans of each document, in a trace of its own: see docs/tracing.md.

Trace id, root span and the span of each event follow from the ids of document and article, so
every process knows them. The root is recorded last, when the watcher settles the file.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from opentelemetry.context import Context
from opentelemetry.sdk.trace.sampling import Decision
from opentelemetry.trace import Link, SpanKind, Status, StatusCode, get_current_span

from schemas.document import claimed_at
from schemas.failure import Stage
from tasks.tracing import Tracing
from worker.tracing.derived_ids import below, context_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from opentelemetry.trace import Span, SpanContext, Tracer

    from schemas.event import ArticleEvent
    from schemas.failure import Failure
    from tasks.record import Disposition, Record
    from tasks.tracing import Taken
    from worker.tracing.provider import Provider

T = TypeVar("T")

MOST_LINKS = 32
"""How many of its documents the span of a batch names."""

MOST_SEEN = 10_000
"""Of how many documents in flight a watcher remembers when it saw them first."""

SECOND = 1_000_000_000
UNSAMPLED = "00"


class DocumentSpans(Tracing):
    """Makes the spans of documents whose traces are recorded.

    Args:
        destination: the stream that events are published on.
    """

    def __init__(self, provider: Provider, destination: str) -> None:
        self._provider = provider
        self._destination = destination
        self._seen: dict[str, int] = {}
        self._turns: dict[str, tuple[int, int]] = {}
        self._events: dict[str, ArticleEvent] = {}

    def start(self) -> None:
        """Begin, in the process that does the work."""
        self._provider.start()

    def stop(self) -> None:
        """Send what is left."""
        self._provider.stop()

    @contextmanager
    def admitting(self, files: Sequence[Taken]) -> Iterator[None]:
        """One span for the batch; then `claim` and `admit` for each document."""
        began = time.time_ns()
        sampled = [each for each in files if self._sampled(each.document_id)]
        links = self._links([each.document_id for each in sampled or files], sampled=bool(sampled))
        count = {"messaging.batch.message_count": len(files)}
        with self._tracer.start_as_current_span(
            "admit batch", Context(), attributes=count, links=links
        ) as batch:
            yield
        for each in sampled:
            self._claim(each)
            self._step("admit", each.document_id, began, batch.get_span_context()).end()

    def turns(self, documents: Iterator[tuple[Record, T]]) -> Iterator[tuple[Record, T]]:
        """Notes when each document was begun and done."""
        for record, content in documents:
            began = time.time_ns()
            yield record, content
            self._turns[record.id] = (began, time.time_ns())

    def worked(
        self,
        stage: Stage,
        attempts: Mapping[Record, int],
        failures: Mapping[Record, Failure],
        seconds: float,
    ) -> None:
        """A span of the stage for each document of the batch."""
        began = time.time_ns() - int(seconds * SECOND)
        documents: dict[str, list[Record]] = {}
        for record in attempts:
            documents.setdefault(record.document_id, []).append(record)
        sampled = [document_id for document_id in documents if self._sampled(document_id)]
        batch = get_current_span()
        if batch.is_recording():
            for link in self._links(sampled, sampled=True):
                batch.add_link(link.context)
        for document_id in sampled:
            records = documents[document_id]
            span = self._step(stage.value, document_id, began, batch.get_span_context())
            span.set_attribute("messaging.batch.message_count", len(attempts))
            span.set_attribute("wiredesk.attempt", max(attempts[record] for record in records))
            _blame(span, [failures[record] for record in records if record in failures])
            self._within(stage, span, document_id, records, began)
            span.end()
        self._turns.clear()

    def _within(
        self, stage: Stage, span: Span, document_id: str, records: Sequence[Record], began: int
    ) -> None:
        """What is below a stage: the document's turn at the first, its events at the last."""
        if stage is Stage.NORMALIZE:
            self._reading(document_id, span)
            return
        span.set_attribute("wiredesk.articles", len(records))
        if stage is Stage.PUBLISH:
            for record in records:
                self._event(record, began, span)

    def marked(
        self, events: Sequence[tuple[str, ArticleEvent]]
    ) -> Sequence[tuple[str, ArticleEvent]]:
        """Events of a trace that is not recorded say so, for the spans of subscribers."""
        self._events = {event.id: event for _, event in events}
        return [
            (document_id, event if self._sampled(document_id) else _unsampled(event))
            for document_id, event in events
        ]

    def settled(self, file: Taken, disposition: Disposition, seconds: float) -> None:
        """The last step, and with it the whole: from the first look at the file until now."""
        document_id, now = file.document_id, time.time_ns()
        seen = self._seen.pop(document_id, None)
        if not self._sampled(document_id):
            return
        self._step("settle", document_id, now - int(seconds * SECOND)).end(now)
        context = context_of(document_id)
        with self._provider.ids.given(context):
            root = self._tracer.start_span(
                "document", Context(), start_time=seen or _claimed(document_id)
            )
        root.set_attributes(
            {
                "wiredesk.document.id": document_id,
                "wiredesk.document.path": file.path,
                "wiredesk.document.size": file.size,
                "wiredesk.document.state": disposition.state.value,
                "wiredesk.published": disposition.published,
            }
        )
        _blame(root, disposition.failures)
        root.end(now)

    def _claim(self, file: Taken) -> None:
        """How long a file lay in the inbox, if it was claimed just now."""
        if file.waited_seconds is None:
            return
        claimed = _claimed(file.document_id)
        seen = claimed - int(file.waited_seconds * SECOND)
        self._seen[file.document_id] = seen
        if len(self._seen) > MOST_SEEN:
            del self._seen[next(iter(self._seen))]
        self._step("claim", file.document_id, seen).end(claimed)

    def _reading(self, document_id: str, stage: Span) -> None:
        """The document's own turn within its batch."""
        if document_id in self._turns:
            began, ended = self._turns[document_id]
            context = below(stage.get_span_context())
            self._tracer.start_span("read", context, start_time=began).end(ended)

    def _event(self, record: Record, began: int, stage: Span) -> None:
        """The span that the event's `traceparent` names: the parent of what subscribers do."""
        event = self._events.pop(record.id, None)
        if event is None:
            return
        with self._provider.ids.given(context_of(record.document_id, record.id)):
            self._tracer.start_span(
                f"publish {self._destination}",
                below(stage.get_span_context()),
                SpanKind.PRODUCER,
                {
                    "messaging.system": "redis",
                    "messaging.operation.type": "send",
                    "messaging.operation.name": "publish",
                    "messaging.destination.name": self._destination,
                    "messaging.message.id": event.id,
                    "cloudevents.event_id": event.id,
                    "cloudevents.event_source": event.source,
                    "cloudevents.event_type": event.type.value,
                },
                start_time=began,
            ).end()

    def _step(
        self, name: str, document_id: str, began: int, batch: SpanContext | None = None
    ) -> Span:
        """A span right below the document's root."""
        links = [Link(batch)] if batch is not None and batch.trace_flags.sampled else []
        return self._tracer.start_span(
            name,
            below(context_of(document_id)),
            attributes={"wiredesk.document.id": document_id},
            links=links,
            start_time=began,
        )

    def _links(self, document_ids: Sequence[str], *, sampled: bool) -> list[Link]:
        return [Link(context_of(each, sampled=sampled)) for each in document_ids[:MOST_LINKS]]

    def _sampled(self, document_id: str) -> bool:
        """What every process finds on its own, as it follows from the trace id."""
        trace_id = int(document_id, 16)
        result = self._provider.sampler.should_sample(Context(), trace_id, "document")
        return result.decision is Decision.RECORD_AND_SAMPLE

    @property
    def _tracer(self) -> Tracer:
        return self._provider.tracer


def _blame(span: Span, failures: Sequence[Failure]) -> None:
    if failures:
        span.set_status(Status(StatusCode.ERROR))
        span.set_attribute("error.type", failures[0].reason.value)
        span.set_attribute("wiredesk.failures", len(failures))


def _claimed(document_id: str) -> int:
    return int(claimed_at(document_id).timestamp() * 1000) * (SECOND // 1000)


def _unsampled(event: ArticleEvent) -> ArticleEvent:
    parent = event.traceparent.rpartition("-")[0]
    return event.model_copy(update={"traceparent": f"{parent}-{UNSAMPLED}"})
