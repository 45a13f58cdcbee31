"""Changes to a document, as damage, mistakes and malice make them."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 200_000
"""Bytes that a changed document may have; what grows beyond is cut off."""

PIECES = (
    b"\0", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b[31m", b"\r\n\r\n", b"\n", b"\t", b" ",
    "\u202e".encode(), "\u2066".encode(), "\u200b".encode(), "\ufeff".encode(), "\u2028".encode(),
    "\x85".encode(), "\U000e0041".encode(), "\u0301".encode() * 40, b"\xed\xa0\x80",
    b"9" * 5_000, b"-1", b"1e999", b"1e-999", b"NaN", b"Infinity", b"18446744073709551616",
    b"0x7fffffff", b"0000-00-00", b"9999-12-31T23:59:59-23:59", b"0001-01-01T00:00:00+23:59",
    b"31 Feb 2026", b"+99:99", b"null", b"true", b"{}", b"[]", b'""', b"\\u0000", b"\\ud800",
    b"<", b">", b"</p>", b"<p>", b"<!--", b"<![CDATA[", b"]]>", b"&#0;", b"&#xd800;", b"&#x110000;",
    b"&amp;", b"&nbsp;", b"&x;", b"<?xml version='1.0'?>", b'<!DOCTYPE a [<!ENTITY x "y">]>',
    b' xml:lang="x-\xc3\xa9"', b"http://[", b"https://[::1", b"http://a:b@c:99999/", b"%00", b"%ud8",
    b"=?utf-8?b?////?=", b"=?x?q?=ZZ?=", b"charset=", b"charset=idna", b"charset=base64",
    b"encoding='utf-7'", b"&&", b"*a", b"- ", b"---\n", b"\x01", b"\x02", b"\x03", b"\x04", b"^", b"|",
)  # fmt: skip


class Kind(StrEnum):
    """What is done."""

    TRUNCATE = "truncate"
    FLIP = "flip"
    REMOVE = "remove"
    REPEAT = "repeat"
    INSERT = "insert"
    REPLACE = "replace"
    NEST = "nest"
    SPLICE = "splice"


@dataclass(frozen=True)
class Change:
    """One change.

    Attributes:
        at: where; counted around, so that any number fits any document.
        length: how many bytes; for a repetition and for nesting also how often.
        piece: what is inserted, or spliced in: a token, or another document.
    """

    kind: Kind
    at: int
    length: int
    piece: bytes = b""


def changed(raw: bytes, change: Change) -> bytes:
    """A document after a change."""
    start = change.at % (len(raw) + 1)
    end = start + change.length
    return _CHANGES[change.kind](raw, start, end, change)[:LONGEST]


def changed_inside(raw: bytes, change: Change) -> bytes:
    """The same for what is packed in a document: without this, damage never gets past a checksum."""
    try:
        if raw.startswith(b"\x1f\x8b"):
            return gzip.compress(changed(gzip.decompress(raw), change), mtime=0)
        if raw.startswith(b"PK"):
            return _changed_member(raw, change)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, ValueError, RuntimeError):
        pass
    return changed(raw, change)


def _changed_member(raw: bytes, change: Change) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(packed, "w") as new:
        members = old.infolist()
        chosen = change.at % max(len(members), 1)
        for index, member in enumerate(members):
            content = old.read(member)
            content = changed(content, change) if index == chosen else content
            new.writestr(zipfile.ZipInfo(member.filename), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _flipped(raw: bytes, start: int, _end: int, change: Change) -> bytes:
    if start == len(raw):
        return raw
    return raw[:start] + bytes([raw[start] ^ (1 << change.length % 8)]) + raw[start + 1 :]


def _nested(raw: bytes, start: int, end: int, change: Change) -> bytes:
    """A stretch within itself: opened over and over, never closed."""
    return raw[:start] + raw[start:end] * (change.length * 20) + raw[start:]


_CHANGES: dict[Kind, Callable[[bytes, int, int, Change], bytes]] = {
    Kind.TRUNCATE: lambda raw, start, _end, _change: raw[:start],
    Kind.FLIP: _flipped,
    Kind.REMOVE: lambda raw, start, end, _change: raw[:start] + raw[end:],
    Kind.REPEAT: lambda raw, start, end, _change: raw[:end] + raw[start:],
    Kind.INSERT: lambda raw, start, _end, change: raw[:start] + change.piece + raw[start:],
    Kind.REPLACE: lambda raw, start, end, change: raw[:start] + change.piece + raw[end:],
    Kind.NEST: _nested,
    Kind.SPLICE: lambda raw, start, _end, change: (
        raw[:start] + change.piece[change.length % (len(change.piece) + 1) :]
    ),
}
