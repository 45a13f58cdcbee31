from __future__ import annotations

from schemas.failure import ADVICE, Failure, FailureReason
from tests.samples import sample_failure


def test_every_reason_comes_with_advice() -> None:
    assert ADVICE.keys() == set(FailureReason)


def test_a_failure_survives_the_way_through_a_stream_entry() -> None:
    assert Failure.from_entry(sample_failure().to_entry()) == sample_failure()


def test_an_entry_names_stage_reason_and_attempts_outside_of_its_data() -> None:
    entry = sample_failure().to_entry()
    assert (entry["stage"], entry["reason"], entry["attempts"]) == ("normalize", "malformed", "1")
