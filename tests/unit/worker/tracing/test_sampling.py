"""Which traces are recorded."""

from __future__ import annotations

import pytest
from opentelemetry.context import Context
from opentelemetry.sdk.trace.sampling import (
    ALWAYS_ON,
    Decision,
    ParentBasedTraceIdRatio,
    TraceIdRatioBased,
)
from opentelemetry.trace import Link, SpanKind

from schemas.document import new_document_id
from worker.tracing.derived_ids import below, context_of
from worker.tracing.sampling import PipelineSampler, spread

ID = new_document_id()


def decided(sampler: PipelineSampler, document_id: str) -> bool:
    result = sampler.should_sample(Context(), int(document_id, 16), "document")
    return result.decision is Decision.RECORD_AND_SAMPLE


@pytest.mark.parametrize("share", [0.1, 0.4, 0.6, 0.9])
def test_a_share_of_the_documents_is_recorded(share: float) -> None:
    sampler = PipelineSampler(ParentBasedTraceIdRatio(share))
    recorded = sum(decided(sampler, new_document_id()) for _ in range(4_000))
    assert abs(recorded / 4_000 - share) < 0.05


def test_the_last_bits_of_a_document_id_are_not_drawn_by_chance() -> None:
    """Why the sampler is not shown the id as it is."""
    plain = TraceIdRatioBased(0.4)
    ids = [int(new_document_id(), 16) for _ in range(100)]
    found = {plain.should_sample(Context(), each, "document").decision for each in ids}
    assert found == {Decision.DROP}


def test_two_bits_go() -> None:
    assert spread(0xA << 64 | 0b10 << 62 | 0b1011) == 0xA << 64 | 0b101100
    assert spread(0b11 << 62) == 0


def test_every_process_decides_alike() -> None:
    ids = [new_document_id() for _ in range(50)]
    one, other = (PipelineSampler(ParentBasedTraceIdRatio(0.5)) for _ in range(2))
    assert [decided(one, each) for each in ids] == [decided(other, each) for each in ids]


def test_a_question_to_redis_begins_no_trace() -> None:
    result = PipelineSampler(ALWAYS_ON).should_sample(Context(), 1, "PING", SpanKind.CLIENT)
    assert result.decision is Decision.DROP


def test_a_question_to_redis_within_a_trace_is_recorded() -> None:
    sampler = PipelineSampler(ALWAYS_ON)
    result = sampler.should_sample(below(context_of(ID)), int(ID, 16), "PING", SpanKind.CLIENT)
    assert result.decision is Decision.RECORD_AND_SAMPLE


@pytest.mark.parametrize("recorded", [True, False])
def test_a_batch_is_recorded_if_one_of_its_documents_is(*, recorded: bool) -> None:
    sampler = PipelineSampler(ParentBasedTraceIdRatio(0.5))
    links = [Link(context_of(ID, sampled=sampled)) for sampled in (False, recorded)]
    found = {
        sampler.should_sample(Context(), n << 55, "b", links=links).decision for n in range(99)
    }
    assert found == {Decision.RECORD_AND_SAMPLE if recorded else Decision.DROP}


def test_it_tells_which_one_it_asks() -> None:
    assert PipelineSampler(ALWAYS_ON).get_description() == "PipelineSampler{AlwaysOnSampler}"
