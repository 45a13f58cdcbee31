"""What a document is, told by its content; the extension is only a hint."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.normalize.reader import Reader, Source

FOREIGN_BYTES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, film or WebP picture"),
    (b"\x7fELF", "a program"),
    (b"WARC/", "a web archive"),
)
"""How files begin that are no text or are not read, and what they are."""

_HTML = r"\s*<(?:!doctype html|html|head|body|div|p|h[1-6])\b"
_PROLOG = r"\s*(?:<\?xml[^<>]{0,200}>\s*)?"
_FEED = rf"{_PROLOG}<(?:rss|feed|rdf:RDF)\b"
_NEWSML = rf"{_PROLOG}<(?:newsml|newsitem|newsmessage|packageitem|nitf)\b"
_XML = r"\s*<(?:\?xml|!--|!doctype|[a-z_][\w.:-]*[\s>/])"
_MAIL_HEADER = r"(?:Received|Return-Path|Delivered-To|MIME-Version|Message-ID|From|To|Date|Subject)"
_MAIL = rf"(?:{_MAIL_HEADER}: [^\n]*\n(?:[ \t][^\n]*\n)*){{3}}"

FOREIGN_TEXT = (
    (re.compile(_HTML, re.IGNORECASE), "an HTML page"),
    (re.compile(_FEED, re.IGNORECASE), "an RSS or Atom feed"),
    (re.compile(_NEWSML, re.IGNORECASE), "a NewsML or NITF document"),
    (re.compile(_XML, re.IGNORECASE), "an XML document"),
    (re.compile(_MAIL, re.IGNORECASE), "an e-mail"),
)
"""The same for texts."""

CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
CONTROLS_AT_MOST = 0.01
"""Share of control characters from which something is no text."""

SAMPLE_CHARACTERS = 50_000


def refuse_foreign_bytes(raw: bytes) -> None:
    """Refuse what is recognizably something else, before it is decoded.

    Raises:
        RejectedError: with the name of what it is.
    """
    for beginning, what in FOREIGN_BYTES:
        if raw.startswith(beginning):
            raise _unsupported(what)


def recognize(source: Source, readers: Sequence[Reader]) -> Reader:
    """The reader for a text.

    Raises:
        RejectedError: it is of a format that is not read, or no text at all.
    """
    sample = source.text[:SAMPLE_CHARACTERS]
    if len(CONTROLS.findall(sample)) > CONTROLS_AT_MOST * len(sample):
        raise _unsupported("binary data")
    for beginning, what in FOREIGN_TEXT:
        if beginning.match(sample):
            raise _unsupported(what)
    for reader in readers:
        if reader.recognizes(source):
            return reader
    raise _unsupported("something unknown")


def _unsupported(what: str) -> RejectedError:
    message = f"this looks like {what}, which is not read"
    return RejectedError(FailureReason.UNSUPPORTED_FORMAT, message)
