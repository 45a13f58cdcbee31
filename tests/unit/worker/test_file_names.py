"""Names of files: long ones, those of claimed files, and those that are no UTF-8."""

from __future__ import annotations

import os

from hypothesis import given
from hypothesis import strategies as st

from worker.file_names import claimed_name, fitting, shown

ID = "0197f3a0" + "0" * 24


def test_a_name_that_fits_stays_as_it_is() -> None:
    assert fitting("x" * 221, 34) == "x" * 221


@given(st.binary(min_size=1, max_size=255), st.integers(0, 100))
def test_every_name_fits_afterwards(raw: bytes, extra: int) -> None:
    assert len(os.fsencode(fitting(os.fsdecode(raw), extra))) + extra <= 255


def test_a_claimed_name_is_a_document_id_and_the_name_it_had() -> None:
    assert claimed_name(f"{ID}__a__b.txt") == (ID, "a__b.txt")


def test_any_other_name_is_none_of_a_claimed_file() -> None:
    assert claimed_name("a.txt") is None


def test_people_see_bytes_that_are_no_utf8_as_replaced() -> None:
    assert shown(os.fsdecode("é/caf".encode() + b"\xe9.txt")) == "é/caf\ufffd.txt"
