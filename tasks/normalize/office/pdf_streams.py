"""How large a PDF's packed streams are, looked at before PDFium unpacks them whole into memory."""

from __future__ import annotations

import re
import zlib

from schemas.errors import RejectedError
from schemas.failure import FailureReason

LARGEST_STREAM = 30_000_000
"""Bytes that one stream may unpack to; the text of a page is some thousand, a font's data a
million."""

ALL_STREAMS = 300_000_000
"""Bytes that all of them may unpack to together."""

MOST_STREAMS = 50_000
"""Streams of a PDF; one of hundreds of pages has a few thousand."""

LONGEST_DICTIONARY = 2_000
"""Bytes before a stream within which its dictionary says how it is packed."""

_STREAM = re.compile(rb"\bstream\r?\n")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")


def refuse_bombs(raw: bytes) -> None:
    """Refuse a PDF of which one stream, or all, unpack to more than documents have.

    Only streams packed with Flate are looked at (ISO 32000, section 7.4.4), as no other filter
    packs text so well. Pictures are left out: they are not unpacked for their text.

    Raises:
        RejectedError: they do.
    """
    left = ALL_STREAMS
    for number, start in enumerate(_STREAM.finditer(raw)):
        if number == MOST_STREAMS:
            message = f"the PDF has more than {MOST_STREAMS:,} streams"
            raise RejectedError(FailureReason.TOO_LARGE, message)
        head = raw[max(0, start.start() - LONGEST_DICTIONARY) : start.start()]
        dictionary = head[head.rfind(b" obj") + 1 :]
        if not _FLATE.search(dictionary) or _IMAGE.search(dictionary):
            continue
        most = min(LARGEST_STREAM, left)
        size = _unpacked_size(raw, start.end(), most)
        left -= size
        if size > most:
            message = (
                f"the PDF unpacks to more than {LARGEST_STREAM:,} bytes in one stream, or to more "
                f"than {ALL_STREAMS:,} in all"
            )
            raise RejectedError(FailureReason.TOO_LARGE, message)


def _unpacked_size(raw: bytes, start: int, most: int) -> int:
    """How much a stream unpacks to, in pieces of which none is kept; counted as far as `most`."""
    unpacker = zlib.decompressobj()
    size, position, piece = 0, start, 65_536
    rest = b""
    while not unpacker.eof and size <= most:
        packed = rest or raw[position : position + piece]
        if not packed:
            break
        position += 0 if rest else len(packed)
        try:
            size += len(unpacker.decompress(packed, 1_000_000))
        except zlib.error:
            break
        rest = unpacker.unconsumed_tail
    return size
