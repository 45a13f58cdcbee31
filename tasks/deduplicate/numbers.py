"""The numbers of a text as they are compared: what they amount to, however they are written."""

from __future__ import annotations

import re
from string import digits
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNITS = {
    "e6": "million millions millionen milion milioni milione millón millon millones miljoen "
    "miljoner miljon milhão milhao milhões milhoes mio mln mn миллион миллиона миллионов млн",
    "e9": "billion billions bln bn bilhão bilhao bilhões bilhoes milliard milliards milliarde "
    "milliarden miliardo miliardi miljard miljarder milliarder mrd mld mia миллиард миллиарда "
    "миллиардов млрд",
    "e12": "trillion trillions trn tn billionen billioner billones biljoen biljoner biljon "
    "триллион триллиона триллионов трлн",
}
"""Words for a million and what is more. A billion is an English one: where the word means a
thousand times as much it mostly has another ending."""

_FIRST_LETTERS = "bmtмт"
_MISREAD_LETTERS = str.maketrans({"i": "[il1]", "l": "[il1]"})
_UNIT = "|".join(
    f"(?P<{unit}>{'|'.join(words.split()).translate(_MISREAD_LETTERS)})"
    for unit, words in _UNITS.items()
)
_NUMBER = re.compile(
    rf"(\d[\doli]*(?:[.,:'’][\doli]+)*)(?:[\s-]?(?=[{_FIRST_LETTERS}])(?:{_UNIT})(?!\w))?"
)
_ASCII_NUMBER = re.compile(_NUMBER.pattern, re.ASCII)

_GROUPING = re.compile(r"[.,:'’](?=\d{3}(?!\d))")
"""What stands before three digits is taken to group them, before others to begin a fraction."""

_FRACTION = str.maketrans(dict.fromkeys(",:'’", "."))
_MISREAD_DIGITS = str.maketrans("oli", "011")
_DIGITS_ALIKE = bytes.maketrans(digits.encode(), b"0" * len(digits))

_CUT = re.compile(r"\d[\s-]?[^\W\d]*\Z")
_LONGEST_CUT = 24
"""Code points at a text's end that may be the rest of a number, or of its unit."""


def numbers(folded: str) -> list[str]:
    """The numbers of a folded text: `21,600`, `21.600` and `2l,6oo` are `21600`; `3,2` is `3.2`,
    and `3.2bn` is `3.2e9`.

    What text recognition takes for letters counts as digits within a number.
    """
    found = _numbers_in_ascii(folded) if folded.isascii() else _NUMBER.finditer(folded)
    return [_figure(number[1]) + (number.lastgroup or "") for number in found]


def whole_numbers(folded: str) -> list[str]:
    """The same but for one at the very end, which may be what a cut has left of a longer one."""
    found = numbers(folded)
    return found[:-1] if _CUT.search(folded[-_LONGEST_CUT:]) else found


def _numbers_in_ascii(folded: str) -> Iterator[re.Match[str]]:
    """The numbers as they are written; a search for one byte finds them sooner than a pattern."""
    alike = folded.encode().translate(_DIGITS_ALIKE)
    start = alike.find(b"0")
    while start >= 0 and (found := _ASCII_NUMBER.match(folded, start)):
        yield found
        start = alike.find(b"0", found.end())


def _figure(written: str) -> str:
    if written.isdigit():
        return written
    return _GROUPING.sub("", written.translate(_MISREAD_DIGITS)).translate(_FRACTION)
