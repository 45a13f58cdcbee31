"""A stream that is only read forward."""

from __future__ import annotations

import io

import pytest

from schemas.errors import RejectedError
from tasks.normalize.packed.tape import Tape


def tape() -> Tape:
    return Tape(io.BytesIO(b"one\ntwo\nthree"))


def test_it_knows_where_it_is() -> None:
    reading = tape()
    assert [reading.line(100), reading.read(2), reading.position] == [b"one\n", b"tw", 6]


def test_a_line_is_no_longer_than_it_may_be() -> None:
    assert tape().line(2) == b"on"


def test_going_forward_passes_over_bytes_and_never_goes_back() -> None:
    reading = tape()
    reading.skip_to(8)
    reading.skip_to(3)
    assert reading.read_up_to(100) == b"three"


def test_reading_beyond_the_end_is_refused() -> None:
    with pytest.raises(RejectedError, match="it is cut off after 13 bytes"):
        tape().read(14)


def test_going_beyond_the_end_is_refused() -> None:
    with pytest.raises(RejectedError, match="it is cut off after 13 bytes"):
        tape().skip_to(1 << 60)


def test_it_can_be_read_to_its_end() -> None:
    reading = tape()
    reading.run_out()
    assert [reading.read_up_to(1), reading.position] == [b"", 13]
