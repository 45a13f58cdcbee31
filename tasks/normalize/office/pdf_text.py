"""The lines of a PDF's text layer, with where they stand; PDFium reads them in the page's order."""

from __future__ import annotations

import re
from ctypes import c_double
from dataclasses import dataclass, replace
from math import hypot
from statistics import median
from time import monotonic
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw

from schemas.errors import RejectedError
from schemas.failure import FailureReason

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PAGES = 500
"""A document with more is a book, and no article."""

MOST_CHARACTERS = 2_000_000
"""Characters of the text layer that are read, in all."""

LONGEST_WORK = 8.0
"""Seconds for all pages; looked at between them."""

HALF = 0.5
"""Share of the type's size within which letters stand on the same line."""

_BREAK = re.compile("(\r\n|[\n\r\ufffe\x02])")
_HYPHENS = ("\ufffe", "\x02")
"""What PDFium puts in place of a hyphen and line break inside of a word."""


@dataclass(frozen=True)
class Line:
    """A line of text; where it stands, in points from the lower left corner of its page.

    Attributes:
        y: of the line on which its letters stand.
        size: of its type, in points.
        hyphenated: whether its last word goes on in the next line.
        page_height: of the page, in points.
    """

    text: str
    page: int
    left: float
    right: float
    y: float
    size: float
    hyphenated: bool
    page_height: float


@dataclass(frozen=True)
class Layer:
    """A document's text layer and its information dictionary (ISO 32000, section 14.3.3)."""

    lines: list[Line]
    info: dict[str, str]


def text_layer(raw: bytes) -> Layer:
    """The lines of all pages.

    Raises:
        RejectedError: it is encrypted, damaged, too long, or takes too long.
    """
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        raise _not_opened(error.err_code) from error
    try:
        if len(document) > MOST_PAGES:
            message = f"it has {len(document):,} pages; documents of up to {MOST_PAGES} are read"
            raise RejectedError(FailureReason.TOO_LARGE, message)
        lines = list(_lines_of_pages(document))
        return Layer(lines, document.get_metadata_dict(skip_empty=True))
    except pdfium.PdfiumError as error:
        message = "a page of it is damaged: export the document again"
        raise RejectedError(FailureReason.MALFORMED, message) from error
    finally:
        document.close()


def _not_opened(code: int | None) -> RejectedError:
    if code in {pdfium_raw.FPDF_ERR_PASSWORD, pdfium_raw.FPDF_ERR_SECURITY}:
        message = "the PDF is encrypted: drop it without a password"
        return RejectedError(FailureReason.UNREADABLE, message)
    message = "the PDF is damaged: export the document again"
    return RejectedError(FailureReason.MALFORMED, message)


def _lines_of_pages(document: Any) -> Iterator[Line]:
    start, characters = monotonic(), 0
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        characters += text_page.count_chars()
        if characters > MOST_CHARACTERS:
            message = f"there are more than {MOST_CHARACTERS:,} characters in it"
            raise RejectedError(FailureReason.TOO_LARGE, message)
        yield from _whole(_lines(text_page, number, page.get_height()))
        text_page.close()
        page.close()
        if monotonic() - start > LONGEST_WORK:
            message = f"its pages took more than {LONGEST_WORK:.0f} seconds: split the document"
            raise RejectedError(FailureReason.TIME_LIMIT, message)


def _lines(text_page: Any, page: int, page_height: float) -> Iterator[Line]:
    parts = _BREAK.split(text_page.get_text_range())
    start = 0
    for text, mark in zip(parts[::2], [*parts[1::2], ""], strict=True):
        shown = text.strip()
        if shown:
            first = start + text.index(shown[0])
            last = first + len(shown) - 1
            letters = [_letter(text_page, at) for at in (first, (first + last) // 2, last)]
            # Small raised letters at an end do not make the line another one.
            y, size = (median(letter[at] for letter in letters) for at in (2, 3))
            left, right = letters[0][0], letters[-1][1]
            yield Line(shown, page, left, right, y, size, mark in _HYPHENS, page_height)
        start += len(text) + len(mark)


def _letter(text_page: Any, index: int) -> tuple[float, float, float, float]:
    """Left, right, base line and type size of the character at an index of the text."""
    box, matrix = pdfium_raw.FS_RECTF(), pdfium_raw.FS_MATRIX()
    x, y = c_double(), c_double()
    place = pdfium_raw.FPDFText_GetCharIndexFromTextIndex(text_page, index)
    pdfium_raw.FPDFText_GetLooseCharBox(text_page, place, box)
    pdfium_raw.FPDFText_GetCharOrigin(text_page, place, x, y)
    pdfium_raw.FPDFText_GetMatrix(text_page, place, matrix)
    # Some programs write in type of one point, and enlarge it.
    scale = hypot(matrix.c, matrix.d)
    size = pdfium_raw.FPDFText_GetFontSize(text_page, place) * scale
    return box.left, box.right, y.value, size or box.top - box.bottom


def _whole(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines, of which some come in pieces: by raised letters, by a large initial."""
    last: Line | None = None
    for line in lines:
        if last is not None and _is_beside(last, line):
            text = f"{last.text} {line.text}"
            last = replace(last, text=text, right=line.right, hyphenated=line.hyphenated)
        elif last is not None and _is_initial(last, line):
            last = replace(line, text=last.text + line.text)
        else:
            if last is not None:
                yield last
            last = line
    if last is not None:
        yield last


def _is_beside(last: Line, line: Line) -> bool:
    """Whether a line goes on at its height, no further away than a word."""
    level = abs(last.y - line.y) < HALF * max(last.size, line.size)
    gap = line.left - last.right
    return level and -last.size < gap < 2 * last.size


def _is_initial(last: Line, line: Line) -> bool:
    single = len(last.text) == 1 and last.text.isalpha()
    return single and line.text[:1].islower() and last.size > line.size
