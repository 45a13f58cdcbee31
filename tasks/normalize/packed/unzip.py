"""The bytes of a file in a ZIP archive, stored or deflated (RFC 1951), checked as they come."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, BinaryIO

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.packed.content import PIECE_BYTES
from tasks.normalize.packed.zip_entries import data_start

if TYPE_CHECKING:
    from collections.abc import Generator

    from tasks.normalize.content import Content
    from tasks.normalize.packed.zip_entries import ZipEntry

STORED, DEFLATED = 0, 8
METHODS = {9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "xz", 98: "PPMd"}
"""Other methods of packing (APPNOTE 4.4.5), which few tools read."""

_RAW = -15
"""Window bits for deflated data without a header."""


def unzipped(archive: Content, entry: ZipEntry) -> Generator[bytes]:
    """The bytes of a file, in pieces.

    Raises:
        RejectedError: they are damaged, or others than the archive states.
    """
    size = checksum = 0
    with archive.open() as stream:
        stream.seek(data_start(stream, entry))
        pieces = _stored if entry.method == STORED else _inflated
        for piece in pieces(stream, entry.packed):
            size += len(piece)
            checksum = zlib.crc32(piece, checksum)
            if entry.size is not None and size > entry.size:
                raise _damaged("has more bytes than the archive states")
            yield piece
    if entry.size is not None and size < entry.size:
        raise _damaged("has fewer bytes than the archive states")
    if entry.checksum is not None and checksum != entry.checksum:
        raise _damaged("is damaged: its checksum is wrong")


def _stored(stream: BinaryIO, packed: int) -> Generator[bytes]:
    while packed:
        piece = stream.read(min(packed, PIECE_BYTES))
        if not piece:
            raise _damaged("is cut off")
        packed -= len(piece)
        yield piece


def _inflated(stream: BinaryIO, packed: int) -> Generator[bytes]:
    inflate = zlib.decompressobj(wbits=_RAW)
    chunk = b""
    while not inflate.eof:
        if not chunk:
            chunk = stream.read(min(packed, PIECE_BYTES))
            packed -= len(chunk)
        more = bool(chunk)
        try:
            piece = inflate.decompress(chunk, PIECE_BYTES)
        except zlib.error:
            raise _damaged("is damaged") from None
        chunk = inflate.unconsumed_tail
        if piece:
            yield piece
        elif not more and not inflate.eof:
            raise _damaged("is cut off")


def _damaged(what: str) -> RejectedError:
    message = f"the packed file {what}: pack it anew"
    return RejectedError(FailureReason.MALFORMED, message)
