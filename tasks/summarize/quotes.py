"""What a text quotes, and who is said to have said it."""

from __future__ import annotations

import re

from tasks.summarize.keywords import function_words
from tasks.summarize.speakers import speaker_of

MOST = 8
FEWEST_WORDS = 4
FEWEST_LETTERS_UNSPACED = 8
"""A shorter quotation is a title or a word that is held at a distance."""

LONGEST = 1_000
_QUOTATION = re.compile(
    rf"“([^“”„\n]{{1,{LONGEST}}})”|„([^„“”\n]{{1,{LONGEST}}})[“”]|«([^«»\n]{{1,{LONGEST}}})»"
    rf"|»([^«»\n]{{1,{LONGEST}}})«|「([^「」\n]{{1,{LONGEST}}})」|『([^『』\n]{{1,{LONGEST}}})』"
    rf'|"([^"\n]{{1,{LONGEST}}})"|‘(?<!\w‘)([^‘’\n]{{1,{LONGEST}}}[.,!?])’(?!\w)'
)
"""Every alternative begins with its sign: between signs the text is skipped at full speed."""

_SIGNS = frozenset('“„«»「『"‘')
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def quotes(text: str, language: str | None, most: int = MOST) -> list[tuple[int, int, str | None]]:
    """Start and end of each quotation, without its marks, in code points; and the speaker as the
    text writes the name, or None where it is not plain.
    """
    if _SIGNS.isdisjoint(text):
        return []
    common = function_words(language)
    found: list[tuple[int, int, str | None]] = []
    for match in _QUOTATION.finditer(text):
        start, end = _stripped(text, *match.span(match.lastindex or 0))
        if _is_long_enough(text[start:end]):
            found.append((start, end, speaker_of(text, *match.span(), common)))
            if len(found) == most:
                break
    return found


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())


def _is_long_enough(quoted: str) -> bool:
    if not quoted.isascii() and _EAST.search(quoted):
        return len(quoted) >= FEWEST_LETTERS_UNSPACED
    return len(quoted.split()) >= FEWEST_WORDS
