"""Who is said to have said it: the speaker beside a quotation, where that is plain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tasks.summarize.keywords import WEEKDAYS
from tasks.summarize.speech_verbs import ACCORDING, AUXILIARIES, PARTICIPLES, VERBS

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

LOOK_AROUND = 120
"""Code points on either side in which a speaker is looked for, within the paragraph."""

MOST_NAME_WORDS = 5
MOST_TITLE_WORDS = 4
MOST_APPOSITION_WORDS = 12

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?:Mrs?|Ms|Dr|St|Prof|Gen|Maj|Col|Lt|Sgt|Capt|Sen|Rep|Gov|Rev|[^\W\d_])\.(?=\s)"
    r"|[^\s,;:.!?…()“”„\"«»]+|[,;:.!?…()]"
)
_POSSESSIVE = ("'s", "’s")
_STOPS = frozenset(".!?…")
_PREFIXED = re.compile(r"(?:[ae](?:[dlnrstz]|sh)-|d[’'])(?P<name>[^\W\d_])")
_PARTICLES = frozenset("van von de da di del della du dos bin".split())
_PARTICLES_BEHIND = frozenset("der den la le al el".split())
"""Behind another particle, as in `von der Leyen`; alone only where they are no articles: in German
the words behind `Merz der` are whom he told."""

_ARTICLES = frozenset("the a an der die das le la el il o".split())
_ARTICLES_OF_NOUNS = frozenset("der die das".split())
_DUTCH_ARTICLE = "de"
"""Elsewhere what follows a title and `de` is a place: `el alcalde de Madrid`."""

_TITLES = frozenset("mr mrs ms dr mr. mrs. ms. dr. sir".split())

Tokens = list[re.Match[str]]


def speaker_of(text: str, start: int, end: int, common: AbstractSet[str]) -> str | None:
    """The name, as the text writes it, of who has said `text[start:end]`.

    Args:
        start, end: the quotation with its marks.
        common: function words of the language, which are no part of a name.
    """
    after = text[end : end + LOOK_AROUND].partition("\n")[0]
    before = text[max(0, start - LOOK_AROUND) : start].rpartition("\n")[2]
    return _named_after(after, common) or _named_before(before, common)


def _named_after(text: str, common: AbstractSet[str]) -> str | None:
    """`said Marta Lindqvist`, `Lindqvist, the engineer, said`, `according to Lindqvist`."""
    tokens = list(_TOKEN.finditer(text))
    if tokens and tokens[0][0] == ",":
        tokens = tokens[1:]
    words = [token[0].casefold() for token in tokens]
    if words and words[0] in VERBS:
        return _name_at(text, tokens, 1, common)[0]
    if words[:1] and words[0] in AUXILIARIES and words[1:2] and words[1] in PARTICIPLES:
        return _name_at(text, tokens, 2, common)[0]
    for phrase in ACCORDING:
        if tuple(words[: len(phrase)]) == phrase:
            return _name_at(text, tokens, len(phrase), common)[0]
    name, end = _name_at(text, tokens, 0, common, most_title=0)
    if name is None:
        return None
    rest = words[end : end + MOST_APPOSITION_WORDS]
    clause = rest[: next((place for place, word in enumerate(rest) if word in _STOPS), len(rest))]
    if clause[:1] == [","]:
        return name if not VERBS.isdisjoint(clause) else None
    introduces_another = rest[1:2] in ([":"], ["that"])
    return name if clause and clause[0] in VERBS and not introduces_another else None


def _named_before(text: str, common: AbstractSet[str]) -> str | None:
    """`Marta Lindqvist said:`, `Lindqvist told reporters that`, `sagte Lindqvist:`."""
    tokens = list(_TOKEN.finditer(text))
    begin = max((place for place, token in enumerate(tokens) if token[0] in _STOPS), default=-1)
    tokens = tokens[begin + 1 :]
    for place in range(len(tokens) - 1, -1, -1):
        if tokens[place][0].casefold() in VERBS:
            is_compound = place > 0 and tokens[place - 1][0] in AUXILIARIES
            name = _name_until(text, tokens, place - is_compound, common)
            if name is None and tokens[-1][0] == ":":
                name = _name_at(text, tokens, place + 1, common)[0]
            return name
    return None


def _name_at(
    text: str,
    tokens: Tokens,
    start: int,
    common: AbstractSet[str],
    most_title: int = MOST_TITLE_WORDS,
) -> tuple[str | None, int]:
    """The name that begins at a token, or behind a title in small letters; and where it ends.

    Of `Nordwire analyst Marta Lindqvist` it is the last one.
    """
    begin = _after_title(tokens, start, common, most_title)
    end = _end_of_name(tokens, begin, common)
    if begin == end or not _is_capitalised(tokens[begin][0]):
        return None, start
    if end == begin + 1 and begin > start and tokens[begin - 1][0] in _ARTICLES_OF_NOUNS:
        return None, start  # in German it is a noun
    is_told = end < len(tokens) and tokens[end][0] in _ARTICLES  # `Lindqvist der Zeitung`
    further = end if is_told else _after_title(tokens, end, common, MOST_TITLE_WORDS)
    if end < further < len(tokens) and _is_capitalised(tokens[further][0]):
        further_end = _end_of_name(tokens, further, common)
        if further_end > further:
            begin, end = further, further_end
    return _written(text, tokens[begin:end]), end


def _name_until(text: str, tokens: Tokens, end: int, common: AbstractSet[str]) -> str | None:
    """The name that ends before a token."""
    begin = end
    while begin and end - begin < MOST_NAME_WORDS:
        if not (_is_word(tokens[begin - 1][0], common) or _is_particle(tokens, begin - 1, common)):
            break
        begin -= 1
    while begin < end and not _is_capitalised(tokens[begin][0]):
        begin += 1
    return _written(text, tokens[begin:end]) if begin < end else None


def _after_title(tokens: Tokens, start: int, common: AbstractSet[str], most: int) -> int:
    place = start
    while place < len(tokens) and place - start < most:
        word = tokens[place][0]
        is_article = place == start and word == _DUTCH_ARTICLE
        if not (is_article or _is_title(word, common)):
            break
        place += 1
    return place


def _end_of_name(tokens: Tokens, start: int, common: AbstractSet[str]) -> int:
    """Only a name's first word must not be a function word: people are called Prior and Will."""
    end = start
    while end < len(tokens) and end - start < MOST_NAME_WORDS:
        is_word = _is_word(tokens[end][0], common if end == start else WEEKDAYS)
        if not (is_word or _is_particle(tokens, end, common)):
            break
        end += 1
    while end > start and not _is_capitalised(tokens[end - 1][0]):
        end -= 1
    return end


