"""The encoding of bytes that nothing tells: by their frequency, and by the language they make."""

from __future__ import annotations

import chardet

from tasks.normalize.encoding.label import codecs_of
from tasks.normalize.language import most_likely
from tasks.normalize.language_model import known_languages

SAMPLE_BYTES = 100_000
"""How much a guess looks at."""

BEFORE = 100
"""Bytes of plain ASCII before the first other one that the sample begins with."""

FALLBACK = "cp1252"

ROMANIAN = "iso8859-16"

FEW = 12
"""Up to so many bytes beyond ASCII say little: then the language of the whole decides."""

_CENTRAL = frozenset("bs cs hr hu pl ro sk sl sq".split())
_BALTIC = frozenset("et lt lv".split())
_TURKISH = frozenset("az ku tr".split())
_NATIVE = {
    **dict.fromkeys(("cp1250", "iso8859-2", "iso8859-16", "cp852", "mac-latin2"), _CENTRAL),
    **dict.fromkeys(("cp1257", "iso8859-4", "iso8859-10", "iso8859-13", "cp775"), _BALTIC),
    **dict.fromkeys(("cp1254", "iso8859-9", "iso8859-3", "cp857", "mac-turkish"), _TURKISH),
}
"""Encodings of Latin letters beyond the West, and the languages that are written in them."""


def guess(raw: bytes, beyond_ascii: int) -> tuple[str, ...]:
    """The codecs to try, the likeliest first.

    Args:
        beyond_ascii: the place of the first byte that is not ASCII.
    """
    begin = max(0, beyond_ascii - BEFORE)
    sample = raw[begin : begin + SAMPLE_BYTES]
    found = chardet.detect(sample, compat_names=False, prefer_superset=False)["encoding"]
    if found is None or (found in _NATIVE and _is_western(sample, found)):
        return (FALLBACK,)
    if found == ROMANIAN and _language(sample, found) != "ro":
        found = "iso8859-2"
    return (*codecs_of(found, raw), FALLBACK)


def _is_western(sample: bytes, codec: str) -> bool:
    """Whether a few bytes were taken for another region's: `José Muñoz` in an English text."""
    if len(sample) - len(sample.decode("ascii", "ignore")) > FEW:
        return False
    return _language(sample, codec) not in _NATIVE[codec]


def _language(sample: bytes, codec: str) -> str:
    return most_likely(sample.decode(codec, "replace"), known_languages())
