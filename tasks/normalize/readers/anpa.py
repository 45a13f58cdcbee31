"""ANPA 1312: the wire of North American agencies, with its typesetting codes.

SYN SYN SOH W2607 US selector CR LF              service level and number of the message
r i DC3 DC1 BC-Harvest 1stLd-Writethru   11-13 0512 CR LF       what it is (see `_HEADER`)
STX ^BC-Harvest, 1st Ld-Writethru,490<           its text: lines that begin with ^ ...
HT   LISBON (NW) _ The harvest ...               ... and paragraphs that begin with an indent
ETX NW-WF-11-13-13 0745GMT< CR LF FF CR LF EOT   when it was sent
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.byline import byline_in
from tasks.normalize.opening import opening_of
from tasks.normalize.reader import Draft, Format
from tasks.normalize.wire_text import LEADING, decode_wire, messages, moment_of, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.source import Source
    from tasks.normalize.wire_text import Message

URGENCY = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 5}
"""Flash, bulletin, urgent, regular, deferred -> IPTC urgency; advances and holds have none."""

_HEADER = re.compile(
    rb"(?P<number>[!-~]{1,12})(?:\x1f(?P<selector>[^\r\n\x02]{0,40}))?[ ]?\r?\n"
    rb"(?P<priority>[A-Za-z])[ ](?P<category>[A-Za-z])[ ]?(?P<format>[\x0e-\x1f]{1,8})"
    rb"(?P<keywords>[^\r\n\x02]{0,120})"
)
_START = re.compile(LEADING + rb"\x01" + _HEADER.pattern)
_TABULAR = re.compile(rb"[\x12\x14]")
_KEYWORDS = re.compile(
    r"\s*(?P<slug>\S.*?)(?:\s+(?P<take>\S*(?:\d(?:st|nd|rd|th)|Ld|Writethru|Sub|Add|Insert)\S*))?"
    r"(?:\s+\d\d-\d\d)?(?:\s+\d{1,5})?\s*"
)
_CYCLE = re.compile(r"(?:AM|BC|FM|PM)-(?=\S)")
"""Whether the story is for morning papers, evening papers, or both: no part of its slug."""

_LEAD = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_TRAILER = re.compile(
    r"(?P<source>[A-Z]{2,6})-(?:[A-Z]{1,4}-)?(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)"
    r"\s+(?P<time>\d{4})\s*(?P<zone>[A-Z]{1,4})?"
)
_TABLE_ROW = "\x08"
_HALF = "{"
"""Stands for ½ in tables, of which the seven-bit set has no character."""

_ENDS_OF_LINE = ("<", "=", ">")
_NEXT_MARKED = re.compile(r"[<=>][ ]*\^")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_REFERENCE = re.compile(r"\*\d{1,6}")
_WORD_COUNT = re.compile(r",\s*\d{1,5}$")
_PICTURES = re.compile(r"[A-Z]{2,4} (?:Photo|Video|Audio|Graphic)s?\b[^.]*$")
_NOTE = re.compile(r"(?P<open>\(?)(?:Eds?\.?|Editors|EDITORS?|EDITORS?['’]?S? NOTE)\s*[:_-]+\s*")
_OFFICE = re.compile(r"\b(?:Press|Writers?|Correspondents?|Editors?|News|Staff|Service)\b")
_WORD = re.compile(r"[^\W_]")
_INSTRUCTION = re.compile("\x0c[^\x0b\n]{0,80}\x0b")
"""For the typesetting machine, between FF and VT."""

_DATELINE = re.compile(r"[^()\n]{2,60}\([^()]{2,30}\)\s+(?:_|--?)\s+")


@dataclass
class _Copy:
    """A message's lines, sorted by what they are."""

    headline: str = ""
    byline: str | None = None
    notes: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)


class AnpaReader:
    """Reads messages of ANPA 1312, one after another."""

    format = Format(
        name="anpa-1312",
        title="ANPA 1312",
        recognized_by="a message's header after the control byte SOH",
        holds="one article for each message",
        fields=("headline", "slugline", "version", "byline", "firstcreated", "versioncreated",
                "urgency", "source", "subject", "ednote"),
        limits="the character sets of typesetters and their tables of fractions",
    )  # fmt: skip

    def recognizes(self, source: Source) -> str | None:
        """By the header of the first message."""
        return "it begins with the header of an ANPA message" if _START.match(source.head) else None

    def read(self, source: Source) -> Iterator[Draft | RejectedError]:
        """One item for each message."""
        for index, message in enumerate(messages(source.raw)):
            header = _HEADER.match(message.header)
            if refused := refusal(message, index, header):
                yield refused
            elif header is not None:
                yield _draft(message, header, str(index), source.charset)


