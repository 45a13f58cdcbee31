"""What is remembered of an article, packed into a few hundred bytes."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

from schemas.article import PubStatus
from tasks.deduplicate.revision_marks import Change
from tasks.deduplicate.sketch import Sketch

MOST_URI_BYTES = 1_000
"""A longer uri is not kept: its line is known by its hash alone."""

_HEAD = struct.Struct("<8s8sqHQBB")
_NEWEST = struct.Struct("<8sqQBB")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_UUID_PARTS = ((1, 5), (5, 7), (7, 9), (9, 11), (11, 17))
_UNKNOWN_TIME = -(2**63)
_CHANGES = (None, *Change)
_STATUSES = tuple(PubStatus)
_MOST_VERSION = 2**64 - 1


@dataclass(frozen=True, kw_only=True)
class Remembered:
    """An article as the index keeps it.

    Attributes:
        exact: hash of headline and text, 8 bytes.
        line: hash of the uri that all versions of the article share, 8 bytes.
        seconds: the date that the article carries, in seconds since 1970; None without one.
        supplier: hash of the article's source, 16 bits; 0 without one.
        canonical_id: the article that this one is a copy of; None if it is none.
        uri: the uri, where the document gave one.
    """

    article_id: str
    exact: bytes
    line: bytes
    seconds: int | None
    supplier: int
    version: int
    change: Change | None
    pubstatus: PubStatus
    canonical_id: str | None
    uri: str | None
    sketch: Sketch

    def pack(self) -> bytes:
        """This article in bytes."""
        head = _HEAD.pack(
            self.exact,
            self.line,
            _UNKNOWN_TIME if self.seconds is None else self.seconds,
            self.supplier,
            min(self.version, _MOST_VERSION),
            _CHANGES.index(self.change),
            _STATUSES.index(self.pubstatus),
        )
        texts = (_pack_id(self.article_id), _pack_id(self.canonical_id or ""))
        uri = (self.uri or "").encode()
        uri = uri if len(uri) <= MOST_URI_BYTES else b""
        sizes = struct.pack("<BBH", *map(len, texts), len(uri))
        return b"".join((head, sizes, *texts, uri, self.sketch.pack()))

    @classmethod
    def unpack(cls, packed: bytes) -> Remembered:
        """The article that `pack` made these bytes of."""
        exact, line, seconds, supplier, version, change, pubstatus = _HEAD.unpack_from(packed)
        sizes = struct.unpack_from("<BBH", packed, _HEAD.size)
        parts, start = [], _HEAD.size + 4
        for size in sizes:
            parts.append(packed[start : start + size])
            start += size
        return cls(
            article_id=_unpack_id(parts[0]),
            exact=exact,
            line=line,
            seconds=None if seconds == _UNKNOWN_TIME else seconds,
            supplier=supplier,
            version=version,
            change=_CHANGES[change],
            pubstatus=_STATUSES[pubstatus],
            canonical_id=_unpack_id(parts[1]) or None,
            uri=parts[2].decode() or None,
            sketch=Sketch.unpack(packed[start:]),
        )


@dataclass(frozen=True, kw_only=True)
class Newest:
    """The newest version of a line.

    Attributes:
        numbered: whether its supplier states the numbers of versions.
    """

    article_id: str
    exact: bytes
    seconds: int | None
    version: int
    numbered: bool
    pubstatus: PubStatus

    def pack(self) -> bytes:
        """This version in bytes."""
        head = _NEWEST.pack(
            self.exact,
            _UNKNOWN_TIME if self.seconds is None else self.seconds,
            min(self.version, _MOST_VERSION),
            self.numbered,
            _STATUSES.index(self.pubstatus),
        )
        return head + _pack_id(self.article_id)

    @classmethod
    def unpack(cls, packed: bytes) -> Newest:
        """The version that `pack` made these bytes of."""
        exact, seconds, version, numbered, pubstatus = _NEWEST.unpack_from(packed)
        return cls(
            article_id=_unpack_id(packed[_NEWEST.size :]),
            exact=exact,
            seconds=None if seconds == _UNKNOWN_TIME else seconds,
            version=version,
            numbered=bool(numbered),
            pubstatus=_STATUSES[pubstatus],
        )


def _pack_id(identity: str) -> bytes:
    """A UUID takes 17 bytes; any other name, in UTF-8, one more than it has."""
    if _UUID.fullmatch(identity):
        return b"#" + bytes.fromhex(identity.replace("-", ""))
    return b"." + identity.encode() if identity else b""


def _unpack_id(packed: bytes) -> str:
    if packed.startswith(b"#"):
        return "-".join(packed[start:end].hex() for start, end in _UUID_PARTS)
    return packed[1:].decode()
