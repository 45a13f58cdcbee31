"""What docs/tracing.md shows, and lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from opentelemetry.trace import get_current_span

from tests.conftest import ROOT
from tests.samples import sample_event
from tests.unit.worker.tracing.test_document_spans import ID, whole_way

if TYPE_CHECKING:
    from tests.unit.worker.tracing.conftest import Kept
    from worker.tracing.document_spans import DocumentSpans

PAGE = (ROOT / "docs" / "tracing.md").read_text("utf-8")


class Delivery:
    event = sample_event(document_id=ID)


def test_the_example_makes_the_span_of_a_subscriber_a_child_of_the_event() -> None:
    [code] = re.findall(r"```python\n(.+?)```", PAGE, re.DOTALL)
    found = []
    names: dict[str, Any] = {"store": lambda _: found.append(get_current_span())}
    exec(code, names)  # noqa: S102 - it is our own page
    names["handle"](Delivery())
    [span] = found
    context = span.get_span_context()
    seen = f"00-{context.trace_id:032x}-{context.span_id:016x}-01"
    assert seen == Delivery.event.traceparent


def test_every_span_and_attribute_is_explained(tracing: DocumentSpans, kept: Kept) -> None:
    whole_way(tracing)
    spans = kept.all()
    shortened = re.compile(r"`(\.[a-z_.]+)`")
    told = {name for span in spans for name in [span.name, *(span.attributes or {})]}
    missing = {name for name in told if name not in PAGE}
    endings = tuple(shortened.findall(PAGE))
    assert {name for name in missing if not name.endswith(endings)} == set()
