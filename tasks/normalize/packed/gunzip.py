"""The bytes in a gzip file (RFC 1952), of one member or of many."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, BinaryIO

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.packed.content import PIECE_BYTES

if TYPE_CHECKING:
    from collections.abc import Generator

    from tasks.normalize.content import Content

MAGIC = b"\x1f\x8b\x08"

CHUNK_BYTES = 16_384
"""Bytes that are read at a time; with more, a file of tiny members would cost more."""

TINY, MOST_TINY = 64, 100_000
"""Bytes up to which a member holds next to nothing, and how many of these a file may have:
each takes as long to open as a page takes to unpack."""

_FIXED_BYTES = 10
_HAS_NAME, _HAS_EXTRA = 8, 4
_WITH_HEADER = 31
"""Window bits by which zlib reads the header and checks the trailer."""


def original_name(head: bytes) -> str | None:
    """The name that the header of the first member states (RFC 1952, section 2.3)."""
    if len(head) < _FIXED_BYTES or not head[3] & _HAS_NAME:
        return None
    flags, start = head[3], _FIXED_BYTES
    if flags & _HAS_EXTRA:
        start += 2 + int.from_bytes(head[10:12], "little")
    name, end, _ = head[start : start + 4096].partition(b"\0")
    return name.decode("utf-8", "replace") if end else None


def gunzipped(content: Content) -> Generator[bytes]:
    """The bytes of all members, in pieces; what follows the last one is no part of it.

    Raises:
        RejectedError: the file is damaged or cut off; what came before is right.
    """
    tiny = 0
    with content.open() as stream:
        packed = stream.read(CHUNK_BYTES)
        while packed.startswith(MAGIC):
            size = 0
            inflate = zlib.decompressobj(wbits=_WITH_HEADER)
            for piece in _member(inflate, packed, stream):
                size += len(piece)
                yield piece
            tiny += size <= TINY
            if tiny > MOST_TINY:
                raise _damaged(f"more than {MOST_TINY:,} of its members are next to empty", stream)
            packed = _next(inflate.unused_data, stream)


def _member(inflate: zlib._Decompress, packed: bytes, stream: BinaryIO) -> Generator[bytes]:
    while not inflate.eof:
        try:
            piece = inflate.decompress(packed, PIECE_BYTES)
        except zlib.error:
            raise _damaged("it is damaged", stream) from None
        if piece:
            yield piece
        packed = inflate.unconsumed_tail
        if not packed and not inflate.eof:
            packed = stream.read(CHUNK_BYTES)
            if not packed and not piece:
                raise _damaged("it is cut off", stream)


def _next(rest: bytes, stream: BinaryIO) -> bytes:
    """What follows a member, without the zeros that it may be padded with."""
    rest = rest.lstrip(b"\0")
    while len(rest) < len(MAGIC) and (more := stream.read(CHUNK_BYTES)):
        rest = (rest + more).lstrip(b"\0")
    return rest


def _damaged(what: str, stream: BinaryIO) -> RejectedError:
    place = f" before byte {stream.tell():,}" if stream.seekable() else ""
    return RejectedError(FailureReason.MALFORMED, f"{what}{place}: pack it anew")
