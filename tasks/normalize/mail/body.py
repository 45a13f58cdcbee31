"""What is in a mail: its text, from the best of its parts, and the documents attached to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.clean import clean_text
from tasks.normalize.encoding.decode import decode
from tasks.normalize.mail.shown_headers import without_other_mails
from tasks.normalize.mail.text import own_text, unflowed, without_footer
from tasks.normalize.markup import paragraphs_of_markup
from tasks.normalize.paragraphs import blocks, unwrap

if TYPE_CHECKING:
    from tasks.normalize.mail.message import Part

DEEPEST = 8
"""Multiparts within one another that are looked into."""

LONGEST_TEXT = 2_000_000
"""Bytes of a text within a mail; attached documents may be longer."""

STUB = 0.3
"""A plain text with less than this share of the letters of the HTML beside it is a stub."""

DOCUMENT_TYPES = frozenset(
    (
        "text/plain text/html text/xml text/markdown application/json application/xml "
        "application/xhtml+xml application/pdf application/zip application/gzip message/rfc822 "
        "application/x-zip-compressed application/x-gzip application/vnd.iptc.g2.newsitem+xml "
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ).split()
)
DOCUMENT_EXTENSIONS = frozenset(
    "txt md html htm xml json jsonl ninjs nitf docx pdf zip gz tar tgz eml rss atom".split()
)
_SILENT = ("image/", "audio/", "video/", "font/", "application/pgp-", "application/pkcs7-",
           "application/x-pkcs7-", "text/calendar", "text/x-vcard", "text/vcard", "text/css",
           "message/delivery-status", "text/rfc822-headers")  # fmt: skip
"""What comes along with a mail without being an article."""


@dataclass
class Body:
    """What was found in a mail.

    Attributes:
        subject: of the mail, which tells an answer from a mail that is passed on.
        plain: the plain text as it was sent, where it is the text of the mail.
        documents: attached ones, in order.
        warnings: what was left out, in words.
    """

    subject: str = ""
    paragraphs: list[str] = field(default_factory=list)
    plain: str = ""
    documents: list[Part] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def body_of(message: Part) -> Body:
    """The text and the documents of a mail.

    Raises:
        RejectedError: the text is too long to be one.
    """
    found = Body(subject=message.headers.get("subject", ""))
    paragraphs = [line.strip() for line in _text(message, found, 0)]
    found.paragraphs = without_footer(paragraphs)
    return found


def _text(part: Part, found: Body, depth: int) -> list[str]:
    """The paragraphs of a part; documents in it are noted."""
    kind = part.media_type
    if kind.startswith("multipart/"):
        if depth >= DEEPEST:
            found.warnings.append(f"parts nested in more than {DEEPEST} others were left out")
            return []
        return _multipart(part, found, depth)
    if (part.is_attachment and depth) or kind not in {"text/plain", "text/html"}:
        _note_document(part, found)
        return []
    content = part.content
    if len(content) > LONGEST_TEXT:
        message = f"the text of the mail has more than {LONGEST_TEXT:,} bytes"
        raise RejectedError(FailureReason.TOO_LARGE, message)
    try:
        text = decode(content, part.charset).text
    except RejectedError as error:
        found.warnings.append(f"a part of the text was left out: {error.message}")
        return []
    text = clean_text(text)
    return _marked_up(text, found) if kind == "text/html" else _plain(text, part, found)


def _multipart(part: Part, found: Body, depth: int) -> list[str]:
    parts = list(part.parts())
    if part.media_type == "multipart/alternative":
        return _best(parts, found, depth)
    return [line for each in parts for line in _text(each, found, depth + 1)]


def _best(parts: list[Part], found: Body, depth: int) -> list[str]:
    """The plain text of several forms of one, unless it is empty or a stub."""
    before = found.plain
    forms = [(each.media_type, _text(each, found, depth + 1)) for each in parts]
    plain = next((text for kind, text in forms if kind == "text/plain"), [])
    others = [text for kind, text in forms if kind != "text/plain"]
    richest = max(others, key=_length, default=[])
    if _length(plain) >= STUB * _length(richest):
        return plain
    found.plain = before
    return richest


def _length(paragraphs: list[str]) -> int:
    return sum(map(len, paragraphs))


def _marked_up(text: str, found: Body) -> list[str]:
    lines = "\n".join(paragraphs_of_markup(text))
    return list(filter(None, without_other_mails(lines, found.subject).split("\n")))


def _plain(text: str, part: Part, found: Body) -> list[str]:
    if part.is_flowed:
        text = unflowed(text, drops_spaces=part.drops_spaces)
    text = own_text(text, found.subject)
    found.plain += text
    return unwrap(blocks(text))


def _note_document(part: Part, found: Body) -> None:
    kind = part.media_type
    extension = (part.file_name or "").rpartition(".")[2].lower()
    if kind.startswith(_SILENT):
        return
    known = kind in DOCUMENT_TYPES or kind.endswith(("+xml", "+json"))
    if known or extension in DOCUMENT_EXTENSIONS:
        found.documents.append(part)
    else:
        found.warnings.append("an attachment of a kind that is not read was left out")
