"""Faults that are nobody's."""

from __future__ import annotations

import pytest
from redis.exceptions import ResponseError

from tasks.transient import refuses_writes


@pytest.mark.parametrize(
    "message",
    [
        "MISCONF Errors writing to the AOF file: No space left on device",
        "NOREPLICAS Not enough good replicas to write.",
        "ACL failure in script: User default has no permissions to run the 'xadd' command",
        "Command # 1 (EVALSHA 9c 1...) of pipeline caused error: MISCONF Valkey is configured to",
    ],
)
def test_a_server_that_takes_no_writes_says_so_by_the_first_word(message: str) -> None:
    assert refuses_writes(ResponseError(message))


@pytest.mark.parametrize(
    "message", ["WRONGTYPE Operation against a key", "the headline says MISCONF today", ""]
)
def test_other_answers_are_no_refusal(message: str) -> None:
    assert not refuses_writes(ResponseError(message))
