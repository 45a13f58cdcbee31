"""How a text was wrapped: its width, its indents, its tables, its broken words."""

from __future__ import annotations

import re
from itertools import pairwise

WIDEST_WRAP = 120
"""Text wrapped at more columns than this does not occur; longer lines are whole paragraphs."""

NARROWEST_WRAP = 40
"""Shorter lines are a list or a table; ideographs and kana take two columns each."""

WRAPPED_SHARE = 0.6
"""Share of full lines from which a text counts as wrapped."""

CLEARLY_WRAPPED = 0.8
LEAST_FOR_STRAY = 20
"""The same where a longer line sticks out, and the lines that there must be for each such line."""

HANGING_SHARE = 0.75
"""Share of indented lines below a full one from which they continue a paragraph."""

SLACK = 4
"""Columns by which a text's widest line may fall short of the width that it was wrapped at."""

TABLE_SHARE = 0.6
"""Share of lines with gaps between columns from which a block is a table."""

LEAST_BROKEN_WORDS = 3
BROKEN_SHARE = 0.08
"""Count and share of lines that end in a hyphen from which words were broken at any syllable."""

_UNSPACED = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_COLUMN_GAP = re.compile(r"\S {3,}\S|\S {2,}[-+$€£(]?\d|\S\s?\|\s?\S|\.{4,}")
_BULLET = re.compile(r"(?:[-*+•·–—]|\d{1,3}[.)])\s+")
_HYPHEN_AT_END = re.compile(r"[^\W\d_]-$")
_SUSPENDED = frozenset("und oder bis and or to et ou y o e och og eller en of i a lub ja".split())
"""Words before which a hyphen stands for a part left out: `Nord- und Ostsee`."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def indent(line: str) -> int:
    """Spaces before the text of a line."""
    return len(line) - len(line.lstrip(" ")) if line[:1] == " " else 0


def columns(line: str) -> int:
    """How wide a line is printed: ideographs and kana take two columns."""
    return len(line) if line.isascii() else len(line) + len(_UNSPACED.findall(line))


def wrap_width(found: list[list[str]]) -> int | None:
    """The column at which groups of lines were wrapped, None if they were not.

    Only lines with another below them say something: a paragraph's last is as long as it is.
    An address that is longer than the others is no measure. Where as many lines are whole
    paragraphs, too long to have been wrapped, they say nothing.
    """
    prose = [block for block in found if len(block) > 1 and not is_table(block)]
    widths = sorted(columns(line) for block in prose for line in block[:-1])
    if widths and _count_whole(found) >= len(widths):
        return None
    spaced = (columns(line) for block in prose for line in block[:-1] if " " in line.lstrip())
    widest = max(spaced, default=0) or max(widths, default=0)
    if _full_share(prose, widest) >= WRAPPED_SHARE:
        return widest
    if len(widths) < LEAST_FOR_STRAY:
        return None
    without_strays = widths[-1 - max(1, len(widths) // LEAST_FOR_STRAY)]
    return without_strays if _full_share(prose, without_strays) >= CLEARLY_WRAPPED else None


def _count_whole(found: list[list[str]]) -> int:
    """Lines between blank ones that whoever wraps texts would have wrapped."""
    alone = (block[0] for block in found if len(block) == 1)
    return sum(1 for line in alone if columns(line) > WIDEST_WRAP and " " in line.strip())


def _full_share(prose: list[list[str]], width: int) -> float:
    """Share of full lines among those that another one of the same paragraph may follow."""
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return 0.0
    fits = [fit for block in prose for fit in _fits(block, own_width(block, width))]
    return fits.count(False) / len(fits) if fits else 1.0


def own_width(block: list[str], width: int) -> int:
    """The column at which a block was wrapped: a quotation may keep a margin on both sides."""
    if not all(line[0] == " " for line in block):
        return width
    margin = min(map(indent, block))
    widest = max(map(columns, block[:-1]), default=0)
    return max(widest, width - margin) if widest <= width - margin + SLACK else width


def is_indented(block: list[str]) -> bool:
    """Whether any line of a block is."""
    return any(line[0] == " " for line in block)


def is_hanging(block: list[str], width: int) -> bool:
    """Whether the indented lines of a block go on with a paragraph, and others begin one."""
    if not is_indented(block):
        return False
    margin = min(map(indent, block))
    indented: list[bool] = []
    flush: list[bool] = []
    for upper, lower in pairwise(block):
        full = not next_word_fits(upper, lower, width)
        (indented if indent(lower) > margin else flush).append(full)
    if not indented or sum(indented) < HANGING_SHARE * len(indented):
        return False
    return sum(flush) <= len(flush) / 2


def is_table(block: list[str]) -> bool:
    """Whether the lines of a block are rows with gaps between their columns."""
    if len(block) == 1:
        return False
    rows = sum(1 for line in block if _has_gap(line))
    return rows >= TABLE_SHARE * len(block)


def is_item_text(upper: str, lower: str) -> bool:
    """Whether a line stands right below the text of a list's item, so that it belongs to it."""
    start = indent(upper)
    bullet = _BULLET.match(upper, start)
    return bullet is not None and bullet.end() == indent(lower)


