"""From lines to paragraphs: hard-wrapped text is joined again.

A break between two lines is a paragraph's end at a blank line, at an indent, or where the
next word would have fitted on the line: whoever wrapped the text would have put it there.
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise

WIDEST_WRAP = 120
"""Text wrapped at more columns than this does not occur; longer lines are whole paragraphs."""

NARROWEST_WRAP = 40
"""Shorter lines are a list or a table; ideographs and kana take two columns each."""

WRAPPED_SHARE = 0.6
"""Share of full lines from which a text counts as wrapped."""

_UNSPACED = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_TAB = " " * 4


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text with newlines, each one line.

    Args:
        text: cleaned, so that the only white space is space, tab and newline.
    """
    return unwrap(blocks(text))


def unwrap(found: list[list[str]]) -> list[str]:
    """The paragraphs of groups of lines, each one line."""
    width = wrap_width(found)
    return [paragraph for block in found for paragraph in _split(block, width)]


def blocks(text: str) -> list[list[str]]:
    """Groups of lines between blank lines, with their indents."""
    lines = map(str.rstrip, text.replace("\t", _TAB).split("\n"))
    return [list(group) for filled, group in groupby(lines, key=bool) if filled]


def wrap_width(found: list[list[str]]) -> int | None:
    """The column at which a text was wrapped, None if it was not.

    Only lines with another below them say something: a paragraph's last is as long as it is.
    """
    width = max((_columns(upper) for block in found for upper in block[:-1]), default=0)
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return None
    pairs = [pair for block in found for pair in _same_paragraph(block)]
    full = sum(1 for upper, lower in pairs if not _next_word_fits(upper, lower, width))
    return width if full >= WRAPPED_SHARE * len(pairs) else None


def join_lines(lines: list[str]) -> str:
    """Lines of one paragraph as one line."""
    parts = [line.strip() for line in lines]
    joined = [parts[0]]
    for left, right in pairwise(parts):
        joined.append(right if _joins_without_space(left, right) else f" {right}")
    return "".join(joined)


def _split(block: list[str], width: int | None) -> list[str]:
    if width is None:
        return [line.strip() for line in block]
    groups = [[block[0]]]
    indent = min(_indent(line) for line in block)
    for upper, lower in pairwise(block):
        if _indent(lower) > indent or _next_word_fits(upper, lower, width):
            groups.append([lower])
        else:
            groups[-1].append(lower)
    return [join_lines(group) for group in groups]


def _same_paragraph(block: list[str]) -> list[tuple[str, str]]:
    """Neighbouring lines of a block, but for those of which the lower one is indented."""
    indent = min(_indent(line) for line in block)
    return [(upper, lower) for upper, lower in pairwise(block) if _indent(lower) <= indent]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _next_word_fits(upper: str, lower: str, width: int) -> bool:
    start = _indent(lower)
    if _UNSPACED.match(lower, start):
        # Such scripts break between any two characters, less one that may not begin a line.
        return _columns(upper) + _columns(lower[start : start + 2]) <= width
    word = lower.split(maxsplit=1)[0]
    return _columns(upper) + 1 + len(word) <= width


def _columns(line: str) -> int:
    return len(line) if line.isascii() else len(line) + len(_UNSPACED.findall(line))


def _joins_without_space(left: str, right: str) -> bool:
    """`well-` + `known`, and scripts that have no spaces between words."""
    if not left or not right:
        return True
    hyphenated = left[-1] == "-" and left[-2:-1].isalpha() and right[0].islower()
    return hyphenated or bool(_UNSPACED.match(left[-1]) and _UNSPACED.match(right[0]))
