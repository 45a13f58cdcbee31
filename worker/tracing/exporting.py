"""What leaves the process: spans without texts of errors, and a word when nobody takes them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import structlog
from opentelemetry.sdk.trace import Event, ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult
from opentelemetry.trace import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from opentelemetry.util.types import AttributeValue

log = structlog.get_logger()

TYPE_ONLY = "exception.type"

TELLING = frozenset({"celery.retry.reason"})
"""Attributes that hold the text of an error."""

PIPELINE_LENGTH = "db.redis.pipeline_length"

STATEMENTS = ("db.statement", "db.query.text")


class CarefulExporter(SpanExporter):
    """Hands spans on to another exporter, and drops them when that cannot deliver them.

    The text of an error may quote a command to Redis, and with it an article: it stays here.

    Attributes:
        failing: whether the last spans were not delivered.
    """

    def __init__(self, inner: SpanExporter) -> None:
        self._inner = inner
        self._complaints = _Complaints()
        self.failing = self._ended = False
        logging.getLogger(type(inner).__module__).addFilter(self._complaints)

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Send spans; what fails is told in the log once."""
        if self._ended:
            return SpanExportResult.FAILURE
        result = self._inner.export([tidied(span) for span in spans if not _empty(span)])
        failed = result is not SpanExportResult.SUCCESS
        if failed and not self.failing:
            log.warning("tracing.not_exported", error=self._complaints.first, goes_on="by itself")
        elif self.failing and not failed:
            log.info("tracing.exported")
        self.failing, self._complaints.first = failed, ""
        return result

    def shutdown(self) -> None:
        """End what is being sent, and send no more."""
        if not self._ended:
            self._ended = True
            self._inner.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        """Nothing is kept here."""
        return self._inner.force_flush(timeout_millis)


class _Complaints(logging.Filter):
    """Keeps the exporter's lines, one or more for each failure, out of the log."""

    def __init__(self) -> None:
        super().__init__()
        self.first = ""

    def filter(self, record: logging.LogRecord) -> bool:
        self.first = self.first or record.getMessage()
        return False


def tidied(span: ReadableSpan) -> ReadableSpan:
    """A span without what errors say, and with a pipeline of commands named as one."""
    piped = PIPELINE_LENGTH in (span.attributes or {})
    if not (
        piped or span.events or span.status.description or TELLING & set(span.attributes or ())
    ):
        return span
    attributes = {k: v for k, v in (span.attributes or {}).items() if k not in TELLING}
    name = _name_pipeline(span.name, attributes) if piped else span.name
    return ReadableSpan(
        name,
        span.get_span_context(),
        span.parent,
        span.resource,
        attributes,
        [_without_text(event) for event in span.events],
        span.links,
        span.kind,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
        instrumentation_scope=span.instrumentation_scope,
    )


def _empty(span: ReadableSpan) -> bool:
    """A pipeline without commands, of which the server never hears."""
    return (span.attributes or {}).get(PIPELINE_LENGTH) == 0


def _name_pipeline(name: str, attributes: dict[str, AttributeValue]) -> str:
    """The instrumentation writes every command of a pipeline into its name, by the hundred."""
    for key in STATEMENTS:
        if key in attributes:
            attributes[key] = "\n".join(dict.fromkeys(str(attributes[key]).split("\n")))
    return " ".join(["PIPELINE", *dict.fromkeys(name.split(" "))])


def _without_text(event: Event) -> Event:
    known = {k: v for k, v in (event.attributes or {}).items() if k == TYPE_ONLY}
    return Event(event.name, known, event.timestamp)
