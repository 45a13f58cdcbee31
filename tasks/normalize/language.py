"""The language of a text, among those that the deployment expects.

The script decides where it can: Greek, Hebrew, Hangul, kana. Else a model of byte sequences
(py3langid) does, which looks at no more of the text than it needs.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from math import inf

from tasks.normalize.language_model import LanguageModel

SAMPLE = 200
"""Code points that are looked at first: enough for nearly all texts, and the work stays small."""

LARGER_SAMPLES = (700, 1_500)
"""The same where neighbours such as Danish and Norwegian are too close to each other."""

CLEAR_LEAD = 0.15
"""Lead of the likeliest language before the next one for each code point that was looked at, in
natural logarithms of likelihood."""

LEAST_LETTERS = 20
"""A text with fewer letters gets no language: a guess would be worth nothing."""

LEAST_OF_SCRIPT = 6
"""The same in a script that only one of the languages has."""

MOST_OF_SCRIPT = 0.5
"""Share of the letters that a script must have to decide."""

LEAST_KANA = 0.04
"""Share of kana among kana and ideographs from which a text is Japanese."""

_SCRIPTS = {
    "el": re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"),
    "ru uk be bg sr mk kk ky mn tg tt": re.compile(r"[\u0400-\u052f]"),
    "hy": re.compile(r"[\u0530-\u058f]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "ar fa ur ps ug ku": re.compile(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]"),
    "hi mr ne sa": re.compile(r"[\u0900-\u097f]"),
    "bn as": re.compile(r"[\u0980-\u09ff]"),
    "pa": re.compile(r"[\u0a00-\u0a7f]"),
    "gu": re.compile(r"[\u0a80-\u0aff]"),
    "ta": re.compile(r"[\u0b80-\u0bff]"),
    "te": re.compile(r"[\u0c00-\u0c7f]"),
    "kn": re.compile(r"[\u0c80-\u0cff]"),
    "ml": re.compile(r"[\u0d00-\u0d7f]"),
    "si": re.compile(r"[\u0d80-\u0dff]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "lo": re.compile(r"[\u0e80-\u0eff]"),
    "my": re.compile(r"[\u1000-\u109f]"),
    "ka": re.compile(r"[\u10a0-\u10ff]"),
    "am": re.compile(r"[\u1200-\u137f]"),
    "km": re.compile(r"[\u1780-\u17ff]"),
    "ko": re.compile(r"[\u1100-\u11ff\uac00-\ud7af]"),
    "ja": re.compile(r"[\u3041-\u30ff]"),
    "zh ja": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"),
}
"""Languages (ISO 639-1) and the letters that no others are written with."""

_IDEOGRAPHS = _SCRIPTS["zh ja"]
_KANA = _SCRIPTS["ja"]

_TELLING = {
    "ru": re.compile("[ыэёъ]"),
    "uk": re.compile("[іїєґ]"),
    "ar": re.compile("[كيةىأإ]"),
    "fa": re.compile("[گچپژکی]"),
}
"""Letters that tell languages of one script from each other."""

_NO_ASCII_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_BEYOND_LATIN = re.compile(r"[\u0370-\U0010ffff]")


def detect_language(text: str, languages: tuple[str, ...]) -> str | None:
    """The most likely of these languages; None for a text that is too short to tell.

    A text in a script that none of them is written in has none either.

    Args:
        languages: ISO 639-1 codes.
    """
    sample = text[:SAMPLE]
    letters = _count_letters(sample)
    if letters < LEAST_OF_SCRIPT or (letters < LEAST_LETTERS and len(languages) == 1):
        return None
    if len(languages) == 1:
        return languages[0]
    if not sample.isascii() and _BEYOND_LATIN.search(sample):
        candidates = _of_script(sample, letters)
        if candidates is not None:
            expected = tuple(code for code in languages if code in candidates)
            return _among(text, letters, expected) if expected else None
    return most_likely(text, languages) if letters >= LEAST_LETTERS else None


def _count_letters(text: str) -> int:
    if text.isascii():
        return len(text.encode().translate(None, _NO_ASCII_LETTERS))
    return sum(map(str.isalpha, text))


def most_likely(text: str, languages: tuple[str, ...]) -> str:
    """The most likely of these languages by the beginning of a text."""
    model = language_model(languages)
    first, lead = _first(model, text[:SAMPLE])
    for size, larger in pairwise((SAMPLE, *LARGER_SAMPLES)):
        if len(text) <= size or lead >= CLEAR_LEAD * size:
            break
        first, lead = _first(model, text[:larger])
    return first


def _first(model: LanguageModel, text: str) -> tuple[str, float]:
    """The likeliest language, and how much likelier it is than the next one."""
    likelihoods = model.likelihoods(text)
    most = max(likelihoods)
    first = model.languages[likelihoods.index(most)]
    others = zip(model.languages, likelihoods, strict=True)
    return first, most - max((each for code, each in others if code != first), default=-inf)


def _of_script(sample: str, letters: int) -> frozenset[str] | None:
    """The languages in whose script most letters are; None for Latin and mixtures."""
    for codes, script in _SCRIPTS.items():
        found = len(script.findall(sample))
        if script is _KANA:
            ideographs = len(_IDEOGRAPHS.findall(sample))
            found = 0 if found < LEAST_KANA * (found + ideographs) else found + ideographs
        if found and found >= MOST_OF_SCRIPT * letters:
            return frozenset(codes.split() if script is not _IDEOGRAPHS else ["zh"])
    return None


def _among(text: str, letters: int, languages: tuple[str, ...]) -> str | None:
    """One of the languages of a script."""
    if len(languages) == 1:
        return languages[0]
    sample = text[:SAMPLE]
    told = [code for code in languages if code in _TELLING and _TELLING[code].search(sample)]
    if len(told) == 1 and all(code in _TELLING for code in languages):
        return told[0]
    return most_likely(text, languages) if letters >= LEAST_LETTERS else None


@cache
def language_model(languages: tuple[str, ...]) -> LanguageModel:
    """The model for these languages (ISO 639-1), loaded once: half a second, and 11 MB.

    Processes that are forked from one that has it share it.
    """
    return LanguageModel.of(languages)
