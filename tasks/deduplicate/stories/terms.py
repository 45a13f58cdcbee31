"""What of an article says which event it reports: the words of its headline and of its opening."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_letters
from typing import TYPE_CHECKING
from zlib import crc32

from tasks.deduplicate.words import fold, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schemas.article import Article

LEAD_WORDS = 100
"""Words of the body that are looked at: a report says first what has happened."""

_LEAD_LETTERS = 1_000
"""Code points that hold so many words in nearly every language."""

HASH_BITS = 24
"""A term is known by a hash, which is odd for numbers and even for words. Of a hundred thousand
words one in 80 has a double."""

NAME = 1.5
"""How much more a name weighs than another word: events differ by who, where and how many."""

NAME_SHARE = 0.01
FREQUENT_SHARE = 0.2
MIDDLE_SHARE = 0.03
LONG_SHARE = 0.008
_FREQUENT_LETTERS = 3
_MIDDLE_LETTERS = 5
"""Share of articles that a word is expected in before any was counted. In most alphabets
the words that every text has are short; names and numbers are rare."""

RECENT_WORDS = 8_192
"""Words that are not looked at again: four in five of those of a newswire."""

MOST_TIMES = 8
"""A word that is there more often counts no further."""

_WEIGHTS = [0.0, *(1 + math.log(count) for count in range(1, MOST_TIMES + 1))]
_SPARE_BITS = 32 - HASH_BITS
_IDEOGRAPHS = "\u3040"
"""The first of the letters that stand for a syllable or a word: short words of them are rare."""

_CASED = re.compile(r"[^\W\d_]+")
_ASCII_BREAKS = {code: " " for code in range(128) if chr(code) not in ascii_letters}
_LANGUAGE = re.compile(r"[a-z]{2,3}(?![a-z])")


Term = tuple[int, float, float]
"""A word of an article: its hash of `HASH_BITS` bits; its weight by how often and how prominently
the article has it, 1 for a word that is there once; the share of articles that have it, as far as
its form tells."""


@dataclass(frozen=True)
class Terms:
    """The words of an article's headline and opening, each once.

    Attributes:
        language: primary subtag of its language (BCP 47); empty if that is not known.
    """

    terms: tuple[Term, ...]
    language: str = ""


def terms_of(article: Article) -> Terms:
    """The terms that tell which event an article reports."""
    lead = f"{article.located or ''} {article.body_text[:_LEAD_LETTERS]}"
    counts = Counter(words(fold(article.headline)) + words(fold(lead))[:LEAD_WORDS])
    names = _names(article.headline, lead)
    terms = [
        _by_form(word) if count == 1 and word not in names else _weighted(word, count, names)
        for word, count in counts.items()
    ]
    language = _LANGUAGE.match((article.language or "").lower())
    return Terms(tuple(terms), language.group() if language else "")


@lru_cache(RECENT_WORDS)
def _by_form(word: str) -> Term:
    """A word that is there once and is no name."""
    return _hash(word), 1.0, _share(word)


def _weighted(word: str, count: int, names: Mapping[str, bool]) -> Term:
    term, _, share = _by_form(word)
    weight = _WEIGHTS[count] if count < MOST_TIMES else _WEIGHTS[MOST_TIMES]
    is_initials = names.get(word)
    if is_initials is None:
        return term, weight, share
    is_rare = is_initials or len(word) > _FREQUENT_LETTERS
    return term, weight * NAME, NAME_SHARE if is_rare else share


def _hash(word: str) -> int:
    return (crc32(word.encode()) >> _SPARE_BITS) & ~1 | word[0].isdigit()


def _names(headline: str, lead: str) -> dict[str, bool]:
    """Words with a capital letter that are never written without, each with whether it is in
    capitals throughout.

    A text in capitals throughout, or in a script that has none, tells no names. Headlines put
    capitals where they like: theirs are no sign.
    """
    found = set(_letters(lead))
    capital = [word for word in found if word[0].isupper()]
    if len(capital) == len(found):
        return {}
    found.difference_update(capital)
    found.update(_letters(headline))
    names = dict.fromkeys(map(str.casefold, capital), False)
    names.update({word.casefold(): True for word in capital if word.isupper() and len(word) > 1})
    return {word: names[word] for word in names.keys() - found}


def _letters(text: str) -> list[str]:
    """The runs of letters of a text."""
    return text.translate(_ASCII_BREAKS).split() if text.isascii() else _CASED.findall(text)


def _share(word: str) -> float:
    if len(word) > _MIDDLE_LETTERS or word >= _IDEOGRAPHS:
        return LONG_SHARE
    if word.isdigit():
        return NAME_SHARE
    return MIDDLE_SHARE if len(word) > _FREQUENT_LETTERS else FREQUENT_SHARE
