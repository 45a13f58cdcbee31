"""Whether a text that somebody else wrote says only what the article says.

Meaning cannot be checked, but what would do most harm can: figures, names, addresses, and text
that is about something else. In doubt the answer is no: the article has an extractive summary
that needs no such check.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from tasks.deduplicate.words import fold, without_accents, words
from tasks.summarize.figures import MAGNITUDES, figures
from tasks.summarize.keywords import DAYS, function_words
from tasks.summarize.words import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.article import Article

LONGEST = 2.0
"""A summary of more than this many times the words that were asked for is none."""

MOST_UNKNOWN = 0.4
"""Share of the words (but for function words) that may be others than the article's."""

MOST_UNKNOWN_UNCASED = 0.15
"""The same in scripts without capital letters, where names cannot be told from other words."""

SAME_STEM = 4
LONGEST_ENDING = 3
"""Words are inflected: `bridges`, `Tarnholmer`. They are the same if they begin with so many
letters in common and end with so few others."""

NAME_ENDINGS = frozenset({"s", "es", "n", "en", "er", "ers"})
GERMAN_NOUN_ENDINGS = NAME_ENDINGS | {"e", "ens", "ern"}
"""What a name may end with besides: `Marta` is not `Martin`, and `Niger` is not `Nigeria`."""

INFLECTED_NAMES = frozenset(
    "az be bg cs el et fi hr hu hy ka kk lt lv mk pl ro ru sk sl sr tr uk".split()
)
"""Languages in which names change like other words: `Москва`, `Москве`."""

SHORTEST_DAY = 4
"""Shorter names of days and months are other words, too, if they are written small: `set`."""

_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]{1,9}://\S|(?:mailto|javascript|data|tel):\S|[\w.+-]@[\w-]|@\w|\bwww\."
)
"""URLs, e-mail addresses and handles: no summary needs one, not even of the article's own."""

_LABEL = r"[^\W_][\w-]{0,62}"
_HOST = re.compile(rf"(?<![\w.])(?:{_LABEL}(?:\.|\[\.\]|\(\.\))){{1,5}}[^\W\d_]{{2,24}}\b(?:/\S*)?")
"""Names of hosts, also such as `evil[.]example`: companies are called so."""

_MARKUP = re.compile(r"</?[a-z!]|\]\(|```|\{\{|&#?\w{1,9};")
_AFTER_NUMBER = re.compile(r"\d[\s-]([^\W\d_]+)")
_CAPITALISED = re.compile(r"(?<!\w)\w[\w’'-]*")
_CLOSING = ".,;:!?)”»\"'"
_WORD = re.compile(r"[^\W\d_]+")
_POSSESSIVE = re.compile(r"['’]s?$")


def objection(text: str, article: Article, asked: int) -> str | None:
    """Why a text must not go out as the summary of an article; None if it may.

    Args:
        asked: the length in words that was asked for.
    """
    return next(_objections(text, article, asked), None)


def _objections(text: str, article: Article, asked: int) -> Iterator[str]:
    """The cheap ones first, which also bound what the others have to look at."""
    source = "\n".join((article.headline, article.description or "", article.body_text))
    if not text.strip():
        yield "the answer is empty"
    if count_words(text, 0, len(text), int(asked * LONGEST) + 1) > asked * LONGEST:
        yield "the answer is too long"
    if len(text) > len(source):
        yield "the answer is longer than the article"
    if _has_foreign_signs(text, source):
        yield "signs that the article does not have"
    folded, known = fold(text), fold(source)
    if _has_address(folded, known):
        yield "an address or markup"
    if figures(folded, article.language) - figures(known, article.language):
        yield "a number that the article does not have"
    yield from _objections_to_words(text, folded, _Vocabulary(source, article.language))


def _objections_to_words(text: str, folded: str, own: _Vocabulary) -> Iterator[str]:
    if _foreign_day(text, own):
        yield "a day or month that the article does not have"
    if _foreign_unit(folded, own):
        yield "a number that the article does not have"
    if _foreign_name(text, own):
        yield "a name that the article does not have"
    if _unknown_share(text, own) > _most_unknown(text):
        yield "the answer is about something else"


