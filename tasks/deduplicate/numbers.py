"""The numbers of a text as they are compared: what they amount to, however they are written."""

from __future__ import annotations

import re
from string import digits
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNITS = {
    "e12": r"tr[il1]{3,4}[o0]n\w*|b[il1]{3,4}[o0]n(?:en|er|es)|biljo\w+|trn|tn|триллион\w*|трлн",
    "e9": r"b[il1]{3,4}[o0]\w+|bilh[aãoõ]\w+|bln|bn|"
    r"m[il1]{3,4}ard\w*|miljard\w*|mrd|mld|mia|миллиард\w*|млрд",
    "e6": r"m[il1]{3,4}[oó0]\w+|miljo\w+|milh[aãoõ]\w+|m[il1]{3}(?=-\s)|"
    r"mio|mln|mn|миллион\w*|млн",
}
"""Words for a million and what is more, in the languages whose number words are known, and as
text recognition misreads them (`mi11ion`, `milloues`). A billion is an English one: where the word
means a thousand times as much it mostly has another ending."""

_UNIT = "|".join(f"(?P<{unit}>{words})" for unit, words in _UNITS.items())
_NUMBER = re.compile(rf"(\d[\doli]*(?:[.,:'’][\doli]+)*)(?:[\s-]?(?=[bmtмт])(?:{_UNIT})(?!\w))?")
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
