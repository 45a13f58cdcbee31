"""Traces of real processes, taken by a real HTTP server."""

from __future__ import annotations

import json
import signal
import socket
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.collector import Collector, Span, collector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

MARK = "zyxgrollwerk"
EVENT = "publish {wiredesk}:articles"
STEPS = ["claim", "admit", "normalize", "deduplicate", "summarize", "publish", "settle"]
RUNS = [f"run/wiredesk.{stage}" for stage in ("normalize", "deduplicate", "summarize", "publish")]
PRODUCER = 4

WATCHER, WORKER = "wiredesk-watcher", "wiredesk-worker"


class Traced:
    """What came out of a run, its log and its spans."""

    def __init__(self, desk: Desk, taken: Collector) -> None:
        for name in ("ferry", "bridge"):
            desk.drop(f"{name}.txt", f"The {name} of {MARK}\n\nThe {name} {MARK} is open again.\n")
        desk.drop("broken.json", f'{{"headline": "{MARK}", ')
        done = desk.command("run", "--until-idle", timeout=90)
        assert done.returncode == 0, done.stderr[-3000:]
        self.lines = [json.loads(line) for line in done.stderr.splitlines() if line[0] == "{"]
        self.events = {event["data"]["provenance"]["document"]: event for event in desk.events()}
        self.bodies, self.spans = taken.bodies, taken.spans
        self._taken = taken

    def document(self, name: str) -> dict[str, Span]:
        """The spans of a file's trace, by name."""
        [root] = [s for s in self.spans if s.attributes.get("wiredesk.document.path") == name]
        return self._taken.trace(root.trace_id)


@pytest.fixture(scope="module")
def traced(make_desk: Callable[..., Desk]) -> Iterator[Traced]:
    with collector() as taken:
        desk = make_desk(
            WIREDESK_TRACING="true",
            WIREDESK_LOG_LEVEL="debug",
            OTEL_EXPORTER_OTLP_ENDPOINT=taken.url,
        )
        yield Traced(desk, taken)


@pytest.mark.parametrize("name", ["ferry.txt", "bridge.txt"])
def test_a_document_is_one_trace_from_its_claim_to_its_event(traced: Traced, name: str) -> None:
    spans = traced.document(name)
    assert spans.keys() == {"document", "read", EVENT, *STEPS}
    root = spans["document"]
    assert root.parent_id == ""
    assert {spans[step].parent_id for step in STEPS} == {root.span_id}
    assert spans["read"].parent_id == spans["normalize"].span_id
    assert spans[EVENT].parent_id == spans["publish"].span_id


def test_the_steps_follow_one_another_within_the_whole(traced: Traced) -> None:
    spans = traced.document("ferry.txt")
    starts = [spans[step].start for step in STEPS]
    assert starts == sorted(starts)
    assert spans["document"].start == spans["claim"].start
    assert spans["document"].end == spans["settle"].end


def test_the_traceparent_of_an_event_names_its_span(traced: Traced) -> None:
    span = traced.document("ferry.txt")[EVENT]
    event = traced.events["ferry.txt"]
    assert event["traceparent"] == f"00-{span.trace_id}-{span.span_id}-01"
    assert span.kind == PRODUCER
    assert span.attributes["messaging.message.id"] == event["id"]


def test_a_document_that_fails_ends_with_its_reason(traced: Traced) -> None:
    spans = traced.document("broken.json")
    assert spans.keys() == {"document", "claim", "admit", "normalize", "read", "settle"}
    for name in ("document", "normalize"):
        assert (spans[name].failed, spans[name].attributes["error.type"]) == (True, "malformed")


def test_every_role_has_its_name(traced: Traced) -> None:
    spans = traced.document("ferry.txt")
    by_watcher = {name for name, span in spans.items() if span.service == WATCHER}
    assert by_watcher == {"document", "claim", "admit", "settle"}
    assert {span.service for span in traced.spans} == {WATCHER, WORKER}


def test_a_batch_is_a_trace_of_its_own_that_names_its_documents(traced: Traced) -> None:
    document = traced.document("ferry.txt")
    [(batch, admitted)] = document["admit"].links
    trace = [span for span in traced.spans if span.trace_id == batch]
    [root] = [span for span in trace if not span.parent_id]
    assert (root.name, root.span_id) == ("admit batch", admitted)
    named = {span.name: span for span in trace}
    for stage, run in zip(STEPS[2:6], RUNS, strict=True):
        tasks = {span.span_id for span in trace if span.name == run}
        assert {span_id for _, span_id in document[stage].links} <= tasks
    assert named.keys() >= {*RUNS, "PIPELINE HGETALL", "LPUSH"}
    linked = {trace_id for span in trace for trace_id, _ in span.links}
    assert document["document"].trace_id in linked


def test_the_lines_of_the_log_name_the_trace(traced: Traced) -> None:
    trace = traced.document("ferry.txt")["document"].trace_id
    done = [line for line in traced.lines if line["event"] == "article.done"]
    stages = [line["stage"] for line in done if line["trace_id"] == trace]
    assert list(dict.fromkeys(stages)) == STEPS[2:6]
    [failed] = [line for line in traced.lines if line["event"] == "article.failed"]
    assert failed["trace_id"] == traced.document("broken.json")["document"].trace_id


def test_no_text_of_an_article_leaves(traced: Traced) -> None:
    assert [MARK.encode() in body for body in traced.bodies] == [False] * len(traced.bodies)


def test_a_collector_that_never_answers_holds_nothing_up(
    make_desk: Callable[..., Desk], wait_until: Callable[..., None]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        desk = make_desk(
            WIREDESK_TRACING="true", OTEL_EXPORTER_OTLP_ENDPOINT=f"http://127.0.0.1:{port}"
        )
        for n in range(20):
            desk.drop(f"{n}.txt", f"Report number {n * 7919}\n\nThis is what number {n} says.\n")
        process = desk.start("run")
        wait_until(lambda: len(desk.files("processed")) == 20)
        assert len(desk.events()) == 20
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert time.monotonic() - began < 15


def test_an_exporter_that_is_not_there_is_told_before_anything_starts(
    make_desk: Callable[..., Desk],
) -> None:
    desk = make_desk(WIREDESK_TRACING="true", OTEL_TRACES_EXPORTER="zipkin")
    done: Any = desk.command("run")
    assert done.returncode == 2
    assert done.stderr.startswith("wiredesk: there is no exporter zipkin for traces")
