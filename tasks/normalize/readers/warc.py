"""Web archives (WARC, ISO 28500): the pages and documents that a crawler kept."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.packed.content import PackedContent
from tasks.normalize.packed.http_response import Response, parse_response
from tasks.normalize.packed.labels import base_name, label
from tasks.normalize.packed.tape import Tape
from tasks.normalize.packed.warc_records import MAGIC, warc_records
from tasks.normalize.reader import Format, Size
from tasks.normalize.source import HEAD_BYTES, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.packed.warc_records import WarcRecord
    from tasks.normalize.source import Source

KINDS = frozenset({"response", "resource", "conversion"})
"""Records with content; the others tell of requests, of the crawler, of what did not change."""

_TYPES = frozenset(
    (
        "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/xml",
        "application/xml", "application/json", "text/json", "application/pdf", "message/rfc822",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
)  # fmt: skip
_SUFFIXES = ("+xml", "+json")
_PICTURE = "image/"
_SCHEMES = frozenset({"http", "https", "ftp", "file", ""})
_ROBOTS = "/robots.txt"
_OK = 200
_ARC = b"filedesc://"


class WarcReader:
    """Reads the responses of a web archive."""

    format = Format(
        name="warc",
        title="WARC",
        recognized_by="a first line that begins with `WARC/`",
        holds="the responses (status 200), resources and conversions that are HTML, text, XML, "
        "JSON, PDF, Word or mail; other records and types are skipped",
        fields=("url",),
        limits="a response no larger than a document; ARC, the format before it, is not read; "
        "digests are not checked",
        looked_for=" in the archive",
        size=Size.STREAM,
    )

    def recognizes(self, source: Source) -> str | None:
        """By its first line; ARC is recognized in order to be refused by its name."""
        if source.head.startswith(MAGIC):
            return "its first line is that of a WARC record"
        return "its first line is that of an ARC file" if source.head.startswith(_ARC) else None

    def read(self, source: Source) -> Iterator[RejectedError | Source]:
        """A part for each page or document.

        Raises:
            RejectedError: the archive is an ARC file, damaged or cut off from here on, or
                there is no page in it.
        """
        if source.head.startswith(_ARC):
            message = "this is an ARC file, which is not read: convert it to WARC"
            raise RejectedError(FailureReason.UNSUPPORTED_FORMAT, message)
        source.allowance.open(source)
        some = False
        with source.open() as stream:
            tape = Tape(stream)
            for record in warc_records(tape):
                source.allowance.take_member(source)
                if record.kind in KINDS and (part := _part(source, tape, record)):
                    some = True
                    yield part
        if not some:
            message = "there is no article in it: none of its records is a page or a text"
            raise RejectedError(FailureReason.NO_TEXT, message)


def _part(source: Source, tape: Tape, record: WarcRecord) -> Source | RejectedError | None:
    """What a record holds as a part, or why it cannot be read; None if it is skipped."""
    name = _name(record.url or "")
    if name is None:
        return None
    most = source.limits.document
    block = tape.read(record.size if record.size <= most else HEAD_BYTES)
    stated = {"content-type": record.headers.get("content-type", "")}
    response = parse_response(block) or Response(_OK, stated, block)
    if response.status != _OK or not _is_wanted(response):
        return None
    member = str(record.index)
    if record.size > most:
        error = too_large(most, "WIREDESK_MAX_DOCUMENT_BYTES")
        return RejectedError(error.reason, error.message, member=member)
    return source.part(
        name,
        PackedContent(source, response.unpacked) if response.is_packed else response.body,
        member,
        media_type=response.media_type or None,
        charset=response.charset,
        url=record.url,
    )


def _name(url: str) -> str | None:
    """The file name of an address; None for one that is no page's, such as that of a name server.

    Crawlers keep what they made themselves under `urn:`.
    """
    try:
        address = urlsplit(url)
    except ValueError:
        return None
    if address.scheme.lower() not in _SCHEMES or address.path == _ROBOTS:
        return None
    return base_name(label(address.path)) or "index"


def _is_wanted(response: Response) -> bool:
    """Whether articles come in its type; what states none has to look like a page."""
    kind = response.media_type
    if not kind:
        return response.body.lstrip()[:1] == b"<"
    return kind in _TYPES or (kind.endswith(_SUFFIXES) and not kind.startswith(_PICTURE))
