"""Bytes that are unpacked while they are read."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.content import BytesContent
from tasks.normalize.packed.content import PIECE_BYTES, PackedContent, Slice
from tasks.normalize.source import Limits
from tests.samples import source_of

if TYPE_CHECKING:
    from collections.abc import Generator

LIMITS = Limits(stream=1_000, unpacked=1_000)
OUTER = b"packed"


def hundreds(times: int) -> Generator[bytes]:
    """So many pieces of 100 bytes."""
    for _ in range(times):
        yield b"x" * 100


def broken() -> Generator[bytes]:
    yield b"whole"
    raise RejectedError(FailureReason.MALFORMED, "it is damaged")


def test_it_can_be_opened_again_and_again() -> None:
    content = PackedContent(source_of(OUTER), lambda: hundreds(3))
    assert [content.open().read() for _ in range(2)] == [b"x" * 300] * 2


def test_only_what_is_asked_for_is_unpacked() -> None:
    source = source_of(OUTER)
    stream = PackedContent(source, lambda: iter_of_large(1_000)).open()
    stream.read(10)
    assert source.allowance.unpacked <= 2 * PIECE_BYTES


def iter_of_large(times: int) -> Generator[bytes]:
    for _ in range(times):
        yield bytes(PIECE_BYTES)


def test_one_cannot_go_back_in_it() -> None:
    assert not PackedContent(source_of(OUTER), lambda: hundreds(1)).open().seekable()


def test_empty_pieces_are_not_its_end() -> None:
    content = PackedContent(source_of(OUTER), lambda: (each for each in (b"", b"a", b"", b"b")))
    assert content.open().read() == b"ab"


def test_what_is_read_again_counts_once_and_what_is_new_counts() -> None:
    source = source_of(OUTER)
    content = PackedContent(source, lambda: hundreds(8))
    content.open().read()
    content.open().read()
    assert source.allowance.unpacked == 800


def test_too_much_is_refused_while_it_is_read() -> None:
    source = source_of(OUTER, limits=LIMITS)
    with pytest.raises(RejectedError) as caught:
        PackedContent(source, lambda: hundreds(11)).open().read()
    assert caught.value.reason is FailureReason.TOO_LARGE


def test_damage_is_told_where_it_is_reached() -> None:
    stream = PackedContent(source_of(OUTER), broken).open()
    assert stream.read(5) == b"whole"
    with pytest.raises(RejectedError, match="it is damaged"):
        stream.read(1)


def test_the_head_of_what_is_damaged_is_what_comes_before() -> None:
    source = source_of(OUTER)
    assert source.part("a.txt", PackedContent(source, broken), "a.txt").head == b"whole"


def test_closing_ends_the_unpacking() -> None:
    ended = []

    def pieces() -> Generator[bytes]:
        try:
            yield from hundreds(9)
        finally:
            ended.append(True)

    with PackedContent(source_of(OUTER), pieces).open() as stream:
        stream.read(1)
    assert ended == [True]


def test_a_slice_is_its_bytes_and_no_more() -> None:
    content = Slice(BytesContent(b"the ferry sails"), start=4, size=5)
    assert [content.open().read(), content.open().read(2), content.size] == [b"ferry", b"fe", 5]


def test_a_slice_beyond_the_end_is_cut_off() -> None:
    with pytest.raises(RejectedError, match="it is cut off: 6 bytes of it are missing"):
        Slice(BytesContent(b"the ferry"), start=4, size=11).open().read()


def test_lines_can_be_read_from_it() -> None:
    content = PackedContent(source_of(OUTER), lambda: (each for each in (b"one\ntw", b"o\n")))
    assert list(io.TextIOWrapper(content.open())) == ["one\n", "two\n"]
