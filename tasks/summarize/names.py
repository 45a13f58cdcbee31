"""Names in a text: runs of words with a capital letter, where that is a sign of one.

Better few and right: what begins a sentence, a day, a bare title or a word that the text also
writes small is none. In German only runs of several words count, since every noun has a capital
letter; scripts without capital letters have no names that could be told from other words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tasks.summarize.keywords import DAYS, function_words
from tasks.summarize.sentence_starters import ANY_STARTER, SENTENCE_STARTERS
from tasks.summarize.words import runs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

MOST = 20
LONGEST_JOINT = 10
"""Code points between two words of one name: `of the`, `van der`."""

MOST_WORDS = 6
"""A longer run is a title or a list."""

_PREFIX = r"[ae](?:[dlnrstz]|sh)-"
"""The Arabic article: `al-Sharaa`. Behind it, and behind what French and Italian leave of their
articles (`l’Élysée`), a name begins inside a word."""

_CAPITALISED = re.compile(
    r"[A-Z\u00aa-\u00de\u0100-\U0010ffff](?<![\W\d_])"
    r"(?:(?<![\w’'-].)|(?<=\W[ae][dlnrstz]-.)|(?<=\W[ae]sh-.)|(?<=\W[dlns][’'].)|(?<=ll[’'].))"
    r"[\w&]*+(?:[’'.-](?=[^\W\d_])[\w&]*+)*+",
    re.DOTALL,
)
"""The letter comes first, as one set of code points: what cannot begin a match is then skipped at
full speed."""

_JOINT = re.compile(
    r" (?:(?:(?:van|von)(?: de[rnm]?)?|de la|de|da|di|del|della|du|dos|bin|al|&) "
    rf"|{_PREFIX}|(?:d|dell)[’'])?"
)
_PREFIXED = re.compile(rf"\A{_PREFIX}", re.IGNORECASE)
LONGEST_PREFIX = 4
"""Code points of it."""

_OF = re.compile(r" of (?:the )?")
_BEGINNING = re.compile(r"(?:^|[.!?…:]['\"”’»)\]]{0,3}\s{1,3})[\"“„«‘'(\[–—•*-]{0,3}\s?$")
_POSSESSIVES = ("'s", "’s", "'", "’")
_LOOK_BACK = 9
_ADJECTIVES = ("ish", "ese", "ian", "ians")
_NOUNS_HAVE_CAPITALS = frozenset({"de", "lb"})
_SHORT_TITLES = frozenset("Mr Mrs Ms Dr St Prof Gen Maj Col Lt Sgt Capt Sen Rep Gov Rev".split())
_TITLES = frozenset(
    "mr mrs ms dr prof president minister chancellor mayor king queen pope sir lady lord professor "
    "herr frau monsieur madame señor señora premier senator governor judge general bishop".split()
)
Words = list[re.Match[str]]


def names(
    text: str, language: str | None, most: int = MOST, written: Iterable[str] | None = None
) -> tuple[str, ...]:
    """The names of a text as it writes them, in the order of their first mention, each once.

    A shorter form of a name that came before (`Lindqvist` after `Marta Lindqvist`) is no other one,
    nor is one with a title before it.

    Args:
        written: the runs of the text, where they are known.
    """
    capitalised = [(run, _begins_sentence(text, run[0].start())) for run in _capitalised(text)]
    inside = {word[0] for run, begins in capitalised for word in (run[1:] if begins else run)}
    firsts = {run[0][0] for run, _ in capitalised}
    outside = set(map(str.casefold, firsts - inside))
    small = outside.union(set(map(str.casefold, firsts)).intersection(written or runs(text)))
    common = function_words(language)
    primary = (language or "").partition("-")[0].lower()
    nouns_have_capitals = primary in _NOUNS_HAVE_CAPITALS
    starters = SENTENCE_STARTERS.get(primary, ANY_STARTER)
    found: dict[str, set[str]] = {}
    for run, begins in capitalised:
        words = _without_sentence_start(run, small if begins else set(), starters)
        if not words:
            continue
        keys = [_key(word[0]) for word in words]
        if not _is_name(keys, words, common, nouns_have_capitals=nouns_have_capitals):
            continue
        own = {*keys} - _TITLES
        if own and not any(
            own <= other or (len(other) > 1 and other < own) for other in found.values()
        ):
            found[_bare(text[_start(text, words[0]) : words[-1].end()])] = own
        if len(found) == most:
            break
    return tuple(found)


def _capitalised(text: str) -> list[Words]:
    """Words with a capital letter that follow one another, up to a possessive or a full stop."""
    found: list[Words] = []
    end = -LONGEST_JOINT - 1
    for word in _CAPITALISED.finditer(text):
        start = word.start()
        if not text[start].isupper():
            continue
        if start - end <= LONGEST_JOINT and _goes_on(text, found[-1], start):
            found[-1].append(word)
        else:
            found.append([word])
        end = word.end()
    return [run for run in found if len(run) <= MOST_WORDS]


def _goes_on(text: str, run: Words, following: int) -> bool:
    last, end = run[-1], run[-1].end()
    if last[0].endswith(_POSSESSIVES):
        return False
    if text[end : end + 1] == "." and (len(last[0]) == 1 or last[0] in _SHORT_TITLES):
        end += 1
    if _JOINT.fullmatch(text, end, following):
        return True
    is_one_word = len(run) == 1 + (run[0][0] == "The")
    return is_one_word and _OF.fullmatch(text, end, following) is not None


def _key(word: str) -> str:
    """A word as it is compared: `Al-Sharaa` is `Sharaa`."""
    key = _bare(word).casefold()
    return _PREFIXED.sub("", key) if "-" in key else key


def _start(text: str, first: re.Match[str]) -> int:
    """Where a name begins: with the article before its first word."""
    start = first.start()
    begin = text.rfind(" ", max(0, start - LONGEST_PREFIX - 1), start) + 1
    return begin if begin and _PREFIXED.fullmatch(text[begin:start]) else start


def _bare(name: str) -> str:
    """A name without the ending of a possessive."""
    if not name.endswith(_POSSESSIVES):
        return name
    ending = next(filter(name.endswith, _POSSESSIVES))
    return name.removesuffix(ending)


def _begins_sentence(text: str, start: int) -> bool:
    if start > 1 and text[start - 1] == " " and text[start - 2].isalnum():
        return False
    before = text[max(0, start - _LOOK_BACK) : start]
    return before.endswith("\n") or _BEGINNING.search(before.rpartition("\n")[2]) is not None


def _without_sentence_start(
    words: Words, small: AbstractSet[str], starters: AbstractSet[str]
) -> Words:
    """A run without a first word that has its capital letter from its place alone."""
    first = words[0][0]
    if first in starters and not (first.isupper() and len(first) > 1):
        return words[1:]
    return words[1:] if len(words) == 1 and first.casefold() in small else words


def _is_name(
    keys: list[str], words: Words, common: frozenset[str], *, nouns_have_capitals: bool
) -> bool:
    if not keys or all(key in common or key in DAYS or key in _TITLES for key in keys):
        return False
    if len(keys) > 1:
        return any(word[0][1:].islower() for word in words)
    word = words[0][0]
    if len(word) == 1 or (nouns_have_capitals and not word.isupper()):
        return False
    return not keys[0].endswith(_ADJECTIVES)
