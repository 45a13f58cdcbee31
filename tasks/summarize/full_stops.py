"""Whether a single full stop ends a sentence or belongs to an abbreviation, initial or number."""

from __future__ import annotations

import re
from typing import NamedTuple

from tasks.summarize.abbreviations import (
    AFTER_HOURS,
    ELIDED,
    HOURS,
    LANGUAGES,
    LETTERED,
    MONTHS,
    NAME_PARTICLES,
    NEVER_LAST,
    ORDINAL_LANGUAGES,
    SPELLED_LETTERS,
    Abbreviations,
    abbreviations_of,
)
from tasks.summarize.sentence_starters import ANY_STARTER, SENTENCE_STARTERS

LONGEST_TOKEN = 24
"""How far back the word before a full stop is looked for, in code points."""

_OPENING_MARKS = "\"'“‘„‚«‹»›(［[{¿¡*•—–-"
_UNITS = frozenset("mgltsh")
_NUMBER = re.compile(r"\d{1,2}")
_TIME_ALONE = re.compile(r"(?:About|After|Around|At|Before|By|From|Since|Until) \d")
_ITEM = re.compile(r"(?:[^\W\d_]{1,4}\.\s)?\d{1,2}")
_MONTH_FIGURE = re.compile(r"\d{1,2}\.")
_DAY_BEFORE_MONTH = re.compile(r"\b\d{1,2}\.\s?\d{1,2}$")
_YEAR = re.compile(r"\d{4}")
_ACRONYM = re.compile(
    r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,2}|(?:[\u0900-\u0dff]{1,5}\.)+[\u0900-\u0dff]{1,5}"
)
_DOUBLED = re.compile(r"([A-Z])\1")
_DOUBLED_PAIR = re.compile(r".*([A-Z])\1\. ?([A-Z])\2", re.DOTALL)
_DASH = re.compile(r"[—–]|-\s")


class Conventions(NamedTuple):
    """What a language says of full stops."""

    starters: frozenset[str]
    abbreviations: Abbreviations
    abbreviated: frozenset[str]
    """All of the abbreviations."""
    ordinals: bool


def conventions_of(language: str | None) -> Conventions:
    """The conventions of a language (BCP 47 tag), or those that hold anywhere."""
    if known := _CONVENTIONS.get(language or ""):
        return known
    primary = (language or "").partition("-")[0].lower()
    elsewhere = _ELSEWHERE_WITH_ORDINALS if primary in ORDINAL_LANGUAGES else _ELSEWHERE
    return _CONVENTIONS.get(primary, elsewhere)


def _conventions(primary: str) -> Conventions:
    known = abbreviations_of(primary)
    return Conventions(
        starters=SENTENCE_STARTERS.get(primary, ANY_STARTER),
        abbreviations=known,
        abbreviated=frozenset[str]().union(*known),
        ordinals=primary in ORDINAL_LANGUAGES,
    )


_CONVENTIONS = {primary: _conventions(primary) for primary in LANGUAGES}
_ELSEWHERE = _conventions("")
_ELSEWHERE_WITH_ORDINALS = _ELSEWHERE._replace(ordinals=True)


def full_stop_ends(
    text: str, start: int, stop: int, following: re.Match[str], conventions: Conventions
) -> bool:
    """Whether the full stop at `stop` ends the sentence that begins at `start`.

    Args:
        text: any text.
        start: where the sentence begins.
        stop: where the full stop is.
        following: two groups, the white space and opening marks behind the full stop, and the
            letters behind those, if any.
        conventions: those of the text's language.
    """
    before = text[max(start, stop - LONGEST_TOKEN) : stop]
    word = _last_word(before)
    if not word:
        return before.rstrip()[-1:] not in {"", "."}
    if len(word) == stop - start and word.lower() in conventions.abbreviated:
        word = word.lower()  # `Ca. 50 Boote` has its capital letter from its place
    if _is_plain(word) and word not in conventions.abbreviated:
        return True
    if word in HOURS or before[-4:] in HOURS:
        return _hour_ends(text[start:stop] if stop - start <= LONGEST_TOKEN else "", following[2])
    if _never_ends(word, before, following[2], conventions):
        return False
    if _NUMBER.fullmatch(word):
        is_item = stop - start <= LONGEST_TOKEN and _ITEM.fullmatch(before)
        return not is_item and not _is_ordinal(following, before, conventions)
    return _other_word_ends(word, before, following, conventions)


