"""PDF (ISO 32000): the text layer, put together to paragraphs by where its lines stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.byline import byline_in
from tasks.normalize.clean import single_spaced
from tasks.normalize.office.pdf_layout import (
    paragraphs_of_lines,
    title_lines,
    without_running_titles,
)
from tasks.normalize.office.pdf_streams import refuse_bombs
from tasks.normalize.opening import begins_story, opening_of
from tasks.normalize.reader import Draft, Format
from tasks.normalize.readers.text import LONGEST_HEADLINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.office.pdf_text import Layer
    from tasks.normalize.source import Source

START_WITHIN = 1_024
"""Bytes within which readers look for a PDF's mark (Adobe PDF 1.7, appendix H, note 13)."""

IN_PARAGRAPHS = 3
"""How many of the first paragraphs may be the byline."""

READABLE = 0.6
"""Share of letters, digits and spaces below which a text layer is no text: fonts that name
no characters give such ones."""

TOP = 1_000
"""Code points of the text in which a stated title has to stand."""

_MOMENT = re.compile(
    r"(?:D:)?(?P<year>\d{4})(?P<month>\d\d)?(?P<day>\d\d)?(?P<hour>\d\d)?(?P<minute>\d\d)?"
    r"(?P<second>\d\d)?(?:(?P<z>Z)|(?P<offset>[+-]\d\d)'?(?P<minutes>\d\d)?)?"
)
_NO_VALUE = frozenset({"(unspecified)", "(anonymous)", "untitled", "unknown", "admin", "author",
                       "user", "administrator", "anonymous", "microsoft office user"})  # fmt: skip
"""What programs put in by themselves."""

_SENTENCE_END = (".", "!", "?", "…", ":", ";", ",")


class PdfReader:
    """Reads the text layer of a PDF."""

    format = Format(
        name="pdf",
        title="PDF",
        recognized_by="`%PDF-` at the beginning",
        holds="one article: the largest type of page one as headline, paragraphs over the ends "
        "of columns and pages; page numbers and running titles go",
        fields=("byline", "firstcreated", "versioncreated", "keywords", "subject"),
        limits="no scans (there is no text in them), nothing encrypted, 500 pages",
    )

    def recognizes(self, source: Source) -> str | None:
        """By its mark, or by its mark near the beginning where it is called .pdf."""
        top = source.head[:START_WITHIN]
        if top.lstrip(b"\xef\xbb\xbf\x00\t\r\n ").startswith(b"%PDF-"):
            return "it begins with %PDF-"
        return (
            "it is called .pdf and has %PDF-"
            if source.extension == ".pdf" and (b"%PDF-" in top)
            else None
        )

    def read(self, source: Source) -> Iterator[Draft]:
        """One item.

        Raises:
            RejectedError: it is encrypted, damaged, too long or large, or has no text layer.
        """
        # PDFium takes a while to load, and most documents are no PDF.
        from tasks.normalize.office.pdf_text import text_layer  # noqa: PLC0415

        refuse_bombs(source.raw)
        layer = text_layer(source.raw)
        text = "".join(line.text for line in layer.lines)
        if not text.strip():
            message = "the PDF has no text layer: run OCR on it"
            raise RejectedError(FailureReason.NO_TEXT, message)
        shown = sum(1 for letter in text if letter.isalnum() or letter.isspace())
        if shown < READABLE * len(text):
            message = "the fonts of the PDF name no characters: run OCR on it"
            raise RejectedError(FailureReason.NO_TEXT, message)
        yield _draft(layer)


def _draft(layer: Layer) -> Draft:
    draft = Draft()
    lines = without_running_titles(layer.lines) or layer.lines
    title = title_lines(lines)
    headline = " ".join(line.text for line in title)
    paragraphs = paragraphs_of_lines([line for line in lines if line not in title])
    info = {key: text for key, text in layer.info.items() if text.lower() not in _NO_VALUE}
    if not headline:
        headline, paragraphs = _headline(draft, paragraphs, single_spaced(info.get("Title", "")))
    draft.fields["headline"] = headline
    draft.paragraphs = paragraphs
    _add_byline(draft, info.get("Author"))
    for key, field in (("CreationDate", "firstcreated"), ("ModDate", "versioncreated")):
        if moment := _moment(info.get(key, "")):
            draft.fields[field] = moment
    if "firstcreated" in draft.fields:
        draft.guessed["firstcreated"] = "creation date of the PDF"
    if keywords := info.get("Keywords"):
        draft.fields["keywords"] = keywords.replace(";", ",")
    if subject := info.get("Subject"):
        draft.fields["subject"] = [subject]
    return draft


def _headline(draft: Draft, paragraphs: list[str], title: str) -> tuple[str, list[str]]:
    """Where no type is larger: the stated title if it stands in the text, or a short first line."""
    first = single_spaced(paragraphs[0]) if paragraphs else ""
    if title and title in single_spaced(" ".join(paragraphs[:20]))[:TOP]:
        return title, [each for each in paragraphs if single_spaced(each) != title]
    short = len(first) <= LONGEST_HEADLINE and not first.endswith(_SENTENCE_END)
    if len(paragraphs) > 1 and short and not begins_story(first):
        return first, paragraphs[1:]
    draft.guessed["headline"] = "the beginning of the text, which has no title line"
    return opening_of(first), paragraphs


def _add_byline(draft: Draft, author: str | None) -> None:
    for index, paragraph in enumerate(draft.paragraphs[:IN_PARAGRAPHS]):
        if (byline := byline_in(paragraph)) is not None:
            draft.fields["byline"] = byline
            del draft.paragraphs[index]
            return
    if author:
        draft.fields["byline"] = author
        draft.guessed["byline"] = "author of the PDF, from its properties"


def _moment(text: str) -> str | None:
    """A date of ISO 32000 (section 7.9.4), such as `D:20261124093000+01'00'`, in ISO 8601."""
    found = _MOMENT.match(text.strip())
    if found is None:
        return None
    day = f"{found['year']}-{found['month'] or '01'}-{found['day'] or '01'}"
    time = f"{found['hour'] or '00'}:{found['minute'] or '00'}:{found['second'] or '00'}"
    zone = "+00:00" if found["z"] else ""
    if found["offset"]:
        zone = f"{found['offset']}:{found['minutes'] or '00'}"
    return f"{day}T{time}{zone}"