def _written(text: str, tokens: Tokens) -> str:
    return text[tokens[0].start() : tokens[-1].end()]


def _is_capitalised(word: str) -> bool:
    """Whether a word begins with a capital letter, or has one behind `al-` or `d’`."""
    if word[0] not in "aed":
        return word[0].isupper()
    prefixed = _PREFIXED.match(word)
    return prefixed is not None and prefixed["name"].isupper()


def _is_word(word: str, common: AbstractSet[str]) -> bool:
    """Whether a word may be one of a name's; what stands behind a possessive is another's."""
    key = word.casefold()
    if not _is_capitalised(word) or word.endswith(_POSSESSIVE) or key in VERBS:
        return False
    return key not in common or key in _TITLES


def _is_particle(tokens: Tokens, place: int, common: AbstractSet[str]) -> bool:
    word = tokens[place][0]
    if word in _PARTICLES:
        return True
    is_behind = place > 0 and tokens[place - 1][0] in _PARTICLES
    return word in _PARTICLES_BEHIND and (is_behind or word not in common)


def _is_title(word: str, common: AbstractSet[str]) -> bool:
    """A word in small letters that may stand before a name: no preposition, no conjunction; or
    whose it is: `Berg’s spokesman`.
    """
    if word.endswith(_POSSESSIVE):
        return True
    is_small = word[0].islower() and not _is_capitalised(word)
    return is_small and word not in VERBS and (word not in common or word in _ARTICLES)
