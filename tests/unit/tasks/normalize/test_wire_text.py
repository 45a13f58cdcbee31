from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.failure import FailureReason
from tasks.normalize.wire_text import (
    LONGEST_MESSAGE,
    Message,
    decode_wire,
    messages,
    moment_of,
    refusal,
)


def test_a_message_is_taken_apart_at_its_control_bytes() -> None:
    found = list(messages(b"\x16\x16\x01head\r\n\x02text\x03sent\x04"))
    assert found == [Message(b"head\r\n", b"text", b"sent", whole=True)]


def test_messages_follow_one_another() -> None:
    found = list(messages(b"\x01a\x02b\x03c\x04\r\n\x01d\x02e\x03f\x04"))
    assert [each.text for each in found] == [b"b", b"e"]


def test_a_message_without_end_is_not_whole() -> None:
    assert list(messages(b"\x01a\x02b")) == [Message(b"a", b"b", b"", whole=False)]


def test_repeated_start_bytes_make_no_messages() -> None:
    assert len(list(messages(b"\x01" * 1000 + b"a\x02b\x03"))) == 1


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"caf\xe9 \x80", "café €"),
        ("Größe".encode(), "Größe"),
        (b"plain \x08row", "plain \x08row"),
        (b"\x81\xe9 and enough of plain text", "\x81é and enough of plain text"),
    ],
)
def test_characters_are_those_of_utf_8_or_of_western_europe(raw: bytes, text: str) -> None:
    assert decode_wire(raw) == text


def test_a_stated_encoding_is_believed() -> None:
    assert decode_wire("\x08Нордвайр".encode("iso8859-5"), "iso8859-5") == "\x08Нордвайр"


@pytest.mark.parametrize(
    ("parts", "moment"),
    [
        (("14", 4, "01", "1234", "EDT"), "2014-04-01T12:34:00-04:00"),
        (("2014", 4, "1", "1234", "GMT"), "2014-04-01T12:34:00+00:00"),
        (("88", 4, "01", "1234", "MESZ"), "1988-04-01T12:34:00+02:00"),
        (("14", 4, "01", "1234", None), "2014-04-01T12:34:00"),
        (("14", 4, "01", "1234", "XYZ"), "2014-04-01T12:34:00"),
        (("14", 4, "31", "1234", "GMT"), None),
        (("14", 4, "01", "2534", "GMT"), None),
    ],
)
def test_the_time_of_a_trailer(parts: tuple[str, int, str, str, str | None], moment: str) -> None:
    assert moment_of(*parts) == moment


def test_a_message_longer_than_any_is_refused_by_its_number() -> None:
    error = refusal(Message(b"", b"a" * LONGEST_MESSAGE + b"b", b"", whole=True), 3, None)
    assert error is not None
    assert (error.reason, error.member) == (FailureReason.MALFORMED, "3")


@given(st.binary(max_size=200))
def test_any_bytes_are_taken_apart_and_decoded(raw: bytes) -> None:
    for message in messages(b"\x01" + raw):
        assert isinstance(decode_wire(message.text), str)
