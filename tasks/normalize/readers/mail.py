"""Mail: one message (RFC 5322, MIME), or a box of them; attached documents are read too."""

from __future__ import annotations

import email.utils
import re
from typing import TYPE_CHECKING

from tasks.normalize.byline import byline_in
from tasks.normalize.clean import single_spaced
from tasks.normalize.mail.body import body_of
from tasks.normalize.mail.form import add_form, is_form, parse_json
from tasks.normalize.mail.message import LONGEST_HEADERS, parse_message
from tasks.normalize.reader import Draft, Format, Size
from tasks.normalize.source import too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.errors import RejectedError
    from tasks.normalize.mail.body import Body
    from tasks.normalize.mail.message import Part
    from tasks.normalize.source import Source

KNOWN = frozenset(
    (
        "received return-path delivered-to mime-version message-id from to cc date subject sender "
        "reply-to content-type content-transfer-encoding dkim-signature list-id x-mailer "
        "user-agent x-received authentication-results organization references in-reply-to"
    ).split()
)
LEAST_KNOWN = 3
"""Headers of known names that make a text a mail."""

TELLING = frozenset({"from", "subject", "date", "received", "message-id"})
"""At least one of them is there: those of the web have none."""

IN_PARAGRAPHS = 6
"""How many of the first paragraphs may be the byline."""

LONGEST_SENDER = 1_000
CHUNK_BYTES = 65_536
"""How much of a box is looked at at a time; line by line would take minutes for blank lines."""

LONGEST_BLANK = 80
"""Bytes of a line of spaces that counts as blank."""

LONGEST_BOX = 1_024
"""Bytes in which the line before a message and a blank line before it have room."""

_BOX = re.compile(rb"From \S{1,300}[ \t]+[A-Z][a-z]{2} [^\r\n]{1,80}\r?\n")
_NEXT_BOX = re.compile(rb"\n" + _BOX.pattern)
_BLANK_LINE = re.compile(rb"\n[ \t]*\r?\Z")
_ESCAPED = re.compile(rb"^>From ", re.MULTILINE)
_HEADER = re.compile(rb"([!-9;-~]{1,76})[ \t]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|$)")
_MESSAGE_ID = re.compile(r"<([^<>\s]{3,500})>")
_ANSWER = re.compile(r"(?:(?:re|aw|antw|fwd?|wg)\s*(?:\[\d{1,3}\])?\s*:\s*)+", re.IGNORECASE)
_LIST_TAG = re.compile(r"\[(?P<name>[^\[\]]{1,60})\]\s*")
_DESK = re.compile(
    r"\b(?:press|presse|news|newsroom|desk|office|team|service|newsletter|redaktion|agency|agentur|"
    r"media|pressestelle|no-?reply|info|alerts?|communications?|editorial|list)\b",
    re.IGNORECASE,
)
_VIA = re.compile(r"\s+via\s+.*", re.IGNORECASE)


class MailReader:
    """Reads one message."""

    format = Format(
        name="mail",
        title="E-mail (.eml)",
        recognized_by="at least three headers of mail at the top, one of them From, Subject, Date, "
        "Received or Message-ID",
        holds="one article, in plain text or else HTML, or in a form as JSON; attached documents "
        "as their formats have it",
        fields=("uri", "byline", "firstcreated", "language", "keywords", "source"),
        limits="pictures and other attachments; text encoded by uuencode or TNEF",
    )

    def recognizes(self, source: Source) -> str | None:
        """By its headers."""
        head = source.head.lstrip()
        # What begins with a bracket may be JSON, all in one line that has a colon.
        found = not head.startswith((b"{", b"[")) and _has_headers(head, 0)
        return "it begins with the headers of a mail" if found else None

    def read(self, source: Source) -> Iterator[Draft | Source]:
        """The mail's own text, then what is attached to it."""
        message = parse_message(source.raw)
        body = body_of(message)
        draft = _draft(message, body)
        value = parse_json(body.plain.strip())
        if is_form(value):
            add_form(draft, value)
            yield draft
        elif value is not None:
            yield source.part("body.json", body.plain.strip().encode(), "body.json")
        elif body.plain.lstrip().startswith("<?xml"):
            yield source.part("body.xml", body.plain.lstrip().encode(), "body.xml", charset="utf-8")
        elif draft.paragraphs or not body.documents:
            yield draft
        names: set[str] = set()
        for index, document in enumerate(body.documents):
            yield _attached(source, document, index, names)


class MboxReader:
    """Reads a box of messages, one by one."""

    format = Format(
        name="mbox",
        title="Mailbox (mbox)",
        recognized_by="a line `From address date` and the headers of mail below it",
        holds="any number of mails",
        size=Size.STREAM,
    )

    def recognizes(self, source: Source) -> str | None:
        """By the line before the first message, and its headers."""
        start = _BOX.match(source.head)
        found = start is not None and _has_headers(source.head, start.end())
        return "it begins with the first mail of a mailbox" if found else None

    def read(self, source: Source) -> Iterator[Source | RejectedError]:
        """Each mail as a source of its own."""
        for index, raw in enumerate(_messages(source)):
            if raw is None:
                error = too_large(source.limits.document, "WIREDESK_MAX_DOCUMENT_BYTES")
                error.member = str(index)
                yield error
            else:
                yield source.part(f"{index}.eml", raw, str(index), media_type="message/rfc822")


