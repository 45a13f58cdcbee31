"""The files of a ZIP archive (PKWARE APPNOTE 6.3.10), by its directory, or without it."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, BinaryIO

from schemas.errors import RejectedError
from schemas.failure import FailureReason

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCAL = b"PK\x03\x04"
END = b"PK\x05\x06"
_CENTRAL = b"PK\x01\x02"
_END_64 = b"PK\x06\x06"
_LOCATOR_64 = b"PK\x06\x07"

_LOCAL_HEADER = struct.Struct("<4s2xHH4xIIIHH")
_CENTRAL_HEADER = struct.Struct("<4s4xHH4xIIIHHH8xI")
_END_RECORD = struct.Struct("<4s6xHII2x")
_LOCATOR = struct.Struct("<4s4xQ4x")
_END_RECORD_64 = struct.Struct("<4s28xQQQ")
_ALL_ONES = 0xFFFFFFFF

LONGEST_COMMENT = 65_535

MOST_DIRECTORY_BYTES = 16_000_000
"""Room for 100,000 files with names of 100 letters, and more."""

MOST_ENTRIES = 100_000

_SCANNED_BYTES = 4_096
_MARK_SIZE = 4
_AFTER_DATA = re.compile(rb"PK(?:\x07\x08|\x03\x04|\x01\x02)")
_BETWEEN_FILES = re.compile(rb"PK(?:\x03\x04|\x01\x02)")

_ENCRYPTED, _SIZES_FOLLOW, _IS_UTF_8 = 1, 8, 0x800


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """A file of an archive, as the archive describes it.

    Attributes:
        start: where its local header begins, in bytes from the beginning of the archive.
        packed: length of its packed bytes.
        size: length of its bytes; None where nothing states it.
    """

    name: str
    start: int
    packed: int
    size: int | None
    method: int
    flags: int
    checksum: int | None

    @property
    def is_encrypted(self) -> bool:
        """Whether a password is needed."""
        return bool(self.flags & _ENCRYPTED)


def directory(stream: BinaryIO) -> list[ZipEntry] | None:
    """The files that an archive lists at its end; None if there is no such list, or a broken one.

    Raises:
        RejectedError: the list is longer than one may be, or its files overlap.
    """
    end = stream.seek(0, 2)
    start = stream.seek(max(0, end - LONGEST_COMMENT - _END_RECORD.size))
    tail = stream.read(LONGEST_COMMENT + _END_RECORD.size)
    found = tail.rfind(END)
    if found < 0 or found + _END_RECORD.size > len(tail):
        return None
    position = start + found
    _, count, size, offset = _END_RECORD.unpack_from(tail, found)
    if _ALL_ONES in (size, offset) or count == _ALL_ONES >> 16:
        position, count, size, offset = _end_64(stream, position) or (position, count, size, offset)
    # What was put before an archive, such as a program, shifts all that it states.
    shift = position - size - offset
    if shift < 0:
        return None
    if size > MOST_DIRECTORY_BYTES or count > MOST_ENTRIES:
        raise _too_many()
    stream.seek(position - size)
    entries = list(_listed(stream.read(size), shift))
    if len(entries) != count:
        return None
    _check_overlaps(entries, position - size)
    return entries


def _end_64(stream: BinaryIO, position: int) -> tuple[int, int, int, int] | None:
    """The same of a large archive: where its list ends, number of files, length and start."""
    stream.seek(max(0, position - _LOCATOR.size))
    mark, offset = _LOCATOR.unpack(stream.read(_LOCATOR.size).ljust(_LOCATOR.size))
    if mark != _LOCATOR_64 or offset >= position:
        return None
    stream.seek(offset)
    raw = stream.read(_END_RECORD_64.size)
    if len(raw) < _END_RECORD_64.size or not raw.startswith(_END_64):
        return None
    _, count, size, start = _END_RECORD_64.unpack(raw)
    return offset, count, size, start


def _listed(raw: bytes, shift: int) -> Iterator[ZipEntry]:
    position = 0
    while raw.startswith(_CENTRAL, position) and position + _CENTRAL_HEADER.size <= len(raw):
        (_, flags, method, checksum, packed, size, name_size, extra_size, comment_size,
         start) = _CENTRAL_HEADER.unpack_from(raw, position)  # fmt: skip
        names = position + _CENTRAL_HEADER.size
        extras = names + name_size
        size, packed, start = _wide(raw[extras : extras + extra_size], size, packed, start)
        name = _name(raw[names:extras], flags)
        yield ZipEntry(name, start + shift, packed, size, method, flags, checksum)
        position = extras + extra_size + comment_size


def _wide(extra: bytes, *narrow: int) -> list[int]:
    """Numbers of 32 bits, with those of 64 where these are given instead (section 4.5.3)."""
    values = list(narrow)
    position = 0
    while position + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, position)
        data = extra[position + 4 : position + 4 + size]
        if kind == 1:
            for index, value in enumerate(values):
                if value == _ALL_ONES and len(data) >= 8:  # noqa: PLR2004 - 64 bits
                    values[index], data = int.from_bytes(data[:8], "little"), data[8:]
        position += 4 + size
    return values


def _check_overlaps(entries: list[ZipEntry], end: int) -> None:
    """Refuse files that share bytes: a bomb packs them once and lists them a thousand times."""
    places = sorted((entry.start, entry.start + entry.packed) for entry in entries)
    places.append((end, end))
    if any(stop + _LOCAL_HEADER.size > start for (_, stop), (start, _) in pairwise(places)):
        message = "the files of the archive overlap: pack it anew"
        raise RejectedError(FailureReason.MALFORMED, message)


def scanned(stream: BinaryIO) -> list[ZipEntry]:
    """The files of an archive without a directory, as far as one follows the other.

    Raises:
        RejectedError: there are more than an archive may have.
    """
    entries = []
    position = 0
    while (entry := _local_entry(stream, position)) is not None:
        position = data_start(stream, entry) + entry.packed
        if entry.flags & _SIZES_FOLLOW:
            end = _find(stream, position, _AFTER_DATA)
            if not entry.packed:
                packed = end - position
                entry = replace(entry, packed=packed, size=None, checksum=None)
            position = _find(stream, end, _BETWEEN_FILES)
        entries.append(entry)
        if len(entries) > MOST_ENTRIES:
            raise _too_many()
    return entries


def _find(stream: BinaryIO, start: int, marks: re.Pattern[bytes]) -> int:
    """Where the next of these marks begins; the end if there is none."""
    stream.seek(start)
    raw = stream.read(_MARK_SIZE - 1)
    while chunk := stream.read(_SCANNED_BYTES):
        raw += chunk
        if found := marks.search(raw):
            return start + found.start()
        start += len(raw) - (_MARK_SIZE - 1)
        raw = raw[1 - _MARK_SIZE :]
    return start + len(raw)


def _local_entry(stream: BinaryIO, position: int) -> ZipEntry | None:
    """The file whose local header is at a position; None if there is none."""
    stream.seek(position)
    raw = stream.read(_LOCAL_HEADER.size)
    if len(raw) < _LOCAL_HEADER.size or not raw.startswith(LOCAL):
        return None
    _, flags, method, checksum, packed, size, name_size, extra_size = _LOCAL_HEADER.unpack(raw)
    name = _name(stream.read(name_size), flags)
    size, packed = _wide(stream.read(extra_size), size, packed)
    return ZipEntry(name, position, packed, size, method, flags, checksum)


def data_start(stream: BinaryIO, entry: ZipEntry) -> int:
    """Where the packed bytes of a file begin.

    Raises:
        RejectedError: no file begins where the directory says.
    """
    stream.seek(entry.start)
    raw = stream.read(_LOCAL_HEADER.size)
    if len(raw) < _LOCAL_HEADER.size or not raw.startswith(LOCAL):
        message = f"the file does not begin at byte {entry.start:,}, where it should"
        raise RejectedError(FailureReason.MALFORMED, message)
    sizes: tuple[int, int] = _LOCAL_HEADER.unpack(raw)[-2:]
    return entry.start + _LOCAL_HEADER.size + sum(sizes)


def _name(raw: bytes, flags: int) -> str:
    """A name, which is UTF-8 if it says so, and often if it does not."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("utf-8" if flags & _IS_UTF_8 else "cp437", "replace")


def _too_many() -> RejectedError:
    message = f"the archive lists more than {MOST_ENTRIES:,} files: split it"
    return RejectedError(FailureReason.TOO_LARGE, message)
