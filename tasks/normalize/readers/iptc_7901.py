"""IPTC 7901: the wire of European agencies, such as dpa, KNA or APA.

SOH bkn014 4 pl 171 vvvvb NWD 0123 CR LF    source and number, priority, category, words
Parliament/Children/ CR LF                  keywords
STX A headline = CR LF                      the text: headline, dateline, wrapped paragraphs
   Berlin (nwd) - The committee ...
ETX 131137 GMT Nov 13 CR LF EOT             day and time, month, year
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.byline import byline_in
from tasks.normalize.clean import clean_text
from tasks.normalize.dates.months import MONTHS
from tasks.normalize.paragraphs import blocks, join_lines, unwrap
from tasks.normalize.reader import Draft, Format
from tasks.normalize.readers.text import TextReader
from tasks.normalize.wire_text import LEADING, decode_wire, messages, moment_of, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.source import Source
    from tasks.normalize.wire_text import Message

_START_OF_MESSAGE = rb"(?:\x01|(?:^|(?<=\n))ZCZC[ \r\n]{0,4})"
"""SOH, or what teleprinters had for it."""

_HEADER = re.compile(
    rb"(?P<source>[A-Za-z]{0,8})(?P<number>\d{1,6})[ ]+(?P<priority>\d)[ ]+"
    rb"(?P<category>[A-Za-z]{1,4})(?:[ ]+(?P<words>\d{1,6}))?"
    rb"(?:[ ]+(?P<keywords>[^\r\n\x02]{0,200}))?[ ]*\r?\n"
)
_START = re.compile(LEADING + _START_OF_MESSAGE + _HEADER.pattern)
_AGENCY = re.compile(r"(?P<agency>[A-Za-z]{2,6})\s+[\d#/-]+\s*$")
"""In the header's keywords: `ccccb   dpa 061`."""

_TRAILER = re.compile(
    r"(?P<day>\d\d)(?P<time>\d{4})\s*(?:(?P<zone>[A-Z]{3,5})\s+)?"
    r"(?P<month>[^\W\d_]{3,9})\.?\s+(?P<year>\d{4}|\d\d)"
)
_END_OF_MESSAGE = re.compile(r"\nNNNN\s*$")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MOST_TITLE_LINES = 8
"""Lines from the top within which a headline and what stands below it have come to their `=`."""

_NOTES = re.compile(
    r"^(?:#{1,3}[ ]*(?:\w+[ -])?(?:note|notiz|editorial|redaktion|contact|kontakt|internet|orte|"
    r"location|service|hinweis|ansprechpartner|multimedia|background|weblink)"
    r"|\*[ ]\*[ ]\*)",
    re.IGNORECASE | re.MULTILINE,
)
"""Where what is not for publication begins; it goes on to the end."""

_SIGNED = re.compile(r"[A-Za-z]{2,6}(?:/[a-z]{2,4})*(?:[ ][a-z]{2,4}){1,8}")
"""The marks of who wrote and edited it: `dpa wsz jln npr`."""

_WORD = re.compile(r"[^\W_]")


class Iptc7901Reader:
    """Reads messages of IPTC 7901, one after another."""

    format = Format(
        name="iptc-7901",
        title="IPTC 7901",
        recognized_by="a message's header after the control byte SOH, or after ZCZC",
        holds="one article for each message; agencies' notes (`# dpa NOTEBOOK`) as ednote",
        fields=("slugline", "keywords", "byline", "firstcreated", "versioncreated", "urgency",
                "source", "subject", "ednote"),
        limits="national variants of ISO 646, unless a rule names the encoding",
    )  # fmt: skip

    def recognizes(self, source: Source) -> str | None:
        """By the header of the first message."""
        found = _START.match(source.head)
        return "it begins with the header of an IPTC 7901 message" if found else None

    def read(self, source: Source) -> Iterator[Draft | RejectedError]:
        """One item for each message."""
        for index, message in enumerate(messages(source.raw, _START_OF_MESSAGE)):
            header = _HEADER.match(message.header)
            if refused := refusal(message, index, header):
                yield refused
            elif header is not None:
                yield _draft(message, header, str(index), source)


def _draft(
    message: Message, header: re.Match[bytes], member: str, source: Source
) -> Draft | RejectedError:
    below = decode_wire(message.header[header.end() :], source.charset)
    keywords = decode_wire(header["keywords"] or b"", source.charset)
    text = decode_wire(message.text, source.charset)
    if not text:
        # Without STX the text begins where the lines with keywords end.
        below, _, text = below.replace("\r\n", "\n").lstrip("\n").partition("\n\n")
    draft = _read_text(_END_OF_MESSAGE.sub("", clean_text(_CONTROLS.sub("", text))), source)
    if not draft.paragraphs:
        return RejectedError(FailureReason.NO_TEXT, "the message has no text", member=member)
    draft.member = member
    slug = " ".join(below.split()).strip("/ ")
    agency = _AGENCY.search(keywords)
    draft.fields |= {
        "slugline": slug,
        "keywords": [word for part in slug.split("/") if (word := part.strip())],
        "source": agency["agency"] if agency else header["source"].decode(),
        "subject": [header["category"].decode().lower()],
        "urgency": int(header["priority"]) or None,
    }
    trailer = decode_wire(message.trailer, source.charset)
    if (found := _TRAILER.search(trailer)) and (month := MONTHS.get(found["month"].lower())):
        sent = moment_of(found["year"], month, found["day"], found["time"], found["zone"])
        draft.fields["firstcreated"] = draft.fields["versioncreated"] = sent
    if not message.whole:
        draft.warnings.append("the message has no end: it may have been cut off")
    return draft


def _read_text(text: str, source: Source) -> Draft:
    """Headline, byline, notes and body; the dateline stays in the body."""
    notes = _NOTES.search(text)
    story = text[: notes.start()] if notes else text
    draft = _titled(story)
    if draft is None:
        part = source.part(source.name, story.encode(), "text", charset="utf-8")
        draft = next(iter(TextReader().read(part)))
    ednotes = [str(draft.fields.get("ednote", ""))]
    while draft.paragraphs and not _WORD.search(draft.paragraphs[-1]):
        draft.paragraphs.pop()
    if len(draft.paragraphs) > 1 and _SIGNED.fullmatch(draft.paragraphs[-1]):
        ednotes.append(draft.paragraphs.pop())
    if notes:
        ednotes.append(text[notes.start() :])
    draft.fields["ednote"] = "\n".join(filter(None, ednotes))
    return draft


def _titled(text: str) -> Draft | None:
    """A text of which the titles end in ` =`; None if they do not."""
    lines = [line.rstrip() for line in text.lstrip("\n").split("\n")]
    ends = [i for i, line in enumerate(lines[:MOST_TITLE_LINES]) if line.endswith("=")]
    if not ends:
        return None
    draft = Draft()
    start = 0
    for end in ends:
        whole = join_lines([line for line in lines[start : end + 1] if line.strip()])
        _add_title(draft, whole.removesuffix("=").strip())
        start = end + 1
    draft.paragraphs += unwrap(blocks("\n".join(lines[start:])))
    return draft


def _add_title(draft: Draft, title: str) -> None:
    if not draft.fields.get("headline"):
        draft.fields["headline"] = title
    elif byline := byline_in(title):
        draft.fields["byline"] = byline
    elif title.startswith("("):
        draft.fields["ednote"] = title
    elif title:
        draft.paragraphs.append(title)