def _has_headers(head: bytes, start: int) -> bool:
    names: set[str] = set()
    while header := _HEADER.match(head, start):
        names.add(header[1].decode("ascii").lower())
        start = header.end()
    complete = start >= len(head) or head[start : start + 1] in b"\r\n"
    long = len(head) - start > 0 and start > LONGEST_HEADERS
    return (complete or long) and len(names & KNOWN) >= LEAST_KNOWN and bool(names & TELLING)


def _draft(message: Part, body: Body) -> Draft:
    headers = message.headers
    draft = Draft(paragraphs=list(body.paragraphs), warnings=body.warnings)
    identity = _MESSAGE_ID.search(headers.get("message-id", ""))
    draft.fields = {
        "uri": identity[1] if identity else None,
        "headline": _headline(headers),
        "firstcreated": headers.get("date"),
        "language": headers.get("content-language", "").partition(",")[0].strip() or None,
        "keywords": headers.get("keywords"),
        "source": headers.get("organization"),
    }
    if draft.paragraphs and single_spaced(draft.paragraphs[0]) == draft.fields["headline"]:
        del draft.paragraphs[0]
    _add_byline(draft, headers.get("from", ""))
    return draft


def _headline(headers: dict[str, str]) -> str:
    """The subject without what answering, forwarding and the list put before it."""
    subject = single_spaced(_mended(headers.get("subject", "")))
    subject = _ANSWER.sub("", subject, count=1) if _ANSWER.match(subject) else subject
    tag = _LIST_TAG.match(subject)
    if tag and tag["name"].lower() in headers.get("list-id", "").lower():
        subject = subject[tag.end() :]
        subject = _ANSWER.sub("", subject, count=1) if _ANSWER.match(subject) else subject
    return subject


def _mended(text: str) -> str:
    """Characters that were decoded twice, as they were meant."""
    if text.isascii():
        return text
    import ftfy  # noqa: PLC0415 - takes a while to load, and few subjects need it

    return ftfy.fix_encoding(text)


def _add_byline(draft: Draft, sender: str) -> None:
    """The byline of the text; else the sender, a person as its author, a desk as its source."""
    for index, paragraph in enumerate(draft.paragraphs[:IN_PARAGRAPHS]):
        if (byline := byline_in(paragraph)) is not None:
            draft.fields["byline"] = byline
            del draft.paragraphs[index]
            return
    name = _VIA.sub("", _name_in(_mended(sender[:LONGEST_SENDER]))).strip(" '\"")
    if not name or "@" in name:
        return
    field = "source" if _DESK.search(name) else "byline"
    if not draft.fields.get(field):
        draft.fields[field] = name
        draft.guessed[field] = "the sender of the mail"


def _name_in(sender: str) -> str:
    try:
        return email.utils.parseaddr(sender)[0]
    except RecursionError:
        # The standard library's parser is recursive in parentheses and colons.
        return ""


def _attached(source: Source, part: Part, index: int, names: set[str]) -> Source:
    default = "message.eml" if part.media_type == "message/rfc822" else f"part-{index + 1}"
    name = part.file_name or default
    member = f"{index + 1}-{name}" if name in names else name
    names.add(name)
    return source.part(name, part.content, member, media_type=part.media_type, charset=part.charset)


def _messages(source: Source) -> Iterator[bytes | None]:
    """The messages of a box; None for one that is larger than a document may be."""
    most = source.limits.document
    message = bytearray()
    with source.open() as stream:
        rest = _BOX.sub(b"", stream.read(CHUNK_BYTES), count=1)
        while True:
            start = 0
            for box in _next_boxes(rest):
                message += rest[start : box.start() + 1]
                yield _unescaped(message, most)
                message.clear()
                start = box.end()
            chunk = stream.read(CHUNK_BYTES)
            # What may go on as the beginning of the next message waits for the next chunk.
            end = max(start, len(rest) - LONGEST_BOX) if chunk else len(rest)
            message += rest[start:end]
            if not chunk:
                yield _unescaped(message, most)
                return
            del message[most + 1 :]
            rest = rest[end:] + chunk


def _next_boxes(raw: bytes) -> Iterator[re.Match[bytes]]:
    """The lines before messages: those behind a blank line."""
    for box in _NEXT_BOX.finditer(raw):
        if _BLANK_LINE.search(raw[max(0, box.start() - LONGEST_BLANK) : box.start()]):
            yield box


def _unescaped(message: bytearray, most: int) -> bytes | None:
    return bytes(_ESCAPED.sub(b"From ", message)) if len(message) <= most else None
