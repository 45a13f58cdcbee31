"""The words of a text as they are compared: without case, typography and invisible characters."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640"
    "\u064b-\u065f\u0670\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]"
)
"""Soft hyphens, joiners and marks, and the vowel points that one Arabic or Hebrew copy prints and
the next one leaves out. Accents are not among them: NFKC has made one letter of them."""

_ASCII_WORD = re.compile(r"[a-z0-9]+")

_WORD = re.compile(
    r"[\w\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff\u0f18-\u0fbc\u1000-\u1049\u1050-\u109f"
    r"\u1780-\u17d3]+"
)
"""Letters and digits, with the vowel signs of the Indic and South-East Asian scripts: to Python
they are no letters, and without them words that differ would look the same."""

_IDEOGRAPHS = (
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_ALPHABETS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_SPACELESS = re.compile(
    f"(?P<ideographs>[{_IDEOGRAPHS}]+)|[{_ALPHABETS}]+|[^{_IDEOGRAPHS}{_ALPHABETS}]+"
)
_IS_SPACELESS = re.compile(f"[{_IDEOGRAPHS}{_ALPHABETS}]")

IDEOGRAPHS_PER_WORD = 2
"""Code points of a piece where words are not separated: a Chinese word has about two."""

LETTERS_PER_WORD = 5
"""The same for Thai, Lao, Burmese and Khmer, whose words are spelled out."""

_NUMBER = re.compile(r"\d+(?:[.,:\u00a0\u202f'’]\d+)*")


def fold(text: str) -> str:
    """Text without letter case, compatibility forms (Unicode NFKC) and invisible characters."""
    if text.isascii():
        return text.lower()
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def words(folded: str) -> list[str]:
    """The words of a folded text, in order.

    Where a script leaves no spaces between words, overlapping pieces stand for them: a copy
    that begins elsewhere has the same ones.
    """
    if folded.isascii():
        return _ASCII_WORD.findall(folded)
    found = _WORD.findall(folded)
    if not _IS_SPACELESS.search(folded):
        return found
    return [piece for word in found for piece in _pieces(word)]


def numbers(folded: str) -> list[str]:
    """The numbers of a folded text as their digits: `21,600` and `21.600` are one."""
    return ["".join(filter(str.isdigit, number)) for number in _NUMBER.findall(folded)]


def _pieces(word: str) -> list[str]:
    if not _IS_SPACELESS.search(word):
        return [word]
    pieces = []
    for run in _SPACELESS.finditer(word):
        text = run.group()
        if run["ideographs"]:
            pieces += _overlapping(text, IDEOGRAPHS_PER_WORD)
        elif _IS_SPACELESS.match(text):
            pieces += _overlapping(text, LETTERS_PER_WORD)
        else:
            pieces.append(text)
    return pieces


def _overlapping(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(max(1, len(text) - size + 1))]
