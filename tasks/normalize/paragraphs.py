"""From lines to paragraphs: hard-wrapped text is joined again.

A break between two lines is a paragraph's end at a blank line, at an indent, or where the
next word would have fitted on the line: whoever wrapped the text would have put it there.
Hanging indents, quotations with margins and items of lists stay whole; rows of tables stay rows.
"""

from __future__ import annotations

from itertools import groupby, pairwise

from tasks.normalize.wrapping import (
    breaks_words,
    indent,
    is_hanging,
    is_indented,
    is_item_text,
    is_table,
    joint,
    next_word_fits,
    own_width,
    words_of,
    wrap_width,
)

LEAST_QUOTED = 3
"""Lines of a quotation that only its indent sets off; fewer are paragraphs of one line."""

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
    if width is None:
        return [line.strip() for block in found for line in block]
    lines = [line for block in found for line in block]
    words: frozenset[str] = frozenset()
    if any(line.endswith("-") for line in lines):
        words = words_of(lines)
    broken = breaks_words(lines)
    return [
        join_lines(group, words, broken=broken) for block in found for group in _split(block, width)
    ]


def blocks(text: str) -> list[list[str]]:
    """Groups of lines between blank lines, with their indents."""
    lines = map(str.rstrip, text.replace("\t", _TAB).split("\n"))
    return [list(group) for filled, group in groupby(lines, key=bool) if filled]


def join_lines(
    lines: list[str], words: frozenset[str] = frozenset(), *, broken: bool = False
) -> str:
    """Lines of one paragraph as one line.

    Args:
        words: the words of the whole text; one of them that was broken loses its hyphen.
        broken: whether the text breaks words at any syllable; then each one does.
    """
    if len(lines) == 1:
        return lines[0].strip()
    parts = [line.strip() for line in lines]
    joined: list[str] = []
    for left, right in pairwise(parts):
        joined.extend(joint(left, right, words, broken=broken))
    return "".join([*joined, parts[-1]])


def _split(block: list[str], width: int) -> list[list[str]]:
    """The lines of a block by paragraph."""
    if len(block) == 1:
        return [block]
    if is_table(block):
        return [[line] for line in block]
    groups = [[block[0]]]
    for lower, begins in zip(block[1:], _begins(block, own_width(block, width)), strict=True):
        if begins:
            groups.append([lower])
        else:
            groups[-1].append(lower)
    return groups


def _begins(block: list[str], width: int) -> list[bool]:
    """For each line of a block but the first, whether it begins a paragraph."""
    if not is_indented(block):
        return [next_word_fits(upper, lower, width) for upper, lower in pairwise(block)]
    margin = min(map(indent, block))
    if is_hanging(block, width):
        return [indent(lower) == margin for lower in block[1:]]
    quoted = _quoted(block, width)
    return [
        place not in quoted
        if indent(lower) > margin and not is_item_text(upper, lower)
        else next_word_fits(upper, lower, width)
        for place, (upper, lower) in enumerate(pairwise(block), 1)
    ]


def _quoted(block: list[str], width: int) -> frozenset[int]:
    """Places of the lines that go on within a quotation: indented alike, below full lines."""
    found: list[int] = []
    margin, start = min(map(indent, block)), 0
    for depth, lines in groupby(block, key=indent):
        group = list(lines)
        own = own_width(group, width)
        full = not any(next_word_fits(upper, lower, own) for upper, lower in pairwise(group))
        if depth > margin and len(group) >= LEAST_QUOTED and full:
            found.extend(range(start + 1, start + len(group)))
        start += len(group)
    return frozenset(found)
