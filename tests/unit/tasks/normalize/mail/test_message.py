from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize.mail.message import MOST_PARTS, decoded_words, parse_message


def test_headers_are_unfolded_and_the_first_of_a_name_counts() -> None:
    message = parse_message(b"\r\nSubject: a\r\n  b\r\nX-A: 1\r\nX-A: 2\r\n\r\nbody")
    assert message.headers == {"subject": "a  b", "x-a": "1"}
    assert message.body == b"body"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?utf-8?Q?caf=C3=A9_au_lait?=", "café au lait"),
        ("=?iso-8859-1?q?Fr=FChling?= in Wien", "Frühling in Wien"),
        ("=?utf-8?B?w7bDpA==?=", "öä"),
        ("=?utf-8?Q?=C3?= =?utf-8?Q?=A9t=C3=A9?=", "été"),
        ("=?utf-8?Q?a?=\r\n =?utf-8?Q?b?=".replace("\r\n", ""), "ab"),
        ("=?utf-8*en?Q?caf=C3=A9?=", "café"),
        ("=?no-such-charset?Q?caf=C3=A9?=", "café"),
        ("=?utf-8?Q?no end", "=?utf-8?Q?no end"),
        ("plain", "plain"),
    ],
)
def test_encoded_words(raw: str, text: str) -> None:
    assert decoded_words(raw) == text


@pytest.mark.parametrize("raw", ["Frühling €".encode("windows-1252"), "Frühling €".encode()])
def test_a_header_in_eight_bits(raw: bytes) -> None:
    assert parse_message(b"Subject: " + raw + b"\r\n\r\n").headers["subject"] == "Frühling €"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('attachment; filename="a b.txt"', "a b.txt"),
        ("attachment; filename=a.txt", "a.txt"),
        ("attachment; filename*=utf-8''caf%C3%A9.txt", "café.txt"),
        ("attachment; filename*0=ab; filename*1=c.txt", "abc.txt"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="=?utf-8?Q?caf=C3=A9.txt?="', "café.txt"),
        ("inline", None),
    ],
)
def test_file_names(header: str, name: str | None) -> None:
    raw = f"Content-Disposition: {header}\r\n\r\n".encode()
    assert parse_message(raw).file_name == name


@pytest.mark.parametrize(
    ("coding", "raw", "content"),
    [
        ("quoted-printable", b"caf=C3=A9 =\r\nnow", "café now".encode()),
        ("base64", b"Y2Fm\r\nw6k=", "café".encode()),
        ("base64", b"Y2FmZ", b"caf"),
        ("8bit", b"caf\xe9", b"caf\xe9"),
    ],
)
def test_content_is_decoded_from_its_transfer_encoding(
    coding: str, raw: bytes, content: bytes
) -> None:
    message = parse_message(f"Content-Transfer-Encoding: {coding}\r\n\r\n".encode() + raw)
    assert message.content == content


def test_latin_1_is_its_superset() -> None:
    message = parse_message(b"Content-Type: text/plain; charset=ISO-8859-1\r\n\r\n")
    assert message.charset == "windows-1252"


def test_the_parts_of_a_multipart() -> None:
    raw = (
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\npreamble\r\n--b\r\n\r\none\r\n--bc\r\n"
        b"--b\r\nContent-Type: text/html\r\n\r\ntwo\r\n--b--\r\nepilogue"
    )
    parts = list(parse_message(raw).parts())
    assert [part.media_type for part in parts] == ["text/plain", "text/html"]
    assert [part.body.strip() for part in parts] == [b"one\r\n--bc", b"two"]


def test_a_multipart_that_was_cut_off_keeps_its_last_part() -> None:
    raw = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none"
    assert [part.body for part in parse_message(raw).parts()] == [b"\r\none"]


def test_a_multipart_has_at_most_so_many_parts() -> None:
    raw = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\na\n" * (2 * MOST_PARTS)
    assert len(list(parse_message(raw).parts())) == MOST_PARTS


def test_a_header_of_many_megabytes_takes_no_time() -> None:
    start = time.process_time()
    message = parse_message(b"Subject: " + b"=?utf-8?q?" * 1_000_000 + b"\r\n\r\nbody")
    assert "subject" in message.headers
    assert time.process_time() - start < 1


@given(st.binary(max_size=300))
def test_any_bytes_are_a_message(raw: bytes) -> None:
    message = parse_message(b"Content-Type: multipart/mixed; boundary=b\r\n" + raw)
    assert isinstance(message.content, bytes)
    assert all(isinstance(part.content, bytes) for part in message.parts())
    assert message.file_name is None or message.file_name


@given(st.text(max_size=100))
def test_any_text_is_a_header(text: str) -> None:
    assert isinstance(decoded_words(f"=?utf-8?q?{text}?= =?{text}?b?{text}?="), str)
