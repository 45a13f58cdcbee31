"""Responses as web archives keep them."""

from __future__ import annotations

import contextlib
import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import RejectedError
from tasks.normalize.packed.http_response import PIECE_BYTES, Response, parse_response

PAGE = b"<p>The ferry to Skarvik sails again.</p>"


def parsed(*headers: str, body: bytes = PAGE) -> Response:
    lines = "\r\n".join(("HTTP/1.1 200 OK", *headers))
    response = parse_response(lines.encode() + b"\r\n\r\n" + body)
    assert response is not None
    return response


def unpacked(coding: str, body: bytes) -> bytes:
    return b"".join(parsed(f"Content-Encoding: {coding}", body=body).unpacked())


def test_status_type_charset_and_body_are_read() -> None:
    response = parsed('Content-Type: Text/HTML; charset="ISO-8859-2"')
    assert (response.status, response.media_type, response.charset, response.body) == (
        200,
        "text/html",
        "ISO-8859-2",
        PAGE,
    )


def test_of_two_headers_of_a_name_the_first_counts() -> None:
    assert parsed("Content-Type: text/html", "content-type: image/png").media_type == "text/html"


def test_lines_may_end_without_a_carriage_return() -> None:
    response = parse_response(b"HTTP/1.0 404 Not Found\nServer: a\n\n" + PAGE)
    assert response == Response(404, {"server": "a"}, PAGE)


@pytest.mark.parametrize("block", [b"", PAGE, b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 OK\r\n\r\n"])
def test_what_is_no_response_is_none(block: bytes) -> None:
    assert parse_response(block) is None


@pytest.mark.parametrize(
    "body",
    [
        b"5\r\n<p>Th\r\n3;a=b\r\ne f\r\n0\r\n\r\n",
        b"5\r\n<p>Th\r\n3\r\ne f\r\n",
        b"<p>The f",
    ],
    ids=["chunks", "cut off after a chunk", "undone before"],
)
def test_chunks_are_joined(body: bytes) -> None:
    assert parsed("Transfer-Encoding: chunked", body=body).body == b"<p>The f"


def test_a_chunk_of_another_size_than_it_states_ends_the_body() -> None:
    response = parsed("Transfer-Encoding: chunked", body=b"ffffffff\r\n<p>The ferry")
    assert response.body == b"<p>The ferry"


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("X-GZIP", gzip.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
    ],
    ids=["gzip", "x-gzip", "zlib", "deflate without a header"],
)
def test_packed_bodies_are_unpacked(coding: str, body: bytes) -> None:
    assert unpacked(coding, body) == PAGE


@pytest.mark.parametrize("size", [PIECE_BYTES - 1, PIECE_BYTES, 3 * PIECE_BYTES])
def test_bodies_of_any_size_come_out_whole(size: int) -> None:
    page = bytes(range(256)) * (size // 256 + 1)
    assert unpacked("gzip", gzip.compress(page, 0)) == page


def test_a_large_body_comes_in_small_pieces() -> None:
    body = gzip.compress(bytes(10 * PIECE_BYTES))
    pieces = parsed("Content-Encoding: gzip", body=body).unpacked()
    assert max(map(len, pieces)) <= PIECE_BYTES


def test_what_was_unpacked_before_is_not_packed() -> None:
    assert not parsed("Content-Encoding: gzip").is_packed


@pytest.mark.parametrize("cut", [3, 12, 30, -8, -1])
def test_a_packed_body_that_is_cut_off_is_refused(cut: int) -> None:
    with pytest.raises(RejectedError, match="damaged or cut off"):
        unpacked("gzip", gzip.compress(PAGE)[:cut])


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate"]))
def test_any_body_is_unpacked_or_refused(body: bytes, coding: str) -> None:
    with contextlib.suppress(RejectedError):
        unpacked(coding, body)
