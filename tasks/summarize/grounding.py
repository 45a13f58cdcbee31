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
from tasks.summarize.figures import figures
from tasks.summarize.keywords import function_words
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

_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]{1,9}://\S|(?:mailto|javascript|data|tel):\S|[\w.+-]@[\w-]|@\w|\bwww\."
)
"""URLs, e-mail addresses and handles: no summary needs one, not even of the article's own."""

_LABEL = r"[^\W_][\w-]{0,62}"
_HOST = re.compile(rf"(?<![\w.])(?:{_LABEL}(?:\.|\[\.\]|\(\.\))){{1,5}}[^\W\d_]{{2,24}}\b(?:/\S*)?")
"""Names of hosts, also such as `evil[.]example`: companies are called so."""

_MARKUP = re.compile(r"</?[a-z!]|\]\(|```|\{\{|&#?\w{1,9};")
_CAPITALISED = re.compile(r"[^\W\d_][\w’'-]*")
_CLOSING = ".,;:!?)”»\"'"
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
    own = {*words(without_accents(known))}
    if _foreign_name(text, own, article.language):
        yield "a name that the article does not have"
    if _unknown_share(text, own, article.language) > _most_unknown(text):
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


def _foreign_name(text: str, own: set[str], language: str | None) -> bool:
    """Whether a word with a capital letter is none of the article's.

    At the beginning of a sentence function words are capitalised, too.
    """
    common = function_words(language)
    for found in _CAPITALISED.findall(text):
        if found.lower() != found:
            parts = words(without_accents(fold(_POSSESSIVE.sub("", found))))
            if not all(word in common or _is_among(word, own) for word in parts):
                return True
    return False


def _unknown_share(text: str, own: set[str], language: str | None) -> float:
    common = function_words(language)
    found = [word for word in words(without_accents(fold(text))) if word not in common]
    return sum(not _is_among(word, own) for word in found) / len(found) if found else 0.0


def _most_unknown(text: str) -> float:
    letters = [each for each in text if each.isalpha()]
    cased = sum(each.islower() or each.isupper() for each in letters)
    return MOST_UNKNOWN if cased * 2 >= len(letters) else MOST_UNKNOWN_UNCASED


def _is_among(word: str, own: set[str]) -> bool:
    if word in own:
        return True
    if len(word) < SAME_STEM:
        return False
    return any(_same_stem(word, other) for other in own if other[:SAME_STEM] == word[:SAME_STEM])


def _same_stem(one: str, other: str) -> bool:
    common = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        common += 1
    return max(len(one), len(other)) - common <= LONGEST_ENDING
