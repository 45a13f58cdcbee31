"""How much may come out of a packed document."""

from __future__ import annotations

import pytest

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.packed.allowance import MOST_MEMBERS
from tasks.normalize.source import Limits, Source
from tests.samples import source_of

LIMITS = Limits(stream=5_000, unpacked=50_000)


def opened(size: int) -> Source:
    source = source_of(bytes(size), limits=LIMITS)
    source.allowance.open(source)
    return source


def refused(size: int, taken: int) -> str:
    source = opened(size)
    with pytest.raises(RejectedError) as caught:
        source.allowance.take(taken, source)
    assert caught.value.reason is FailureReason.TOO_LARGE
    return caught.value.message


def test_as_much_as_streams_may_come_out_of_the_smallest_file() -> None:
    source = opened(1)
    source.allowance.take(5_000, source)
    assert source.allowance.unpacked == 5_000


def test_more_than_a_hundred_times_as_much_may_not() -> None:
    assert refused(1, 5_001) == (
        "it unpacks to more than 5,000 bytes; that is more than 100 times its size "
        "(WIREDESK_MAX_STREAM_BYTES)"
    )


def test_a_larger_file_may_unpack_to_more() -> None:
    source = opened(100)
    source.allowance.take(10_000, source)
    assert source.allowance.unpacked == 10_000


def test_nothing_unpacks_to_more_than_the_setting() -> None:
    assert refused(10_000, 50_001) == (
        "it unpacks to more than 50,000 bytes (WIREDESK_MAX_UNPACKED_BYTES)"
    )


def test_parts_count_with_what_they_are_packed_in() -> None:
    source = opened(1)
    inner = source.part("a", bytes(1_000), "a")
    inner.allowance.open(inner)
    inner.allowance.take(4_000, inner)
    with pytest.raises(RejectedError, match="more than 5,000 bytes"):
        source.allowance.take(1_001, source)


def test_documents_do_not_count_with_one_another() -> None:
    assert opened(1).allowance is not opened(1).allowance


def test_the_number_of_files_is_limited() -> None:
    source = opened(1)
    for _ in range(MOST_MEMBERS):
        source.allowance.take_member(source)
    with pytest.raises(RejectedError, match="more than 100,000 files"):
        source.allowance.take_member(source)
