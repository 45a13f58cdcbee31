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
from tasks.summarize.words import UNSPACED, runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    unspaced = [] if text.isascii() else _UNSPACED_RUN.findall(text)
    forms = _forms(_UNSPACED_RUN.sub(" ", text) if unspaced else text)
    counts = _counts(forms, language)
    if not counts:
        return tuple(islice(_repeated_pieces(unspaced), most))
    lead = "\n".join(sentences[:LEAD_SENTENCES])
    weights = _weights(counts, _keys(headline), _keys(lead), most)
    ranked = sorted(weights, key=weights.__getitem__, reverse=True)
    chosen = islice((key for key in ranked if key[:-1] not in weights), most)
    return _as_written(list(chosen), forms)


def _forms(text: str) -> dict[str, int]:
    """How often each word occurs, as it is written."""
    forms: dict[str, int] = {}
    for run, count in Counter(runs(text)[:MOST_WORDS]).items():
        for word in (run,) if run.isalpha() else _WORD.findall(run):
            forms[word] = forms.get(word, 0) + count
    return forms


def _counts(forms: Mapping[str, int], language: str | None) -> dict[str, int]:
    """How often each word occurs that can be a keyword, in whatever letter case."""
    stop = function_words(language)
    fewest = FEWEST_LETTERS if stop else FEWEST_OF_UNKNOWN
    counts: dict[str, int] = {}
    for form, count in forms.items():
        key = form.casefold()
        if key not in stop and fewest <= len(key) <= LONGEST_WORD:
            counts[key] = counts.get(key, 0) + count
    return counts


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


def _as_written(keys: Sequence[str], forms: Mapping[str, int]) -> tuple[str, ...]:
    """Each word in the form that is most frequent; of two, in small letters."""
    of_key: dict[str, list[str]] = {key: [] for key in keys}
    for form in forms:
        if (known := of_key.get(form.casefold())) is not None:
            known.append(form)
    return tuple(
        max(known, key=lambda form: (forms[form], form.islower())) for known in of_key.values()
    )


def _keys(text: str) -> set[str]:
    return set(map(str.casefold, _forms(text)))


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
