"""An HTTP response as web archives keep it (RFC 9112), with what it was encoded in undone."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

LONGEST_HEADERS = 65_536
"""Bytes of a response in which its headers have to end."""

PIECE_BYTES = 65_536

_GZIP = b"\x1f\x8b"
_GZIP_NAMES = frozenset({"gzip", "x-gzip"})
_WITH_GZIP_HEADER, _WITH_HEADER, _WITHOUT_HEADER = 31, 15, -15
"""Window bits by which zlib knows what it is given."""

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})")
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_LINE = re.compile(rb"(?P<name>[!-9;-~]{1,100})[ \t]*:(?P<value>[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)")
_CHUNK_SIZE = re.compile(rb"(?:\r?\n)?([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True)
class Response:
    """A response; `headers` go by their names in lower case, the first of a name counts."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """Type and subtype in lower case; empty if they are not stated."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The stated character encoding."""
        found = _CHARSET.search(self.headers.get("content-type", ""))
        return found[1] if found else None

    @property
    def is_packed(self) -> bool:
        """Whether the body is packed; archives often keep the header of what they unpacked."""
        coding = self._coding
        return self.body.startswith(_GZIP) if coding in _GZIP_NAMES else coding in {"deflate", "br"}

    def unpacked(self) -> Generator[bytes]:
        """The packed body in pieces.

        Raises:
            RejectedError: it is damaged or cut off.
        """
        if self._coding == "br":
            return _from_brotli(self.body)
        if self._coding in _GZIP_NAMES:
            return _inflated(self.body, _WITH_GZIP_HEADER)
        return _inflated(self.body, _WITH_HEADER if _has_header(self.body) else _WITHOUT_HEADER)

    @property
    def _coding(self) -> str:
        return self.headers.get("content-encoding", "").strip().lower()


def parse_response(block: bytes) -> Response | None:
    """A response; None if this is none."""
    status = _STATUS.match(block)
    end = _HEADERS_END.search(block, 0, LONGEST_HEADERS)
    if status is None or end is None:
        return None
    headers: dict[str, str] = {}
    for line in _LINE.finditer(block, 0, end.start()):
        name = line["name"].decode("ascii").lower()
        headers.setdefault(name, line["value"].decode("latin-1").strip())
    body = block[end.end() :]
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _without_chunks(body)
    return Response(int(status[1]), headers, body)


def _without_chunks(body: bytes) -> bytes:
    """The body of chunks (RFC 9112, section 7.1); as it is, if these were undone before."""
    if not _CHUNK_SIZE.match(body):
        return body
    return b"".join(_chunks(body))


def _chunks(body: bytes) -> Iterator[bytes]:
    position = 0
    while (line := _CHUNK_SIZE.match(body, position)) and (size := int(line[1], 16)):
        yield body[line.end() : line.end() + size]
        position = line.end() + size


def _inflated(body: bytes, window_bits: int) -> Generator[bytes]:
    inflate = zlib.decompressobj(wbits=window_bits)
    position, packed = 0, b""
    while not inflate.eof:
        # In slices: what is not consumed is copied each time.
        if not packed:
            packed = body[position : position + PIECE_BYTES]
            position += len(packed)
        more = bool(packed)
        try:
            piece = inflate.decompress(packed, PIECE_BYTES)
        except zlib.error:
            raise _damaged() from None
        packed = inflate.unconsumed_tail
        if piece:
            yield piece
        elif not more and not inflate.eof:
            raise _damaged()


def _has_header(body: bytes) -> bool:
    """Whether deflated data have the header of RFC 1950; some servers leave it out."""
    return body[:1] == b"\x78" and int.from_bytes(body[:2], "big") % 31 == 0


def _from_brotli(body: bytes) -> Generator[bytes]:
    import brotli  # noqa: PLC0415 - few archives need it

    unpack = brotli.Decompressor()
    rest = body
    try:
        while not unpack.is_finished():
            piece = unpack.process(rest, output_buffer_limit=PIECE_BYTES)
            rest = b""
            if not piece and unpack.can_accept_more_data() and not unpack.is_finished():
                raise _damaged()
            yield piece
    except brotli.error:
        raise _damaged() from None


def _damaged() -> RejectedError:
    message = "the body of the response is damaged or cut off"
    return RejectedError(FailureReason.MALFORMED, message)
