"""The dateline at the head of a wire story: where, when and by whom it was filed.

    MOSCOW, 26 Nov. In the Kremlin ...          BERLIN (dpa) - ...
    SPRINGFIELD, Ill. (AP) — ...                BEIJING, Nov. 26 (Xinhua) -- ...

No dateline is better than a wrong one: a day or an agency has to follow the place, or it has
to be in capitals before a dash, and none of the words that desks put there (`UPDATE -`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.article import Dateline
from tasks.normalize.dateline.asia import asian_dateline
from tasks.normalize.dateline.words import AGENCIES, AGENCY_WORD, NO_PLACES, PARTICLES
from tasks.normalize.dates.moments import Day, parse_day
from tasks.normalize.dates.months import MONTH_NAME

if TYPE_CHECKING:
    import datetime as dt

LONGEST = 100
"""A dateline is over within so many code points."""

MOST_WORDS = 6
"""Most words of a place, its state or country included."""

IN_PARAGRAPHS = 3
"""How many of the first paragraphs may have the dateline; a lead may come before it."""

_DAY = (
    rf"(?:\d{{1,2}}\.?\s+(?:de\s+)?{MONTH_NAME}\.?|{MONTH_NAME}\.?\s+\d{{1,2}}|\d\d?\.\s?\d\d?\.)"
    r"(?:,?\s*(?:de\s+)?\d{4})?"
)
_AGENCY = r"(?:\(\s*(?P<agency>[^()]{2,40}?)\s*\)|/(?P<slashed>[^\W\d_][^/\n]{1,20})/)"
_DASH = r"(?:--|[-–—_])"
_PLACE = r"(?P<place>[^\W\d_][^()\d:;!?“”\"«»–—\n]{1,60}?)"
_NAME = r"[^\W\d_][\w-]{1,15}(?:\.\w{2,3}| [^\W\d_][\w-]{1,15})?"

_WITH_DAY = re.compile(
    rf"(?P<text>{_PLACE}(?:[.,]\s*|\s+)(?P<day>{_DAY})\.?,?(?:\s*{_AGENCY})?)"
    rf"(?:\s*(?P<unmarked>{_NAME})(?=\s+{_DASH}\s|\.\s)"
    rf"|\s+{_DASH}\s+(?P<signed>{_NAME})(?=\.\s))?\s*(?P<dash>{_DASH})?"
)
_DAY_ALONE = re.compile(rf"(?P<text>(?P<day>{_DAY})\.?\s*{_AGENCY})\s*{_DASH}\s")
_WITH_AGENCY = re.compile(
    rf"(?P<text>{_PLACE}\s*(?:--)?{_AGENCY})\.?\s*"
    rf"(?P<dash>--|{_DASH}\s|:\s|\s)\s*(?P<opening>\S)"
)
_IN_CAPITALS = re.compile(rf"(?P<text>{_PLACE})\s+(?P<dash>{_DASH})\s+(?P<opening>\S)")

_DIGIT = re.compile(r"\d")
_AGENCY_FIRST = re.compile(r"\(\s*(?P<agency>[^()]{2,40}?)\s*\)\s*[-–—]\s*")

_NO_TOWNS = NO_PLACES | PARTICLES

LONGEST_MARK = 4
"""Letters of an agency's mark in small letters, as German agencies write theirs."""

SHORTEST_CAPITALS = 4
"""Fewer letters with nothing but a dash are an abbreviation: `WHO - the health body`."""


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
    if not head.isascii() and (asian := asian_dateline(head, reference)) is not None:
        return Found(asian, year_guessed=asian.date is not None)
    first = _AGENCY_FIRST.match(head)
    if first is None:
        return _by_form(head, reference)
    # ANSA's way: "(ANSA) - ROMA, 24 NOV - ..."
    rest = head[first.end() :]
    found = _with_day(rest, reference) or _in_capitals(rest)
    if found is None or not _is_agency(first["agency"]):
        return None
    text = first[0] + found.dateline.text
    dateline = found.dateline.model_copy(update={"text": text, "agency": first["agency"]})
    return Found(dateline, found.year_guessed)