def _has_foreign_signs(text: str, source: str) -> bool:
    """Control, format and private characters, and currency signs, that the article has not."""
    foreign = {*text} - {*source} - {"\n", "\t"}
    return any(unicodedata.category(each)[0] == "C" for each in foreign) or any(
        unicodedata.category(each) == "Sc" for each in foreign
    )


def _has_address(folded: str, source: str) -> bool:
    if _ADDRESS.search(folded):
        return True
    found = _HOST.findall(folded) + _MARKUP.findall(folded)
    return any(each.rstrip(_CLOSING) not in source for each in found)


class _Vocabulary:
    """The words of an article, and which of another text's are among them."""

    def __init__(self, source: str, language: str | None) -> None:
        primary = (language or "").partition("-")[0].lower()
        small = " ".join(word for word in source.split() if word == word.lower())
        self.words = {*_plain_words(source)}
        self.days = self.words & DAYS
        self.common = function_words(language)
        self._small = self.words if primary in INFLECTED_NAMES else {*_plain_words(small)}
        self._endings = GERMAN_NOUN_ENDINGS if primary == "de" else NAME_ENDINGS

    def has(self, word: str) -> bool:
        """Whether the article has the word, in whatever form."""
        return word in self.words or _has_stem(word, self.words)

    def has_name(self, word: str) -> bool:
        """The same of a word with a capital letter.

        The article's own names are no other words with the same beginning; its other words may
        have a capital letter where a sentence begins.
        """
        if word in self.words or _has_stem(word, self._small):
            return True
        return len(word) >= SAME_STEM and any(
            _is_ending(word, other, self._endings) for other in self.words
        )

    def has_day(self, word: str) -> bool:
        """The same of a day or month, which either text may shorten."""
        return word in self.words or any(
            word.startswith(day) or day.startswith(word) for day in self.days
        )


def _plain_words(text: str) -> list[str]:
    return words(without_accents(fold(text)))


def _foreign_day(text: str, own: _Vocabulary) -> bool:
    """Whether a day or month is none of the article's.

    `may` is another word unless it has a capital letter.
    """
    for word in _WORD.findall(text):
        plain = without_accents(fold(word))
        if fold(word) not in DAYS or own.has_day(plain):
            continue
        if word != word.lower() or len(word) >= SHORTEST_DAY:
            return True
    return False


def _foreign_unit(folded: str, own: _Vocabulary) -> bool:
    """Whether a number is one of something else: `14 months`, where the article has weeks."""
    return any(
        unit not in own.common and unit not in MAGNITUDES and not own.has(without_accents(unit))
        for unit in _AFTER_NUMBER.findall(folded)
    )


def _foreign_name(text: str, own: _Vocabulary) -> bool:
    """Whether a word with a capital letter is none of the article's.

    At the beginning of a sentence function words are capitalised, too.
    """
    for found in _CAPITALISED.findall(text):
        if found.lower() != found:
            parts = _plain_words(_POSSESSIVE.sub("", found))
            if not all(word in own.common or own.has_name(word) for word in parts):
                return True
    return False


def _unknown_share(text: str, own: _Vocabulary) -> float:
    found = [word for word in _plain_words(text) if word not in own.common]
    return sum(not own.has(word) for word in found) / len(found) if found else 0.0


def _most_unknown(text: str) -> float:
    letters = [each for each in text if each.isalpha()]
    cased = sum(each.islower() or each.isupper() for each in letters)
    return MOST_UNKNOWN if cased * 2 >= len(letters) else MOST_UNKNOWN_UNCASED


def _has_stem(word: str, own: set[str]) -> bool:
    if len(word) < SAME_STEM:
        return False
    return any(_same_stem(word, other) for other in own if other[:SAME_STEM] == word[:SAME_STEM])


def _is_ending(word: str, other: str, endings: frozenset[str]) -> bool:
    short, long = sorted((word, other), key=len)
    return len(short) >= SAME_STEM and long.startswith(short) and long[len(short) :] in endings


def _same_stem(one: str, other: str) -> bool:
    common = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        common += 1
    return max(len(one), len(other)) - common <= LONGEST_ENDING
