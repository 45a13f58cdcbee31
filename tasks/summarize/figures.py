"""The figures of a text, in a form in which those of two texts can be compared."""

from __future__ import annotations

import re
import unicodedata

from tasks.deduplicate.number_words import with_digits

_NUMBER = re.compile(r"\d+(?:[.,:'’\u00a0\u202f]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+")
_SEPARATORS = re.compile(r"[.,'’\u00a0\u202f]")
_UNIT = re.compile(r"[\s\u00a0-]{0,2}(%|per cent|pour cent|por ciento|[万亿億兆]|[^\W\d_]+)")

MAGNITUDES = frozenset(
    (
        "hundred thousand million billion trillion dozen percent hundert tausend million millionen "
        "milliarde milliarden billion billionen prozent cent mille million millions milliard "
        "milliards billion mil millón millones millardo billón billones ciento mila milione "
        "milioni miliardo miliardi milhão milhões bilhão bilhões duizend miljoen miljard procent "
        "prosent tusen miljoner miljon miljarder miljard millioner milliarder тысяч тысячи млн "
        "миллион миллиона миллионов млрд миллиард миллиарда миллиардов процентов процента mn "
        "bn m k tn % "
        "万 亿 億 兆"
    ).split()
)
"""Words that say how much a number is of."""

_PERCENT = frozenset("percent prozent procent prosent процентов процента".split()).union(
    ("per cent", "pour cent", "por ciento")
)
_METRES_TOO = frozenset({"m", "k"})
"""Magnitudes that may be units as well: the number alone counts, too."""

_WORDS_ALONE = re.compile(
    r"\b(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)y\b|\b(?:thir|four|fif|six|seven|eigh|nine)"
    r"teen\b|\b(?:hundred|thousand|million|billion|trillion|dozen|half|twice|double|triple)s?\b"
)


def figures(folded: str, language: str | None) -> set[str]:
    """The numbers of a folded text, each as digits, with the magnitude that follows it.

    `3.2 million` gives that alone, for `3.2` is another number; `$3.2` also gives `3.2`; `21,600`
    and `21.600` give `21600`; small numbers in words are numbers, too; other English number words
    stand for themselves.
    """
    text = _ascii_digits(with_digits(folded, language))
    found: set[str] = set(_WORDS_ALONE.findall(text))
    for match in _NUMBER.finditer(text):
        number = _canonical(match[0])
        unit = _unit(text, match.end())
        amount = f"{number} {unit}" if unit else number
        sign = text[match.start() - 1 : match.start()]
        if sign and unicodedata.category(sign) == "Sc":
            found.add(sign + amount)
        found.add(amount)
        if unit in _METRES_TOO:
            found.add(number)
    return found


def _unit(text: str, end: int) -> str:
    """The magnitude behind a number that ends there; empty where there is none."""
    unit = _UNIT.match(text, end)
    if unit is None:
        return ""
    if unit[1] in _PERCENT:
        return "%"
    return unit[1] if unit[1] in MAGNITUDES else ""


def _canonical(number: str) -> str:
    if _THOUSANDS.fullmatch(number):
        return _SEPARATORS.sub("", number)
    return _SEPARATORS.sub(".", number)


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in text)
