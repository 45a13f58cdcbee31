"""Who is said to have said it: the speaker beside a quotation, where that is plain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tasks.summarize.speech_verbs import ACCORDING, VERBS

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

LOOK_AROUND = 120
"""Code points on either side in which a speaker is looked for, within the paragraph."""

MOST_NAME_WORDS = 5
MOST_TITLE_WORDS = 4
MOST_APPOSITION_WORDS = 12

_TOKEN = re.compile(
    r"(?:Mrs?|Ms|Dr|St|Prof|Gen|Maj|Col|Lt|Sgt|Capt|Sen|Rep|Gov|Rev|[^\W\d_])\.(?=\s)"
    r"|[^\s,;:.!?…()“”„\"«»]+|[,;:.!?…()]"
)
_POSSESSIVE = re.compile(r"['’]s$")
_STOPS = frozenset(".!?…")
_PARTICLES = frozenset("van von der den de da di del della du dos bin al el la le".split())
_ARTICLES = frozenset("the a an der die das le la el il o de".split())
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
    if tokens and tokens[0][0].casefold() in VERBS:
        return _name_at(text, tokens, 1, common)[0]
    words = [token[0].casefold() for token in tokens]
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
            name = _name_until(text, tokens, place, common)
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
    if begin == end or not tokens[begin][0][0].isupper():
        return None, start
    further = _after_title(tokens, end, common, MOST_TITLE_WORDS)
    if end < further < len(tokens) and tokens[further][0][0].isupper():
        further_end = _end_of_name(tokens, further, common)
        if further_end > further:
            begin, end = further, further_end
    return _written(text, tokens[begin:end]), end


def _name_until(text: str, tokens: Tokens, end: int, common: AbstractSet[str]) -> str | None:
    """The name that ends before a token."""
    begin = end
    while begin and end - begin < MOST_NAME_WORDS and _is_part(tokens[begin - 1][0], common):
        begin -= 1
    while begin < end and not tokens[begin][0][0].isupper():
        begin += 1
    return _written(text, tokens[begin:end]) if begin < end else None


def _after_title(tokens: Tokens, start: int, common: AbstractSet[str], most: int) -> int:
    place = start
    while place < len(tokens) and place - start < most and _is_title(tokens[place][0], common):
        place += 1
    return place


def _end_of_name(tokens: Tokens, start: int, common: AbstractSet[str]) -> int:
    """Only a name's first word must not be a function word: people are called Prior and Will."""
    end = start
    while end < len(tokens) and end - start < MOST_NAME_WORDS:
        word = tokens[end][0]
        if not (_is_part(word, common) if end == start else _is_part(word, frozenset())):
            break
        end += 1
    while end > start and tokens[end - 1][0] in _PARTICLES:
        end -= 1
    return end


def _written(text: str, tokens: Tokens) -> str:
    return _POSSESSIVE.sub("", text[tokens[0].start() : tokens[-1].end()])


def _is_part(word: str, common: AbstractSet[str]) -> bool:
    if word in _PARTICLES:
        return True
    key = word.casefold()
    return word[0].isupper() and key not in VERBS and (key not in common or key in _TITLES)


def _is_title(word: str, common: AbstractSet[str]) -> bool:
    """A word in small letters that may stand before a name: no preposition, no conjunction."""
    return word[0].islower() and word not in VERBS and (word not in common or word in _ARTICLES)