def _other_word_ends(
    word: str, before: str, following: re.Match[str], conventions: Conventions
) -> bool:
    if _is_closing(word, before, conventions):
        return following[2] != ""
    if _is_initial(word, before) or _is_abbreviation(word, before, conventions):
        return _is_starter(following, conventions)
    return True


def _last_word(text: str) -> str:
    """The word at a text's very end: `Gen` of `Lt.-Gen`, `art` of `“l’art`."""
    if not text or text[-1].isspace():
        return ""
    word = text.rsplit(None, 1)[-1]
    if word.isalnum():
        return word
    word = word.lstrip(_OPENING_MARKS)
    word = word.rpartition("-")[2] or word
    elided, apostrophe, rest = word.replace("’", "'").partition("'")
    return rest if apostrophe and rest and elided in ELIDED else word


def _is_plain(word: str) -> bool:
    """Whether a word can only be special by being in the list of abbreviations.

    Most are: it saves the time for all other questions. One of two letters may be the last
    part of `p. ex.`
    """
    return len(word) > 2 and word.isascii() and word.isalpha() and word.islower()  # noqa: PLR2004


def _never_ends(word: str, before: str, following: str, conventions: Conventions) -> bool:
    """Titles, `z. B.` and its kin, `No. 5`, `EE. UU.`, initials before `De Souza`, and Thai."""
    known = conventions.abbreviations
    if word in known.titles or "\u0e00" <= word[-1] <= "\u0eff":
        return True
    if not NEVER_LAST.isdisjoint((word, before[-4:], before[-5:])):
        return True
    if not following:
        return word in known.numbered
    if len(following) == 1 and word in known.numbered:
        return following not in conventions.starters
    if len(word) == 1 and word.isupper() and following in NAME_PARTICLES:
        return True
    return bool(_DOUBLED.fullmatch(word) and _DOUBLED.fullmatch(following))


def _is_ordinal(following: re.Match[str], before: str, conventions: Conventions) -> bool:
    """`26. November`, `der 3. Tag`, `30. 6. 2015`."""
    if following[2]:
        is_name = conventions.ordinals and following[2] not in conventions.starters
        return is_name or following[2] in MONTHS
    if not conventions.ordinals:
        return False
    rest = following.string[following.end() : following.end() + 4]
    return _MONTH_FIGURE.match(rest) is not None or (
        _DAY_BEFORE_MONTH.search(before) is not None and _YEAR.match(rest) is not None
    )


def _hour_ends(sentence: str, following: str) -> bool:
    """Not before a day or a time zone, and `By 10 p.m.` is no sentence."""
    if not following or _TIME_ALONE.match(sentence):
        return False
    return following not in AFTER_HOURS and (len(following) == 1 or not following.isupper())


def _is_closing(word: str, before: str, conventions: Conventions) -> bool:
    """Ends of lists and units; a small letter behind a figure is no initial: `100 m`."""
    closing = conventions.abbreviations.closing
    if word in closing or before[-4:] in closing:
        return True
    return word in _UNITS and before[-3:-2].isdecimal()


def _is_initial(word: str, before: str) -> bool:
    """One letter, as in `J. Olsen`, but not the one of `plan B`."""
    if len(word) > 1 or not word.isalpha():
        return word in SPELLED_LETTERS
    previous = before[:-1].rsplit(None, 1)[-1:]
    return not previous or previous[0].lower() not in LETTERED


def _is_abbreviation(word: str, before: str, conventions: Conventions) -> bool:
    known = conventions.abbreviations.ambiguous
    if word in known or (word.isupper() and word.title() in known) or _ACRONYM.fullmatch(word):
        return True
    return len(word) == 2 and _DOUBLED_PAIR.fullmatch(before) is not None  # noqa: PLR2004


def _is_starter(following: re.Match[str], conventions: Conventions) -> bool:
    """Whether a word that begins sentences follows.

    `A.` is an initial, not the word `A`; a dash goes on: `SALEM, Ore. — The mayor`.
    """
    if following[2] not in conventions.starters or _DASH.search(following[1]):
        return False
    return following.string[following.end() : following.end() + 1] != "."
