from __future__ import annotations

from schemas.failure import ADVICE, Failure, FailureReason, Stage
from tests.samples import NOON


def failure() -> Failure:
    return Failure(
        document_id="0" * 32,
        document="broken.json",
        stage=Stage.NORMALIZE,
        reason=FailureReason.MALFORMED,
        message="line 3, column 7: a comma is missing",
        advice=ADVICE[FailureReason.MALFORMED],
        time=NOON,
    )


def test_every_reason_comes_with_advice() -> None:
    assert ADVICE.keys() == set(FailureReason)


def test_a_failure_survives_the_way_through_a_stream_entry() -> None:
    assert Failure.from_entry(failure().to_entry()) == failure()


def test_an_entry_names_stage_reason_and_attempts_outside_of_its_data() -> None:
    entry = failure().to_entry()
    assert (entry["stage"], entry["reason"], entry["attempts"]) == ("normalize", "malformed", "1")