def _draft(
    message: Message, header: re.Match[bytes], member: str, charset: str | None
) -> Draft | RejectedError:
    tabular = _TABULAR.search(header["format"]) is not None
    draft = Draft(member=member)
    keywords = _KEYWORDS.fullmatch(decode_wire(header["keywords"], charset))
    slug = _CYCLE.sub("", keywords["slug"], count=1) if keywords else ""
    lines = list(_lines(decode_wire(message.text, charset), tabular=tabular))
    copy = _copy(lines, keywords["slug"] if keywords else "")
    if not copy.paragraphs:
        return RejectedError(FailureReason.NO_TEXT, "the message has no text", member=member)
    if not copy.headline:
        dateline = _DATELINE.match(copy.paragraphs[0])
        copy.headline = opening_of(copy.paragraphs[0][dateline.end() if dateline else 0 :])
        draft.guessed["headline"] = "the beginning of the text, which has no title line"
    draft.paragraphs = copy.paragraphs
    draft.fields = {
        "headline": copy.headline,
        "slugline": slug,
        "byline": copy.byline,
        "ednote": " ".join(copy.notes),
        "subject": [header["category"].decode().lower()],
        "urgency": URGENCY.get(header["priority"].decode().lower()),
    }
    if keywords and keywords["take"]:
        _add_take(draft, keywords["take"])
    _add_trailer(draft, message.trailer.decode("ascii", "ignore"))
    if not message.whole:
        draft.warnings.append("the message has no end: it may have been cut off")
    return draft


def _add_take(draft: Draft, take: str) -> None:
    """The take: `1stLd-Writethru` is the first lead after the story, its second version."""
    draft.fields["ednote"] = " ".join(filter(None, [draft.fields["ednote"], f"[{take}]"]))
    if lead := _LEAD.match(take):
        draft.fields["version"] = int(lead[1]) + 1
        draft.guessed["version"] = "counted by its lead"


def _add_trailer(draft: Draft, trailer: str) -> None:
    if found := _TRAILER.search(trailer):
        draft.fields["source"] = found["source"]
        month = int(found["month"])
        sent = moment_of(found["year"], month, found["day"], found["time"], found["zone"])
        draft.fields["firstcreated"] = draft.fields["versioncreated"] = sent


def _lines(text: str, *, tabular: bool) -> Iterator[tuple[bool, str]]:
    """Each paragraph, row or marked line, and whether it was marked with `^`."""
    text = _INSTRUCTION.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _NEXT_MARKED.sub("<\n^", text)
    marked, parts = False, list[str]()
    for line in text.split("\n"):
        row = line.startswith(_TABLE_ROW)
        shown = _shown(line, row=row)
        begins = row or tabular or shown.startswith("^") or line[:1] in "\t "
        if parts and (begins or not shown):
            yield marked, " ".join(parts)
            parts = []
        if shown:
            marked = marked if parts else shown.startswith("^") and not row
            ends = shown.endswith(_ENDS_OF_LINE)
            parts.append((shown[:-1].rstrip() if ends else shown).lstrip("^"))
            if ends:
                yield marked, " ".join(parts)
                parts = []
    if parts:
        yield marked, " ".join(parts)


def _shown(line: str, *, row: bool) -> str:
    line = _CONTROLS.sub("", line.replace(_HALF, "½") if row else line)
    # The seven-bit set has no quotation marks of two strokes.
    return line.replace("``", '"').replace("''", '"').strip()


def _copy(lines: list[tuple[bool, str]], slug: str) -> _Copy:
    """The lines by what they are; marked ones among the paragraphs are subheads."""
    copy = _Copy()
    first = next((i for i, (marked, _) in enumerate(lines) if not marked), len(lines))
    head = [text for _, text in lines[:first]]
    for position, text in enumerate(head):
        byline = byline_in(text)
        above = head[position - 1] if position else ""
        if note := _NOTE.match(text):
            copy.notes.append(note["open"] + text[note.end() :])
        elif (
            _REFERENCE.fullmatch(text)
            or _PICTURES.match(text)
            or (not copy.headline and _is_keyword_line(text, slug))
        ):
            continue
        elif byline and not copy.byline:
            copy.byline = byline
        elif copy.byline and byline_in(above) and _OFFICE.search(text):
            continue
        elif not copy.headline:
            copy.headline = text
        else:
            copy.paragraphs.append(text)
    rest = [text for _, text in lines[first:] if _WORD.search(text)]
    copy.paragraphs += rest
    return copy


def _is_keyword_line(text: str, slug: str) -> bool:
    """Whether it repeats the header's slug, which is packed and cut to 24 characters."""
    packed = text.replace(" ", "")
    return bool(_WORD_COUNT.search(text)) or (len(slug) > 3 and packed.startswith(slug[:24]))  # noqa: PLR2004
