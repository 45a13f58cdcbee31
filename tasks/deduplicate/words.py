"""The words of a text as they are compared: without case, typography and invisible characters."""

from __future__ import annotations

import re
import unicodedata
from string import ascii_lowercase, digits
from typing import TYPE_CHECKING

import numpy as np

from tasks.deduplicate.word_hashes import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_INVISIBLE = re.compile(
    "[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640"
    "\u064b-\u065f\u0670\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]"
)
"""Soft hyphens, joiners and marks, and the vowel points that one Arabic or Hebrew copy prints and
the next one leaves out. Accents are not among them: NFKC has made one letter of them. Folding may
set a mark apart again (`İ`), so they go last."""

_ACCENTS = re.compile("[\u0300-\u036f]")

_ONE_LETTER = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"}
)
"""Letters that are no others with an accent to Unicode, but to those who have none."""

_MISREAD_UTF8 = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013-\u203a\u20ac\u2122]"
)
"""The first byte of a UTF-8 sequence and one that follows it, as Windows-1252 has them."""

_ASCII_BREAKS = {code: " " for code in range(128) if chr(code) not in digits + ascii_lowercase}
"""All that is no part of a word. Translating and splitting takes half the time of `findall`."""

_BREAKS = bytes(_ASCII_BREAKS.keys())
_SPACED = bytes.maketrans(_BREAKS, b" " * len(_BREAKS))
_TEXT_END, _SPACE = b"\n "
_ASCII_BREAKS_IN_LINE = _ASCII_BREAKS | {ord("\n"): "\n"}

_WORD = re.compile(
    r"[\w\u0780-\u07b1\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff\u0f18-\u0fbc\u1000-\u1049\u1050-\u109f"
    r"\u1780-\u17d3\uabc0-\uabea\uabec\uabed]+"
)
"""Letters and digits, with the vowel signs of the Indic, Maldivian and South-East Asian scripts: to
Python they are no letters, and without them words that differ would look the same."""

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


def fold(text: str) -> str:
    """Text without letter case, compatibility forms (Unicode NFKC) and invisible characters."""
    if text.isascii():
        return text.lower()
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text).casefold())


def mended(text: str) -> str:
    """Text whose UTF-8 was read as Windows-1252 on its way (`cafÃ©`), as it was before."""
    if text.isascii() or not _MISREAD_UTF8.search(text):
        return text
    from ftfy import fix_encoding  # noqa: PLC0415 - few texts need it

    return fix_encoding(text)


def without_accents(folded: str) -> str:
    """Folded text as suppliers send it who have no accents: `Zürich` is `Zurich`."""
    if folded.isascii():
        return folded
    plain = _ACCENTS.sub("", unicodedata.normalize("NFD", folded)).translate(_ONE_LETTER)
    return unicodedata.normalize("NFC", plain)


def words(folded: str) -> list[str]:
    """The words of a folded text, in order.

    Where a script leaves no spaces between words, overlapping pieces stand for them: a copy
    that begins elsewhere has the same ones.
    """
    if folded.isascii():
        return folded.translate(_ASCII_BREAKS).split()
    found = _WORD.findall(folded.replace("_", " "))
    if not _IS_SPACELESS.search(folded):
        return found
    return [piece for word in found for piece in _pieces(word)]


def joined_words(texts: Sequence[str]) -> list[bytes]:
    """The words of each of some folded texts in UTF-8, with a space between them."""
    in_ascii = _joined_in_ascii([text for text in texts if text.isascii()])
    return [next(in_ascii) if text.isascii() else joined(words(text)) for text in texts]


def _joined_in_ascii(texts: Sequence[str]) -> Iterator[bytes]:
    """The same, with no object for any word: only the first space behind each of them is kept."""
    spaced = b"\n".join(text.encode().translate(_SPACED) for text in texts)
    letters = np.frombuffer(b"\n" + spaced, np.uint8)
    is_word = letters > _SPACE
    kept = is_word[1:] | is_word[:-1] | (letters[1:] == _TEXT_END)
    return map(bytes.rstrip, letters[1:][kept].tobytes().split(b"\n"))


def words_of_lines(folded: str) -> list[list[str]]:
    """The words of each line of a folded text."""
    if folded.isascii():
        return [line.split() for line in folded.translate(_ASCII_BREAKS_IN_LINE).split("\n")]
    return [words(line) for line in folded.split("\n")]


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
