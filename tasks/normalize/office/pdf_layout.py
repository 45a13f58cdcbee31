"""From lines on pages to paragraphs: running titles go, wrapped lines are joined."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from tasks.normalize.paragraphs import join_lines

if TYPE_CHECKING:
    from tasks.normalize.office.pdf_text import Line

MARGIN = 0.12
"""Share of a page's height, at its top and bottom, where running titles stand."""

REPEATED = 3
"""Pages on which a line in the margin stands that is a running title; of two pages both."""

SMALLER = 0.95
LONGEST_SMALL = 80
"""A line in the margin is a running title too if its type is so much smaller than the text's,
and it has not more code points."""

LARGER = 1.15
"""A type is larger than another from this ratio on."""

WIDER_GAP = 1.3
"""Distance of lines, measured by the usual one, from which a new paragraph begins."""

INDENT = 0.6
"""Indent of a first line, in sizes of its type."""

SHORT = 0.35
"""Share of a column's width that is left free by a line that surely ends a paragraph."""

SHORTEST_TITLE = 8
"""Letters of a headline; a larger type with fewer is an ornament or a page's number."""

MOST_TITLE_LINES = 6

_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|página|pagina|p\.|s\.|стр\.)\s*)?\d{1,4}"
    r"(?:\s*(?:/|of|von|de|sur)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_BULLETS = ("• ", "▪ ", "‣ ", "◦ ", "· ")
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.!?:…。！？؟][\"”’»)\]]*$")


class Column(NamedTuple):
    """Lines below one another in one type, and where they begin and end, in points."""

    lines: list[Line]
    left: float
    right: float
    pitch: float


def without_running_titles(lines: list[Line]) -> list[Line]:
    """The lines without page numbers, and without what margins repeat on other pages."""
    pages = len({line.page for line in lines})
    usual = _usual_size(lines)
    printed = Counter(
        key for key in {(line.page, _key(line)) for line in lines if _in_margin(line)}
    )
    seen = Counter(key for _, key in printed)
    return [
        line
        for line in lines
        if not (_in_margin(line) and _is_running(line, seen[_key(line)], pages, usual))
    ]


def _is_running(line: Line, times: int, pages: int, usual: float) -> bool:
    repeated = times >= min(max(2, pages), REPEATED)
    small = line.size < SMALLER * usual and len(line.text) <= LONGEST_SMALL
    return repeated or small or _PAGE_NUMBER.fullmatch(line.text) is not None


def _usual_size(lines: list[Line]) -> float:
    """The type size of the text: the median, by length."""
    return median([line.size for line in lines for _ in range(1 + len(line.text) // 20)] or [0.0])


def _in_margin(line: Line) -> bool:
    depth = MARGIN * line.page_height
    return line.y < depth or line.y > line.page_height - depth


def _key(line: Line) -> tuple[str, int]:
    """What makes it the same on another page; a title that is repeated there is larger."""
    return _DIGITS.sub("0", line.text), round(line.size)


def title_lines(lines: list[Line]) -> list[Line]:
    """The lines on the first page in its largest type; none if the text's is as large."""
    first = [line for line in lines if lines and line.page == lines[0].page]
    sized = [line for line in first if sum(map(str.isalpha, line.text)) >= SHORTEST_TITLE]
    if not sized:
        return []
    largest = max(sized, key=lambda line: line.size)
    if largest.size < LARGER * _usual_size(lines):
        return []
    start = first.index(largest)
    end = start
    while end < len(first) and _same_type(first[end], largest):
        end += 1
    return first[start:end] if end - start <= MOST_TITLE_LINES else []


def paragraphs_of_lines(lines: list[Line]) -> list[str]:
    """The paragraphs, over the ends of columns and pages."""
    found: list[list[Line]] = []
    previous: Line | None = None
    for column in _columns(lines):
        groups = _groups(column)
        if found and previous and _goes_on(previous, groups[0][0], column):
            found[-1] += groups[0]
            groups = groups[1:]
        found += groups
        previous = column.lines[-1]
    return [_joined(group) for group in found]


def _columns(lines: list[Line]) -> list[Column]:
    runs: list[list[Line]] = []
    for line in lines:
        if runs and _is_below(runs[-1][-1], line) and _same_type(runs[-1][-1], line):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [_column(run) for run in runs]


def _column(run: list[Line]) -> Column:
    left = min(line.left for line in run)
    right = max(line.right for line in run)
    gaps = [upper.y - lower.y for upper, lower in pairwise(run)]
    return Column(run, left, right, median(gaps) if gaps else run[0].size)


def _is_below(upper: Line, lower: Line) -> bool:
    overlap = min(upper.right, lower.right) > max(upper.left, lower.left)
    return upper.page == lower.page and upper.y > lower.y and overlap


def _same_type(one: Line, other: Line) -> bool:
    small, large = sorted((one.size, other.size))
    return large < LARGER * max(small, 0.1)


def _groups(column: Column) -> list[list[Line]]:
    """The lines of a column, by paragraph."""
    lines = column.lines
    groups = [[lines[0]]]
    for index in range(1, len(lines)):
        after = lines[index + 1] if index + 1 < len(lines) else None
        if _begins(lines[index - 1], lines[index], after, column):
            groups.append([lines[index]])
        else:
            groups[-1].append(lines[index])
    return groups


def _begins(upper: Line, line: Line, after: Line | None, column: Column) -> bool:
    """Whether a paragraph begins with a line: by a gap, an indent, or a short line above."""
    if upper.hyphenated:
        return False
    if line.text.startswith(_BULLETS):
        return True
    if upper.y - line.y > WIDER_GAP * column.pitch:
        return True
    ends = _SENTENCE_END.search(upper.text) is not None
    if _is_indented(line, column) and not _is_indented(upper, column):
        # Under a bullet all lines but the first are indented.
        hanging = after is not None and abs(after.left - line.left) < 1 and not ends
        return not hanging
    free = column.right - upper.right
    word = line.text.split(maxsplit=1)[0]
    needed = (line.right - line.left) / len(line.text) * (len(word) + 1)
    fits = free > needed + INDENT * line.size
    return fits and (ends or free > SHORT * (column.right - column.left))


def _is_indented(line: Line, column: Column) -> bool:
    return line.left > column.left + INDENT * line.size


def _goes_on(last: Line, first: Line, column: Column) -> bool:
    """Whether a paragraph goes on in the next column or page."""
    if last.hyphenated:
        return True
    indented = _is_indented(first, column) and len(column.lines) > 1
    ends = _SENTENCE_END.search(last.text) is not None
    return _same_type(last, first) and not indented and not ends


def _joined(lines: list[Line]) -> str:
    parts: list[str] = []
    broken = False
    for line in lines:
        if broken:
            parts[-1] += line.text
        else:
            parts.append(line.text)
        broken = line.hyphenated
    return join_lines(parts)
