"""The words that tell an article from others."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache
from itertools import compress, islice
from typing import TYPE_CHECKING

from stop_words import LANGUAGE_MAPPING, get_stop_words

from tasks.summarize.abbreviations import MONTHS
from tasks.summarize.words import UNSPACED, runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

MOST = 8
"""Keywords of an article."""

MOST_WORDS = 3_000
MOST_PIECES = 2_000
"""Words of a text that are looked at, and code points of a text without spaces."""

LEAD_SENTENCES = 4
IN_LEAD = 1.5
IN_TITLE = 2.0
"""How much more a word of the lead counts, and one of the headline."""

FEWEST_LETTERS = 3
FEWEST_OF_UNKNOWN = 5
"""Shorter words are no keywords; in a language whose function words are not known, those that
short ones mostly are."""

USUAL_LETTERS = 7
"""Long words are rarer than short ones (Zipf, "Human Behavior and the Principle of Least
Effort", 1949); above this length that tells nothing any more."""

LONGEST_WORD = 40
"""A longer word is an address or a key, in code points."""

LONGEST_PIECE = 4
"""Code points of a keyword in a script without spaces: what is repeated there is a word."""

_WORD = re.compile(r"[^\W\d_]\w*(?:['’-]\w{2,})*")
"""A single letter behind an apostrophe is an ending: `Lindqvist’s`."""

_UNSPACED_RUN = re.compile(rf"[{UNSPACED}]+")
WEEKDAYS = frozenset(
    (
        "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch "
        "donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi "
        "dimanche lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì "
        "giovedì venerdì sabato domenica segunda-feira terça-feira quarta-feira quinta-feira "
        "sexta-feira maandag dinsdag woensdag donderdag vrijdag zaterdag zondag понедельник "
        "вторник среду четверг пятницу субботу"
    ).split()
)
DAYS = WEEKDAYS.union(map(str.casefold, MONTHS))
_SAME_LANGUAGE = {"no": "nb", "nn": "nb"}


def keywords(
    sentences: Sequence[str],
    headline: str,
    language: str | None,
    most: int = MOST,
    written: list[str] | None = None,
) -> tuple[str, ...]:
    """The weightiest words of a text, in the form in which it has them most often.

    How often a word occurs counts, on a logarithmic scale, and whether headline and lead have
    it; function words of the language do not, nor do numbers.

    Args:
        written: the runs of the sentences, where they are known.
    """
    text = "\n".join((headline, *sentences))
    unspaced = [] if text.isascii() else _UNSPACED_RUN.findall(text)
    if unspaced or written is None:
        words = _words(runs(_UNSPACED_RUN.sub(" ", text) if unspaced else text))
    else:
        words = _words(runs(headline) + written)
    folded = list(map(str.casefold, words))
    in_title, in_lead = _keys(headline), _keys("\n".join(sentences[:LEAD_SENTENCES]))
    counts = _counts(folded, in_title | in_lead, language, most)
    if counts is None:
        return tuple(islice(_repeated_pieces(unspaced), most))
    weights = _weights(counts, in_title, in_lead)
    ranked = sorted(weights, key=weights.__getitem__, reverse=True)
    chosen = dict.fromkeys(islice((key for key in ranked if key[:-1] not in weights), most))
    forms = Counter(compress(words, map(chosen.__contains__, folded)))
    return _as_written(chosen, forms)


def _words(found: list[str]) -> list[str]:
    """The words that the runs of a text hold, as they are written, in order."""
    found = found[:MOST_WORDS]
    words: list[str] = []
    begin = 0
    for place, run in enumerate(found):
        if not run.isalpha():
            words += found[begin:place]
            words += _WORD.findall(run)
            begin = place + 1
    return words + found[begin:]


def _keys(text: str) -> set[str]:
    return set(map(str.casefold, _words(runs(text))))


def _counts(
    words: Iterable[str], prominent: AbstractSet[str], language: str | None, most: int
) -> dict[str, int] | None:
    """How often each word occurs that can be a keyword; None where none can.

    One that occurs once, neither in headline nor lead, is left out where there are enough of
    others.
    """
    every = Counter(words)
    likely = {key: count for key, count in every.items() if count > 1 or key in prominent}
    counts = _possible(likely, language)
    if len(counts) <= most:
        all_counts = _possible(every, language)
        if len(all_counts) <= most:
            return all_counts or None
    return counts


def _possible(counts: Mapping[str, int], language: str | None) -> dict[str, int]:
    """Those of the words that can be keywords."""
    stop = function_words(language)
    fewest = FEWEST_LETTERS if stop else FEWEST_OF_UNKNOWN
    return {
        key: count
        for key, count in counts.items()
        if fewest <= len(key) <= LONGEST_WORD and key not in stop
    }


def _weights(
    counts: Mapping[str, int], in_title: AbstractSet[str], in_lead: AbstractSet[str]
) -> dict[str, float]:
    return {
        key: (1 + math.log(count))
        * min(len(key), USUAL_LETTERS)
        * ((IN_TITLE if key in in_title else 1) * (IN_LEAD if key in in_lead else 1))
        for key, count in counts.items()
    }


def _as_written(keys: Iterable[str], forms: Mapping[str, int]) -> tuple[str, ...]:
    """Each word in the form that is most frequent; of two, in small letters."""
    of_key: dict[str, list[str]] = {key: [] for key in keys}
    for form in forms:
        of_key[form.casefold()].append(form)
    return tuple(
        max(known, key=lambda form: (forms[form], form.islower())) for known in of_key.values()
    )


def _repeated_pieces(runs: Iterable[str]) -> Iterator[str]:
    """What occurs twice or more in a text without spaces, the longest and most frequent first."""
    text = "\n".join(runs)[:MOST_PIECES]
    counts = Counter(
        text[start : start + size]
        for size in range(2, LONGEST_PIECE + 1)
        for start in range(len(text) - size + 1)
    )
    repeated = [piece for piece, count in counts.items() if count > 1 and "\n" not in piece]
    repeated.sort(key=lambda piece: -counts[piece] * (len(piece) - 1))
    chosen: list[str] = []
    for piece in repeated:
        if not any(piece in other or other in piece for other in chosen):
            chosen.append(piece)
            yield piece


@lru_cache(maxsize=64)
def function_words(tag: str | None) -> frozenset[str]:
    """Words of a language (BCP 47) that are no keywords; none where they are not known."""
    language = (tag or "").partition("-")[0].lower()
    language = _SAME_LANGUAGE.get(language, language)
    if language not in LANGUAGE_MAPPING:
        return frozenset()
    return frozenset(map(str.casefold, get_stop_words(language))) | DAYS
