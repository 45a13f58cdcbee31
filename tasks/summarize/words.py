"""Counting words, in scripts with and without spaces."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff"  # Tibetan, Burmese, Khmer
    "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Japanese, Chinese
    "\U00020000-\U0003ffff"
)
"""Scripts written without spaces between words; Korean has them."""

LONGEST_WORD = 40
"""A longer run without a space, such as an address, counts as several words; code points."""

_WORD = re.compile(rf"[{UNSPACED}]{{1,2}}|[^\s{UNSPACED}]{{1,{LONGEST_WORD}}}")
_UNSPACED_LETTER = re.compile(rf"[{UNSPACED}]")


_RUN = re.compile(r"[\w’'-]+")
_ASCII_BREAKS = {code: " " for code in range(128) if not _RUN.match(chr(code))}


def runs(text: str) -> list[str]:
    """The runs of letters, digits, apostrophes and hyphens of a text, in order.

    ASCII is translated and split, which takes a fifth of the time of `findall`.
    """
    return text.translate(_ASCII_BREAKS).split() if text.isascii() else _RUN.findall(text)


def count_words(text: str, start: int, end: int, limit: int) -> int:
    """Words of `text[start:end]`, counted no further than `limit`.

    Words are separated by white space; in scripts without it two code points count as one.
    """
    if end - start <= limit * LONGEST_WORD:
        found = text[start:end]
        if found.isascii() and max(map(len, parts := found.split()), default=0) <= LONGEST_WORD:
            return min(len(parts), limit)
    return sum(1 for _ in islice(_WORD.finditer(text, start, end), limit))


def counts_of_words(sentences: Sequence[str], limit: int) -> list[int]:
    """Words of each sentence, counted no further than `limit`."""
    if max(map(len, sentences), default=0) <= limit * LONGEST_WORD:
        text = " ".join(sentences)
        if text.isascii() and max(map(len, text.split()), default=0) <= LONGEST_WORD:
            return [min(len(each.split()), limit) for each in sentences]
    return [count_words(each, 0, len(each), limit) for each in sentences]


def end_of_words(text: str, start: int, end: int, limit: int) -> int:
    """Where the first `limit` words of `text[start:end]` end: at the end of a word.

    Only a run without any space may be cut inside, and never between a letter and its marks.
    """
    cut = start
    for found in islice(_WORD.finditer(text, start, end), limit):
        cut = found.end()
    cut = _after_marks(text, cut, end)
    if not _inside_word(text, cut, end):
        return cut
    whole = text[start:cut].rsplit(None, 1)
    return start + len(whole[0]) if len(whole) > 1 else cut


def _after_marks(text: str, cut: int, end: int) -> int:
    while cut < end and unicodedata.category(text[cut]).startswith("M"):
        cut += 1
    return cut


def _inside_word(text: str, cut: int, end: int) -> bool:
    if cut >= end or text[cut].isspace():
        return False
    return not _UNSPACED_LETTER.match(text[cut - 1]) and not _UNSPACED_LETTER.match(text[cut])
