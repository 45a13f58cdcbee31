from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.office.pdf_streams import ALL_STREAMS, LARGEST_STREAM, refuse_bombs

ZEROS = zlib.compress(bytes(LARGEST_STREAM + 1))


def stream(packed: bytes, dictionary: bytes = b"/Filter /FlateDecode") -> bytes:
    return b"1 0 obj\n<< " + dictionary + b" >>\nstream\n" + packed + b"\nendstream\nendobj\n"


@pytest.mark.parametrize(
    "raw",
    [
        stream(zlib.compress(b"BT (Ferry) Tj ET")),
        stream(zlib.compress(bytes(LARGEST_STREAM))),
        stream(ZEROS, b"/Subtype /Image /Filter /FlateDecode"),
        stream(ZEROS, b"/Filter /DCTDecode"),
        stream(b"no such data"),
        stream(ZEROS[:100]),
        b"%PDF-1.7\nstream\n",
    ],
)
def test_streams_of_the_usual_size_pass(raw: bytes) -> None:
    refuse_bombs(raw)


@pytest.mark.parametrize("before", [b"", stream(zlib.compress(b"BT ET")), stream(b"broken")])
def test_a_stream_that_unpacks_to_too_much_is_refused(before: bytes) -> None:
    with pytest.raises(RejectedError) as caught:
        refuse_bombs(before + stream(ZEROS))
    assert caught.value.reason is FailureReason.TOO_LARGE


def test_many_streams_that_unpack_to_too_much_together_are_refused() -> None:
    many = stream(zlib.compress(bytes(LARGEST_STREAM))) * (ALL_STREAMS // LARGEST_STREAM)
    refuse_bombs(many)
    with pytest.raises(RejectedError):
        refuse_bombs(many + stream(zlib.compress(b"BT ET")))


def test_endless_streams_are_refused() -> None:
    with pytest.raises(RejectedError, match="more than 50,000 streams"):
        refuse_bombs(b"stream\n" * 50_001)


@given(st.binary())
def test_any_bytes_pass_or_are_refused(raw: bytes) -> None:
    refuse_bombs(b"1 0 obj <</Filter/FlateDecode>> stream\n" + raw)
