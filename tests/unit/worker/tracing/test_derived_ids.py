"""Ids that other processes know."""

from __future__ import annotations

import threading

from schemas.document import article_id, new_document_id, traceparent
from worker.tracing.derived_ids import DerivedIds, context_of

ID = new_document_id()
ARTICLE = article_id(ID, 0)


def test_a_context_is_what_the_traceparent_names() -> None:
    context = context_of(ID, ARTICLE)
    assert f"00-{context.trace_id:032x}-{context.span_id:016x}-01" == traceparent(ID, ARTICLE)
    assert context.is_remote
    assert context.trace_flags.sampled


def test_ids_are_given_for_a_while() -> None:
    ids, context = DerivedIds(), context_of(ID)
    with ids.given(context):
        assert ids.generate_trace_id() == context.trace_id
        assert ids.generate_span_id() == context.span_id
    assert ids.generate_trace_id() != context.trace_id
    assert ids.generate_span_id() != context.span_id


def test_ids_are_given_to_one_thread() -> None:
    ids, context, others = DerivedIds(), context_of(ID), list[int]()
    with ids.given(context):
        thread = threading.Thread(target=lambda: others.append(ids.generate_span_id()))
        thread.start()
        thread.join()
    assert others != [context.span_id]