def next_word_fits(upper: str, lower: str, width: int) -> bool:
    """Whether a line had room for the word that the next one begins with."""
    start = indent(lower)
    if not lower.isascii() and _UNSPACED.match(lower, start):
        # Such scripts break between any two characters, less one that may not begin a line.
        return columns(upper) + columns(lower[start : start + 2]) <= width
    end = lower.find(" ", start)
    return columns(upper) + 1 + (end if end >= 0 else len(lower)) - start <= width


def words_of(lines: list[str]) -> frozenset[str]:
    """The words of a text in lower case, of which a broken one may be another occurrence."""
    return frozenset(word.lower() for line in lines for word in _WORD.findall(line))


def breaks_words(lines: list[str]) -> bool:
    """Whether a text was set with hyphens at any syllable, as in newspaper columns."""
    broken = sum(1 for line in lines if line.endswith("-") and _HYPHEN_AT_END.search(line))
    return broken >= LEAST_BROKEN_WORDS and broken >= BROKEN_SHARE * len(lines)


def joint(left: str, right: str, words: frozenset[str], *, broken: bool) -> tuple[str, str]:
    """The end of a line, and what stands between it and the next: nothing or a space.

    Args:
        words: the words of the text.
        broken: whether it breaks words at any syllable.
    """
    if not left or not right or (_UNSPACED.match(left[-1]) and _UNSPACED.match(right[0])):
        return left, ""
    if left.endswith("-"):
        return _after_hyphen(left, right, words, broken=broken)
    dashed = left[-1] == "—" and left[-2:-1].isalnum()
    begins = right.startswith(("--", "—")) and right.lstrip("-—")[:1].isalnum()
    return left, "" if dashed or (begins and left[-1].isalnum()) else " "


def _after_hyphen(left: str, right: str, words: frozenset[str], *, broken: bool) -> tuple[str, str]:
    before = left.rstrip("-")
    if not before[-1:].isalnum() or not right[0].isalnum():
        return left, " "
    first = _WORD.match(right)
    rest = first[0].lower() if first else ""
    if rest in _SUSPENDED:
        return left, " "
    if left.endswith("--") or not right[0].islower() or not before[-1].isalpha():
        return left, ""
    begun = _WORD.findall(before[-40:])[-1].lower()
    whole = begun + rest in words or (broken and f"{begun}-{rest}" not in words)
    return (before, "") if whole else (left, "")


def _has_gap(line: str) -> bool:
    maybe = "  " in line or "|" in line or "...." in line
    return maybe and _COLUMN_GAP.search(line) is not None


def _fits(block: list[str], width: int) -> list[bool]:
    """For the lines that may go on with a paragraph, whether they had fitted on the one above."""
    if not is_indented(block):
        return [next_word_fits(upper, lower, width) for upper, lower in pairwise(block)]
    margin = min(map(indent, block))
    hanging = is_hanging(block, width)
    return [
        next_word_fits(upper, lower, width)
        for upper, lower in pairwise(block)
        if (indent(lower) > margin) is hanging
    ]
