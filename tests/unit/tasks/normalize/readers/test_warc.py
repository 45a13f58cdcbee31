"""Web archives: which of their records are articles, and how they were sent."""

from __future__ import annotations

import gzip
import zlib
from typing import Any

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.readers.warc import WarcReader
from tasks.normalize.source import Limits, Source
from tests.hostile.archives import warc
from tests.samples import source_of

PAGE = b"<p>The ferry to Skarvik sails again.</p>"


def record(block: bytes, kind: str = "response", **headers: str) -> bytes:
    """A record; headers by their names with `_` for `-`."""
    stated = {"Content_Type": "application/http", "WARC_Target_URI": "https://example.org/a"}
    lines = [f"WARC-Type: {kind}", f"Content-Length: {len(block)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in {**stated, **headers}.items()]
    return b"WARC/1.0\r\n" + "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def response(body: bytes, status: int = 200, **headers: str) -> bytes:
    """The block of a response."""
    stated = {"Content_Type": "text/html", **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in stated.items()]
    return f"HTTP/1.1 {status} OK\r\n".encode() + "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def read(raw: bytes, **known: Any) -> list[Source | RejectedError]:
    return list(WarcReader().read(source_of(raw, "a.warc", **known)))


def only(raw: bytes) -> Source:
    (part,) = read(raw)
    assert isinstance(part, Source)
    return part


def refused(raw: bytes) -> RejectedError:
    with pytest.raises(RejectedError) as caught:
        read(raw)
    return caught.value


def test_it_is_recognized_by_its_first_line() -> None:
    assert WarcReader().recognizes(source_of(warc(PAGE), "a")) is not None
    assert WarcReader().recognizes(source_of("WAR", "a.warc")) is None


def test_a_response_comes_with_what_is_stated_of_it() -> None:
    block = response(PAGE, Content_Type="Text/HTML; charset=ISO-8859-2")
    part = only(record(block, WARC_Target_URI="https://example.org/news/ferry.php?id=1"))
    assert (part.name, part.member, part.raw) == ("ferry.php", "0", PAGE)
    assert (part.media_type, part.charset) == ("text/html", "ISO-8859-2")
    assert part.url == "https://example.org/news/ferry.php?id=1"


def test_the_member_is_the_place_among_all_records() -> None:
    raw = record(b"software: x", "warcinfo") + record(response(PAGE)) + record(response(PAGE))
    assert [part.member for part in read(raw)] == ["1", "2"]


@pytest.mark.parametrize("kind", ["request", "revisit", "metadata", "warcinfo", "continuation"])
def test_other_records_are_skipped(kind: str) -> None:
    assert refused(record(response(PAGE), kind)).reason is FailureReason.NO_TEXT


@pytest.mark.parametrize("status", [301, 404, 500, 206])
def test_other_answers_are_skipped(status: int) -> None:
    assert refused(record(response(PAGE, status))).reason is FailureReason.NO_TEXT


@pytest.mark.parametrize(
    "kind", ["image/png", "text/css", "application/javascript", "image/svg+xml"]
)
def test_other_types_are_skipped(kind: str) -> None:
    assert refused(record(response(PAGE, Content_Type=kind))).reason is FailureReason.NO_TEXT


@pytest.mark.parametrize(
    "kind",
    ["application/xhtml+xml", "application/rss+xml", "application/ld+json", "application/pdf"],
)
def test_types_that_articles_come_in_are_read(kind: str) -> None:
    assert only(record(response(PAGE, Content_Type=kind))).media_type == kind


@pytest.mark.parametrize(
    "url",
    ["dns:example.org", "urn:pageinfo:https://example.org/", "https://example.org/robots.txt"],
)
def test_what_is_no_page_is_skipped(url: str) -> None:
    raw = record(response(PAGE), WARC_Target_URI=url)
    assert refused(raw).reason is FailureReason.NO_TEXT


@pytest.mark.parametrize("kind", ["resource", "conversion"])
def test_records_without_http_are_read_by_their_own_type(kind: str) -> None:
    part = only(record(b"Ferry", kind, Content_Type="text/plain; charset=utf-8"))
    assert (part.raw, part.media_type, part.charset) == (b"Ferry", "text/plain", "utf-8")


def test_what_states_no_type_has_to_look_like_a_page() -> None:
    assert only(record(response(PAGE, Content_Type=""))).media_type is None
    assert refused(record(response(b"a", Content_Type=""))).reason is FailureReason.NO_TEXT


def test_chunks_are_joined() -> None:
    body = b"5;x=y\r\n<p>Th\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE) - 5, PAGE[5:])
    assert only(record(response(body, Transfer_Encoding="chunked"))).raw == PAGE


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("x-gzip", gzip.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("br", brotli.compress(PAGE)),
        ("identity", PAGE),
    ],
    # gzip writes the time into its header: as part of a test's name it would differ by process.
    ids=["gzip", "x-gzip", "deflate", "deflate-raw", "br", "identity"],
)
def test_packed_bodies_are_unpacked(coding: str, body: bytes) -> None:
    assert only(record(response(body, Content_Encoding=coding))).raw == PAGE


