"""The dateline at the head of a wire story: where, when and by whom it was filed.

    MOSCOW, 26 Nov. In the Kremlin ...          BERLIN (dpa) - ...
    SPRINGFIELD, Ill. (AP) — ...                BEIJING, Nov. 26 (Xinhua) -- ...

No dateline is better than a wrong one: a place alone counts only in capitals with a dash,
and otherwise a day or an agency has to follow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.article import Dateline
from tasks.normalize.dates import MONTH_NAME, Day, parse_day

if TYPE_CHECKING:
    import datetime as dt

LONGEST = 100
"""A dateline is over within so many code points."""

MOST_WORDS = 6
"""Most words of a place, its state or country included."""

IN_PARAGRAPHS = 3
"""How many of the first paragraphs may have the dateline; a lead may come before it."""

_DAY = rf"(?:\d{{1,2}}\.?\s+(?:de\s+)?{MONTH_NAME}\.?|{MONTH_NAME}\.?\s+\d{{1,2}})(?:,?\s+\d{{4}})?"
_AGENCY = r"\(\s*(?P<agency>[^()]{2,40}?)\s*\)"
_DASH = r"(?:--|[-–—])"
_PLACE = r"(?P<place>[^\W\d_][^()\d:;!?“”\"«»–—\n]{1,60}?)"

_WITH_DAY = re.compile(
    rf"(?P<text>{_PLACE}[.,]?\s+(?P<day>{_DAY})\.?)(?:\s*{_AGENCY})?\s*(?P<dash>{_DASH})?\s*"
)
_WITH_AGENCY = re.compile(rf"(?P<text>{_PLACE}\s*{_AGENCY})\s*(?P<dash>{_DASH})\s+")
_IN_CAPITALS = re.compile(rf"(?P<text>{_PLACE})\s+(?P<dash>{_DASH})\s+")

_PARTICLES = frozenset(
    "am an der im in bei of the upon on de del di do da dos la le les el sur en и на".split()
)


@dataclass(frozen=True)
class Found:
    """A dateline and whether its year was guessed."""

    dateline: Dateline
    year_guessed: bool


def find_dateline(paragraphs: list[str], reference: dt.date) -> Found | None:
    """The dateline of an article, from the head of one of its first paragraphs.

    Args:
        reference: the day that a date without a year is counted from.
    """
    for paragraph in paragraphs[:IN_PARAGRAPHS]:
        found = parse_dateline(paragraph, reference)
        if found is not None:
            return found
    return None


def parse_dateline(paragraph: str, reference: dt.date) -> Found | None:
    """The dateline that a paragraph begins with; `text` is verbatim its beginning."""
    head = paragraph[:LONGEST]
    return _with_day(head, reference) or _with_agency(head) or _in_capitals(head)


def _with_day(head: str, reference: dt.date) -> Found | None:
    match = _WITH_DAY.match(head)
    if match is None or not _is_place(match["place"]):
        return None
    day = parse_day(match["day"], reference)
    # Without dash or agency only capitals tell "MOSCOW, 26 Nov." from "On Monday, 26 Nov."
    if day is None or not (match["dash"] or match["agency"] or _capitals(match["place"])):
        return None
    agency = match["agency"]
    text = head[: head.index(")", match.end("agency")) + 1] if agency else match["text"]
    return _found(text, match["place"], day, agency)


def _with_agency(head: str) -> Found | None:
    match = _WITH_AGENCY.match(head)
    if match is None or not _is_place(match["place"]):
        return None
    return _found(match["text"], match["place"], None, match["agency"])


def _in_capitals(head: str) -> Found | None:
    match = _IN_CAPITALS.match(head)
    if match is None or not _is_place(match["place"]) or not _capitals(match["place"]):
        return None
    return _found(match["text"], match["place"], None, None)


def _found(text: str, place: str, day: Day | None, agency: str | None) -> Found:
    dateline = Dateline(
        text=text, place=place.rstrip(" ,."), date=day.date if day else None, agency=agency
    )
    return Found(dateline, year_guessed=day is not None and day.year_guessed)


def _is_place(text: str) -> bool:
    words = text.replace("/", " ").replace(",", " ").split()
    if not 0 < len(words) <= MOST_WORDS or words[0][0].islower():
        return False
    return all(word in _PARTICLES or not word[0].islower() for word in words)


def _capitals(place: str) -> bool:
    """Whether the town is in capitals; what follows its comma may not be: `SPRINGFIELD, Ill.`"""
    return place.partition(",")[0].isupper()