def _by_form(head: str, reference: dt.date) -> Found | None:
    """By the first form that fits; those whose signs are missing need not be tried."""
    if _DIGIT.search(head):
        found = _day_alone(head, reference) if head[0].isalnum() else None
        if found := found or _with_day(head, reference):
            return found
    if ("(" in head or "/" in head) and (found := _with_agency(head)):
        return found
    return _in_capitals(head)


def _with_day(head: str, reference: dt.date) -> Found | None:
    match = _WITH_DAY.match(head)
    if match is None or not _is_place(match["place"]):
        return None
    day = parse_day(match["day"], reference)
    bracketed = match["agency"] or match["slashed"]
    signature = "unmarked" if match["unmarked"] else "signed"
    signed = match[signature] if match[signature] and _signs(match, signature) else None
    agency = bracketed or signed
    # Without dash or agency only capitals tell "MOSCOW, 26 Nov." from "On Monday, 26 Nov."
    dash = match["dash"] or (match["signed"] and not signed)
    if day is None or not (dash or agency or _capitals(match["place"])):
        return None
    text = head[: match.end(signature)] if signed else match["text"].rstrip(",")
    return _found(text, match["place"], day, agency)


def _signs(match: re.Match[str], signature: str) -> bool:
    """Whether a word behind the day is the agency: in capitals before a dash, or known."""
    name = match[signature]
    before_dash = signature == "unmarked" and match["dash"] is not None
    return (before_dash and name.isupper()) or name.lower() in AGENCIES


def _day_alone(head: str, reference: dt.date) -> Found | None:
    """Reuters on companies: `Nov 24 (Reuters) - ...`."""
    match = _DAY_ALONE.match(head)
    agency = match and (match["agency"] or match["slashed"])
    if not match or not agency or not _is_agency(agency):
        return None
    day = parse_day(match["day"], reference)
    return _found(match["text"], None, day, agency) if day else None


def _with_agency(head: str) -> Found | None:
    match = _WITH_AGENCY.match(head)
    if match is None or not _is_place(match["place"]) or match["opening"].islower():
        return None
    agency = match["agency"] or match["slashed"]
    dashed = match["dash"][0] in "-–—_"
    if not dashed and not (match["agency"] and agency.lower() in AGENCIES):
        return None
    # "Apple (AAPL) - The maker" looks the same, so that a town in small letters takes an
    # agency that is known or calls itself one.
    if not (_capitals(match["place"]) or _is_agency(agency)):
        return None
    return _found(match["text"], match["place"].rstrip("- "), None, agency)


def _in_capitals(head: str) -> Found | None:
    if head[1:2].islower():
        return None
    match = _IN_CAPITALS.match(head)
    if match is None or match["opening"].islower():
        return None
    place = match["place"]
    if len(place) < SHORTEST_CAPITALS or not (_is_place(place) and _capitals(place)):
        return None
    return _found(match["text"], place, None, None)


def _found(text: str, place: str | None, day: Day | None, agency: str | None) -> Found:
    dateline = Dateline(
        text=text,
        place=place and place.rstrip(" ,"),
        date=day.date if day else None,
        agency=agency,
    )
    return Found(dateline, year_guessed=day is not None and day.year_guessed)


def _is_place(text: str) -> bool:
    words = text.replace("/", " ").replace(",", " ").split()
    if not 0 < len(words) <= MOST_WORDS or words[0][0].islower():
        return False
    town = {word.strip(".'’").lower() for word in text.partition(",")[0].split()}
    if town <= _NO_TOWNS:
        return False
    return all(word in PARTICLES or not word[0].islower() for word in words)


def _is_agency(name: str) -> bool:
    """Whether it is known, or looks like a desk's mark: `(dpa/lhe)`, `(Example News)`."""
    mark = name.partition("/")[0]
    short = len(mark) <= LONGEST_MARK and mark.isalpha() and mark.islower()
    return short or mark.lower() in AGENCIES or AGENCY_WORD.search(name) is not None


def _capitals(place: str) -> bool:
    """Whether the town is in capitals; what follows its comma may not be: `SPRINGFIELD, Ill.`"""
    return place.partition(",")[0].isupper()
