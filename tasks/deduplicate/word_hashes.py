"""CRC-32 of the words of texts: of a few one by one, of whole texts all at once with numpy.

To CRC-32 bits are coefficients in a field of two elements: the checksum of a word is that of as
many zero bytes, changed by what each of its bytes adds, which depends on how far it is from the
word's end alone. So tables and exclusive or tell all checksums of a text, with no object for any
word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

LONGEST = 32
"""Bytes of a word up to which the tables go; longer ones are rare and done one by one."""

PIECE_BYTES = 2**16
"""Bytes that are worked on at a time: what that takes stays in the processor's cache, and places
in 16 bits."""

_SPACE = ord(" ")
_PLACES = np.arange(PIECE_BYTES, dtype=np.uint16)
_OF_ZEROS = np.array([crc32(bytes(length)) for length in range(LONGEST + 1)], np.uint32)


def _added() -> NDArray[np.uint32]:
    """What a byte adds, by the bytes from it to the end of its word and the byte itself; a space,
    from which there are none, adds nothing.
    """
    last = np.array([crc32(bytes([byte])) for byte in range(256)], np.uint32) ^ _OF_ZEROS[1]
    rows = [np.zeros_like(last), last]
    while len(rows) <= LONGEST:
        rows.append((rows[-1] >> np.uint32(8)) ^ last[rows[-1] & np.uint32(255)])
    return np.concatenate(rows)


_ADDED = _added()


def joined(words: Sequence[str]) -> bytes:
    """Words in UTF-8 with a space between them."""
    return " ".join(words).encode("utf-8", "surrogatepass")


def word_hashes(words: Sequence[str]) -> list[int]:
    """A hash of 32 bits for each word."""
    return list(map(crc32, joined(words).split(b" "))) if words else []


def hashes_in(text: bytes) -> NDArray[np.uint32]:
    """The same for each word of a text in which one space follows every word."""
    return np.concatenate([_hashes(piece) for piece in _pieces(text)])


def _pieces(text: bytes) -> Iterator[bytes]:
    """A text in pieces of whole words; a word that does not fit into one is a piece."""
    start = 0
    while start < len(text):
        end = len(text)
        if end - start > PIECE_BYTES:
            end = text.rfind(b" ", start, start + PIECE_BYTES) + 1 or text.index(b" ", start) + 1
        yield text[start:end]
        start = end


def _hashes(text: bytes) -> NDArray[np.uint32]:
    if len(text) > PIECE_BYTES:
        return np.array([crc32(text[:-1])], np.uint32)
    letters = np.frombuffer(text, np.uint8)
    ends = np.flatnonzero(letters == _SPACE)
    lengths = np.diff(ends, prepend=-1) - 1
    left = np.repeat(ends.astype(np.uint16), lengths + 1)
    left -= _PLACES[: len(left)]
    longer = np.flatnonzero(lengths > LONGEST)
    if len(longer):
        np.minimum(left, LONGEST, out=left)
    left <<= 8
    left |= letters
    starts = ends - lengths
    hashes = np.bitwise_xor.reduceat(_ADDED.take(left), starts)
    hashes ^= _OF_ZEROS.take(lengths, mode="clip")
    for place in longer.tolist():
        hashes[place] = crc32(text[starts[place] : ends[place]])
    return hashes
