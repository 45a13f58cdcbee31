"""The files of a tar archive (POSIX.1-2017, pax; with the long names of GNU and old archives)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.packed.tape import Tape

BLOCK = 512

LONGEST_EXTENSION = 65_536
"""Bytes of a name or of pax records that a header may be preceded by."""

_FILES = frozenset(b"\x0007")
_EMPTY = frozenset(b"123456")
"""Links, devices, folders and pipes: their size is no size of data that follows."""

_PAX, _PAX_FOR_ALL, _LONG_NAME, _SPARSE = b"xgLS"
_RECORD = re.compile(rb"\d{1,9} (?P<key>[^=\n]{1,200})=(?P<value>[^\n]*)\n")
_OCTAL = re.compile(rb"[ \0]*([0-7]*)[ \0]*")


@dataclass(frozen=True)
class TarEntry:
    """A file of an archive.

    Attributes:
        start: where its bytes begin in the archive.
        is_sparse: whether its bytes are to be spread out, with zeros in between.
    """

    name: str
    start: int
    size: int
    is_sparse: bool = False


@dataclass
class _Stated:
    """What extended headers say of the file that follows them."""

    records: dict[bytes, bytes] = field(default_factory=dict)

    def name(self, header: bytes) -> str:
        plain = _field(header, 0, 100)
        # Of GNU's own format, where times may follow instead of it, the mark has no zero.
        prefix = _field(header, 345, 500) if header[257:263] == b"ustar\0" else b""
        given = prefix + b"/" + plain if prefix else plain
        return self.records.get(b"path", given).decode("utf-8", "replace")

    def size(self, header: bytes) -> int:
        stated = self.records.get(b"size", b"")
        return int(stated) if stated.isdigit() and len(stated) < BLOCK else _number(header, 124)

    @property
    def is_sparse(self) -> bool:
        return any(key.startswith(b"GNU.sparse.") for key in self.records)


def is_tar_header(block: bytes) -> bool:
    """Whether a block is the header of a file: the sum of its bytes is stated in it."""
    if len(block) < BLOCK or not any(block[:BLOCK]):
        return False
    stated = _OCTAL.fullmatch(block[148:156])
    if stated is None or not stated[1]:
        return False
    return int(stated[1], 8) == sum(block[:148]) + sum(block[156:BLOCK]) + 8 * ord(" ")


def tar_entries(tape: Tape) -> Iterator[TarEntry]:
    """The files in order; each may be read from the tape before the next one is asked for.

    Raises:
        RejectedError: the archive is cut off or damaged; what came before is right.
    """
    stated = _Stated()
    while any(header := tape.read_up_to(BLOCK)):
        if not is_tar_header(header):
            message = f"no file of the archive begins at byte {tape.position - len(header):,}"
            raise RejectedError(FailureReason.MALFORMED, message)
        kind = header[156]
        size = 0 if kind in _EMPTY else stated.size(header)
        if kind in {_PAX, _LONG_NAME}:
            _extend(stated, kind, _extension(tape, size))
            continue
        if kind == _SPARSE:
            _skip_map(tape, header)
        start, end = tape.position, tape.position + -(-size // BLOCK) * BLOCK
        name = stated.name(header)
        if kind == _SPARSE or (kind in _FILES and not name.endswith("/")):
            yield TarEntry(name, start, size, kind == _SPARSE or stated.is_sparse)
        if kind != _PAX_FOR_ALL:
            stated = _Stated()
        tape.skip_to(end)


def _extension(tape: Tape, size: int) -> bytes:
    if size > LONGEST_EXTENSION:
        message = f"a header at byte {tape.position:,} has {size:,} bytes"
        raise RejectedError(FailureReason.MALFORMED, message)
    return tape.read(-(-size // BLOCK) * BLOCK)[:size]


def _extend(stated: _Stated, kind: int, raw: bytes) -> None:
    if kind == _LONG_NAME:
        stated.records[b"path"] = raw.partition(b"\0")[0]
        return
    for record in _RECORD.finditer(raw):
        stated.records[record["key"]] = record["value"]


def _skip_map(tape: Tape, header: bytes) -> None:
    """Go beyond the blocks that say where in a sparse file of the old GNU format its data go."""
    more = header[482]
    while more:
        more = tape.read(BLOCK)[504]


def _field(header: bytes, start: int, end: int) -> bytes:
    return header[start:end].partition(b"\0")[0]


def _number(header: bytes, start: int) -> int:
    """A size in octal digits, or in base 256, as GNU writes what has too many of them."""
    raw = header[start : start + 12]
    if raw[0] & 0x80:
        return int.from_bytes(raw, "big") & ((1 << 88) - 1)
    digits = _OCTAL.match(raw)
    return int(digits[1] or b"0", 8) if digits else 0
