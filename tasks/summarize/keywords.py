"""The words that tell an article from others."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from stop_words import LANGUAGE_MAPPING, get_stop_words

from tasks.summarize.abbreviations import MONTHS
from tasks.summarize.words import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag "
    "freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes "
    "martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì "
    "sabato domenica segunda-feira terça-feira quarta-feira quinta-feira sexta-feira maandag "
    "dinsdag woensdag donderdag vrijdag zaterdag zondag понедельник вторник среду четверг "
    "пятницу субботу"
)
DAYS = frozenset((*map(str.casefold, MONTHS), *_WEEKDAYS.split()))
_SAME_LANGUAGE = {"no": "nb", "nn": "nb"}


def keywords(
    sentences: Sequence[str], headline: str, language: str | None, most: int = MOST
) -> tuple[str, ...]:
    """The weightiest words of a text, in the form in which it has them most often.

    How often a word occurs counts, on a logarithmic scale, and whether headline and lead have
    it; function words of the language do not, nor do numbers.
    """
    text = "\n".join((headline, *sentences))
    runs = [] if text.isascii() else _UNSPACED_RUN.findall(text)
    spaced = _UNSPACED_RUN.sub(" ", text) if runs else text
    found = _WORD.findall(spaced)[:MOST_WORDS]
    counts = _counts(map(str.casefold, found), language)
    if not counts:
        return tuple(islice(_repeated_pieces(runs), most))
    weights = _weights(counts, _keys([headline]), _keys(sentences[:LEAD_SENTENCES]), most)
    ranked = sorted(weights, key=weights.__getitem__, reverse=True)
    chosen = islice((key for key in ranked if key[:-1] not in weights), most)
    return _as_written(list(chosen), found)


def _counts(keys: Iterable[str], language: str | None) -> dict[str, int]:
    """How often each word occurs that can be a keyword."""
    stop = function_words(language)
    fewest = FEWEST_LETTERS if stop else FEWEST_OF_UNKNOWN
    return {
        key: count
        for key, count in Counter(keys).items()
        if key not in stop and fewest <= len(key) <= LONGEST_WORD
    }


def _weights(
    counts: dict[str, int], in_title: set[str], in_lead: set[str], most: int
) -> dict[str, float]:
    """What each word weighs; one that occurs once, neither in headline nor lead, weighs nothing
    where there are enough of others.
    """
    if len(counts) > most:
        prominent = in_title | in_lead
        counts = {key: count for key, count in counts.items() if count > 1 or key in prominent}
    return {
        key: (1 + math.log(count))
        * min(len(key), USUAL_LETTERS)
        * ((IN_TITLE if key in in_title else 1) * (IN_LEAD if key in in_lead else 1))
        for key, count in counts.items()
    }


def _as_written(keys: Sequence[str], found: Iterable[str]) -> tuple[str, ...]:
    """Each word in the form that is most frequent; of two, in small letters."""
    forms: dict[str, dict[str, int]] = {key: {} for key in keys}
    for form, count in Counter(found).items():
        if (written := forms.get(form.casefold())) is not None:
            written[form] = count
    return tuple(
        max(written, key=lambda form: (written[form], form.islower()))
        for written in forms.values()
    )


def _keys(texts: Iterable[str]) -> set[str]:
    return set(map(str.casefold, _WORD.findall("\n".join(texts))))


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
