"""Datelines and captions, which tell no news; credits are in `tasks.credit_lines`."""

from __future__ import annotations

import re

from tasks.summarize.abbreviations import MONTHS

LONGEST_LINE = 240
"""A line of the head or tail is looked at no further than this, in code points."""

LONGEST_PLACE = 80
"""Within so many code points a dateline has come to its day or agency."""

MOST_PLACE_WORDS = 6

LONGEST_CREDIT = 160
"""Code points at the end of a line in which a photographer is named."""

_MONTH = "(?i:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
_DAY = rf"(?:\d{{1,2}}\.?\s+{_MONTH}\b|{_MONTH}\b\.?\s+\d{{1,2}}\b)(?:,?\s+\d{{4}}\b)?"
_MARKED_AGENCY = r"(?:\([^()]{2,40}\)|/[^/]{2,20}/)"
_AGENCY = rf"(?:{_MARKED_AGENCY}|[A-ZА-Я][A-ZА-Я.]{{2,15}}(?=\s+[-–—]))"

_DATELINE = re.compile(
    rf"""(?P<place>[^\W\d_][^()\d:;!?“”"«»—–]{{1,60}}?)
    (?: [.,]?\s+ {_DAY} \.? (?:\s*{_AGENCY})? (?:\s*[-–—:.]+\s+ | \s+)   # MOSCOW, 26 Nov.
      | \s*{_MARKED_AGENCY} \s*[-–—:]+\s*                               # OSLO (Agency) -
    )""",
    re.VERBOSE,
)
_PHOTO_CREDIT = re.compile(
    r"[(\[](?:[^()\[\]]{0,30}\b)?(?:photo|photograph|foto|picture|image|bild|фото)s?"
    r"(?:\s+(?:by|courtesy|credit)\b|\s*[/:])[^()\[\]]{2,90}[)\]]\W*\Z",
    re.IGNORECASE,
)
_DAY_OR_AGENCY = re.compile(r"[\d(/]")
_AGENCY_OR_DASH = re.compile(r"[(/]|[-–—]\s*$")
_SEPARATOR = re.compile(r"(?!\w)\s*[-–—:_]*\s*")

_PARTICLES = frozenset(
    {"am", "an", "der", "im", "in", "bei", "of", "the", "upon", "on", "de", "del", "di", "do", "da"}
    | {"dos", "la", "le", "les", "el", "sur", "en", "и", "на"}
)


def dateline_length(opening: str) -> int:
    """How many code points of a paragraph's opening are its dateline; 0 where it has none.

    A place in capitalised words with a day (`MOSCOW, 26 Nov.`), an agency (`Oslo (Agency) -`)
    or both is taken for one. A place with neither is left to the normalize stage, which
    sees the whole document.
    """
    sign = _DAY_OR_AGENCY.search(opening, 0, LONGEST_PLACE)
    if sign is None or not _is_capitalised(opening[: sign.start()]):
        return 0
    found = _DATELINE.match(opening)
    if found is None or not _is_place(found["place"]):
        return 0
    dated = opening[found.end("place") : found.end()]
    stated = found["place"].isupper() or _AGENCY_OR_DASH.search(dated)
    return found.end() if stated else 0


def stated_dateline_length(opening: str, dateline: str) -> int:
    """The same for a dateline that is known, with the dash behind it; 0 where it is not there."""
    if not dateline or not opening.startswith(dateline):
        return 0
    separator = _SEPARATOR.match(opening, len(dateline))
    return separator.end() if separator else 0


def is_caption(line: str) -> bool:
    """Whether a line is that of a picture: it ends with the name of who took it, in brackets."""
    ending = line[-LONGEST_CREDIT:].rstrip()
    return ending.endswith((")", "]", ").", "].")) and _PHOTO_CREDIT.search(ending) is not None


def _is_place(text: str) -> bool:
    few = len(text.replace("/", " ").split()) <= MOST_PLACE_WORDS
    return few and _is_capitalised(text) and not text[0].islower()


def _is_capitalised(text: str) -> bool:
    """Whether every word of a place, and of a month behind it, may be one."""
    return all(
        not word[0].islower() or word in _PARTICLES or word.rstrip(".") in MONTHS
        for word in text.replace("/", " ").split()
    )