def test_headers_of_what_was_undone_before_are_not_believed() -> None:
    block = response(PAGE, Content_Encoding="gzip", Transfer_Encoding="chunked")
    assert only(record(block)).raw == PAGE


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_a_packed_body_that_is_cut_off_is_malformed(coding: str) -> None:
    body = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}[coding](PAGE)
    part = only(record(response(body[:-5], Content_Encoding=coding)))
    with pytest.raises(RejectedError, match="damaged or cut off"):
        _ = part.raw


def test_what_a_body_unpacks_to_counts() -> None:
    raw = record(response(gzip.compress(bytes(10_000)), Content_Encoding="gzip"))
    (part,) = read(raw, limits=Limits(stream=5_000, unpacked=5_000))
    assert isinstance(part, Source)
    with pytest.raises(RejectedError, match="unpacks to more than 5,000 bytes"):
        _ = part.raw


def test_a_large_page_is_too_large_and_a_large_film_is_skipped() -> None:
    film = record(response(bytes(70_000), Content_Type="video/mp4"))
    raw = film + record(response(PAGE * 2000)) + record(response(PAGE))
    error, part = read(raw, limits=Limits(document=66_000))
    assert isinstance(error, RejectedError)
    assert (error.reason, error.member, part.member) == (FailureReason.TOO_LARGE, "1", "2")


@pytest.mark.parametrize(
    "rest", [b"garbage", b"WARC/1.0\r\nContent-Length: x\r\n\r\n", warc(PAGE)[:-20]]
)
def test_the_records_before_the_damage_come_out(rest: bytes) -> None:
    found = WarcReader().read(source_of(warc(PAGE, PAGE) + rest, "a.warc"))
    assert [next(found).member, next(found).member] == ["0", "1"]
    with pytest.raises(RejectedError) as caught:
        next(found)
    assert caught.value.reason is FailureReason.MALFORMED


def test_headers_may_go_on_in_the_next_line() -> None:
    raw = warc(PAGE).replace(b"https://example.org/0.html", b"\r\n https://example.org/0.html")
    assert only(raw).url == "https://example.org/0.html"


def test_the_older_format_is_refused_by_its_name() -> None:
    error = refused(b"filedesc://a.arc 127.0.0.1 20261124120000 text/plain 75\n")
    assert error.reason is FailureReason.UNSUPPORTED_FORMAT
    assert "ARC" in error.message


@given(st.binary(max_size=300), st.integers(0, 500))
def test_any_damage_is_told_or_harmless(noise: bytes, place: int) -> None:
    raw = warc(
        PAGE, gzip.compress(PAGE), headers=b"Content-Type: text/html\r\nContent-Encoding: gzip"
    )
    source = source_of(b"WARC/" + (raw[:place] + noise + raw[place + len(noise) :])[5:], "a.warc")
    try:
        for part in WarcReader().read(source):
            assert isinstance(part, RejectedError) or len(part.raw) < 10_000
    except RejectedError as error:
        assert error.reason in {FailureReason.MALFORMED, FailureReason.NO_TEXT}  # noqa: PT017
