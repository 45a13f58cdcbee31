"""Gzip: what is in it, and how much of it."""

from __future__ import annotations

import gzip
import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.detect import recognize
from tasks.normalize.items import Walk
from tasks.normalize.readers.gzip_file import GzipReader
from tasks.normalize.readers.json_lines import JsonLinesReader
from tasks.normalize.readers.text import TextReader
from tasks.normalize.source import Limits, Source
from tests.samples import source_of

LINE = b'{"headline": "Ferry", "body_text": "The ferry sails."}\n'
READERS = (GzipReader(), JsonLinesReader(), TextReader())


def part_of(raw: bytes, name: str = "story.txt.gz", **known: Limits) -> Source:
    (part,) = GzipReader().read(source_of(raw, name, **known))
    return part


def test_it_is_recognized_by_its_first_bytes() -> None:
    assert recognize(source_of(gzip.compress(b"a"), "a"), READERS).reader.format.name == "gzip"


def test_text_is_no_gzip() -> None:
    assert GzipReader().recognizes(source_of("Ferry", "a.gz")) is None


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("story.txt.gz", "story.txt"),
        ("week.tgz", "week.tar"),
        ("story.bin", "story.bin"),
        ("STORY.TXT.GZ", "STORY.TXT"),
    ],
)
def test_the_part_goes_by_the_files_name_without_its_ending(name: str, inside: str) -> None:
    part = part_of(gzip.compress(b"Ferry"), name)
    assert (part.name, part.member) == (inside, inside)


def test_the_part_goes_by_the_name_in_the_header() -> None:
    packed = io.BytesIO()
    with gzip.GzipFile("folder/original.xml.gz", "wb", fileobj=packed) as file:
        file.write(b"Ferry")
    part = part_of(packed.getvalue())
    assert (part.name, part.member) == ("original.xml", "original.xml")


def test_a_name_that_leads_elsewhere_is_only_a_label() -> None:
    header = b"\x1f\x8b\x08\x08" + bytes(6) + b"../../etc/\x1b[2Jpasswd\0"
    part = part_of(header + gzip.compress(b"Ferry")[10:])
    assert part.member == "etc/[2Jpasswd"


def test_members_follow_one_another() -> None:
    assert part_of(gzip.compress(b"Ferry ") + gzip.compress(b"sails")).raw == b"Ferry sails"


def test_members_may_be_padded_with_zeros_and_followed_by_anything() -> None:
    raw = gzip.compress(b"Ferry ") + bytes(40_000) + gzip.compress(b"sails") + b"more"
    assert part_of(raw).raw == b"Ferry sails"


def test_it_can_be_read_again() -> None:
    part = part_of(gzip.compress(b"Ferry"))
    assert [part.open().read(), part.open().read()] == [b"Ferry", b"Ferry"]


def test_what_is_cut_off_is_malformed() -> None:
    with pytest.raises(RejectedError, match="cut off before byte") as caught:
        _ = part_of(gzip.compress(b"Ferry")[:-4]).raw
    assert caught.value.reason is FailureReason.MALFORMED


def test_a_wrong_checksum_is_malformed() -> None:
    raw = bytearray(gzip.compress(b"Ferry"))
    raw[-8] ^= 1
    with pytest.raises(RejectedError, match="it is damaged"):
        _ = part_of(bytes(raw)).raw


def test_the_lines_before_a_cut_come_out() -> None:
    source = source_of(gzip.compress(LINE * 5000)[:-100], "a.jsonl.gz")
    items = list(Walk(READERS).items(source))
    assert len(items) > 1000
    assert isinstance(items[-1], RejectedError)
    assert items[-1].reason is FailureReason.MALFORMED


def test_lines_stream_though_they_are_more_than_a_document() -> None:
    limits = Limits(document=1000, stream=100_000)
    source = source_of(gzip.compress(LINE * 1000), "a.jsonl.gz", limits=limits)
    assert len(list(Walk(READERS).items(source))) == 1000


def test_what_unpacks_to_too_much_is_too_large() -> None:
    limits = Limits(stream=100_000, unpacked=200_000)
    source = source_of(gzip.compress(LINE * 1_000_000)[:8000], "a.jsonl.gz", limits=limits)
    *_, last = Walk(READERS).items(source)
    assert isinstance(last, RejectedError)
    assert last.reason is FailureReason.TOO_LARGE


def test_bytes_that_are_read_twice_count_once() -> None:
    part = part_of(gzip.compress(b"Ferry"), limits=Limits(stream=5, unpacked=5))
    assert (part.head, part.raw) == (b"Ferry", b"Ferry")


def test_a_million_members_of_nothing_are_refused() -> None:
    with pytest.raises(RejectedError, match="more than 100,000 of its members"):
        _ = part_of(gzip.compress(b"") * 100_001).raw


@given(st.binary(max_size=300))
def test_anything_is_unpacked_or_refused(raw: bytes) -> None:
    part = part_of(b"\x1f\x8b\x08" + raw)
    try:
        _ = part.raw
    except RejectedError as error:
        assert error.reason is FailureReason.MALFORMED  # noqa: PT017


@given(st.lists(st.binary(max_size=50), min_size=1, max_size=4))
def test_whatever_is_packed_comes_out(pieces: list[bytes]) -> None:
    raw = b"".join(gzip.compress(piece) for piece in pieces)
    assert part_of(raw).raw == b"".join(pieces)


def test_a_large_member_comes_in_small_pieces() -> None:
    part = part_of(gzip.compress(bytes(1_000_000)))
    stream = part.open()
    assert zlib.crc32(stream.read(10)) == zlib.crc32(bytes(10))
    assert part.allowance.unpacked == 65_536
