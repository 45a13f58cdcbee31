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
from tasks.normalize.dates import MONTH_NAME, Day, parse_day

if TYPE_CHECKING:
    import datetime as dt

LONGEST = 100
"""A dateline is over within so many code points."""

MOST_WORDS = 6
"""Most words of a place, its state or country included."""

IN_PARAGRAPHS = 3
"""How many of the first paragraphs may have the dateline; a lead may come before it."""

_DAY = (
    rf"(?:\d{{1,2}}\.?\s+(?:de\s+)?{MONTH_NAME}\.?|{MONTH_NAME}\.?\s+\d{{1,2}})"
    r"(?:,?\s+(?:de\s+)?\d{4})?"
)
_AGENCY = r"(?:\(\s*(?P<agency>[^()]{2,40}?)\s*\)|/(?P<slashed>[^\W\d_][^/\n]{1,20})/)"
_DASH = r"(?:--|[-–—])"
_PLACE = r"(?P<place>[^\W\d_][^()\d:;!?“”\"«»–—\n]{1,60}?)"
_STORY = rf"\.?\s*(?P<dash>{_DASH})\s+(?P<opening>\S)"

_WITH_DAY = re.compile(
    rf"(?P<text>{_PLACE}[.,]?\s+(?P<day>{_DAY})\.?(?:\s*{_AGENCY})?)\s*(?P<dash>{_DASH})?\s*"
    rf"(?P<unmarked>[A-ZА-Я][A-ZА-Я ]{{2,20}}(?=\s+{_DASH}\s))?"
)
_WITH_AGENCY = re.compile(rf"(?P<text>{_PLACE}\s*{_AGENCY}){_STORY}")
_IN_CAPITALS = re.compile(rf"(?P<text>{_PLACE})\s+(?P<dash>{_DASH})\s+(?P<opening>\S)")

_AGENCY_FIRST = re.compile(r"\(\s*(?P<agency>[^()]{2,40}?)\s*\)\s*[-–—]\s*")

_PARTICLES = frozenset(
    "am an der im bei of the upon de del di do da dos la le les el sur и".split()
)

_AGENCIES = frozenset(
    (
        "aa aap adnkronos afp agerpres agi anp ansa antara ap apa ats belga bernama bloomberg bns "
        "bta cna ctk čtk dpa efe elta epd hina ians interfax irna itar-tass kna kuna kyodo leta "
        "lusa mena mti ntb pa pap pti reuters ria ritzau sda sid sita spa sta stt tanjug tasr "
        "tass tt télam ukrinform upi wam wafa xinhua yonhap интерфакс риа тасс унн укринформ"
    ).split()
)
_AGENCY_WORD = re.compile(
    r"\b(?:news|press|presse|agency|agencia|agence|wire|новости)", re.IGNORECASE
)

NO_PLACES = frozenset(
    (
        # Labels that desks put in front of a lead.
        "advisory alert analysis breaking bulletin comment commentary corrected correction "
        "editorial exclusive explained explainer factbox feature flash interview just in kill "
        "latest live news newsflash note notice opinion photos preview profile q&a recap refile "
        "report review summary timeline update updated updates urgent video watch withdrawn wrapup "
        "alerte direct en exclusif urgence eil eilmeldung korrektur aktualisiert meinung "
        "última hora urgente exclusivo directo ultimora diretta esclusivo "
        "срочно молния обновлено мнение видео эксклюзив "
        # Bodies that a lead may explain after a dash.
        "asean brexit covid fifa icao imf interpol nasa nato opec osce uefa unesco unicef нато оон "
        # Days of the week.
        "monday tuesday wednesday thursday friday saturday sunday today "
        "montag dienstag mittwoch donnerstag freitag samstag sonntag "
        "lundi mardi mercredi jeudi vendredi samedi dimanche "
        "lunes martes miércoles jueves viernes sábado domingo "
        "понедельник вторник среда четверг пятница суббота воскресенье"
    ).split()
)
"""Words, in lower case, that are no place even where they stand like one."""

_NO_TOWNS = NO_PLACES | _PARTICLES

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
    first = _AGENCY_FIRST.match(head)
    if first is None:
        return _with_day(head, reference) or _with_agency(head) or _in_capitals(head)
    # ANSA's way: "(ANSA) - ROMA, 24 NOV - ..."
    found = _with_day(head[first.end() :], reference)
    if found is None or not _is_agency(first["agency"]):
        return None
    text = first[0] + found.dateline.text
    dateline = found.dateline.model_copy(update={"text": text, "agency": first["agency"]})
    return Found(dateline, found.year_guessed)


def _with_day(head: str, reference: dt.date) -> Found | None:
    match = _WITH_DAY.match(head)
    if match is None or not _is_place(match["place"]):
        return None
    day = parse_day(match["day"], reference)
    agency = match["agency"] or match["slashed"] or match["unmarked"]
    # Without dash or agency only capitals tell "MOSCOW, 26 Nov." from "On Monday, 26 Nov."
    if day is None or not (match["dash"] or agency or _capitals(match["place"])):
        return None
    unmarked = agency is not None and agency == match["unmarked"]
    text = head[: match.end("unmarked")] if unmarked else match["text"]
    return _found(text, match["place"], day, agency)


def _with_agency(head: str) -> Found | None:
    match = _WITH_AGENCY.match(head)
    if match is None or not _is_place(match["place"]) or match["opening"].islower():
        return None
    agency = match["agency"] or match["slashed"]
    # "Apple (AAPL) - The maker" looks the same, so that a town in small letters takes an
    # agency that is known or calls itself one.
    if not (_capitals(match["place"]) or _is_agency(agency)):
        return None
    return _found(match["text"], match["place"], None, agency)


def _in_capitals(head: str) -> Found | None:
    match = _IN_CAPITALS.match(head)
    if match is None or match["opening"].islower():
        return None
    place = match["place"]
    if len(place) < SHORTEST_CAPITALS or not (_is_place(place) and _capitals(place)):
        return None
    return _found(match["text"], place, None, None)


def _found(text: str, place: str, day: Day | None, agency: str | None) -> Found:
    dateline = Dateline(
        text=text, place=place.rstrip(" ,"), date=day.date if day else None, agency=agency
    )
    return Found(dateline, year_guessed=day is not None and day.year_guessed)


def _is_place(text: str) -> bool:
    words = text.replace("/", " ").replace(",", " ").split()
    if not 0 < len(words) <= MOST_WORDS or words[0][0].islower():
        return False
    town = {word.strip(".'’").lower() for word in text.partition(",")[0].split()}
    if town <= _NO_TOWNS:
        return False
    return all(word in _PARTICLES or not word[0].islower() for word in words)


def _is_agency(name: str) -> bool:
    """Whether it is known, or looks like a desk's mark: `(dpa/lhe)`, `(Example News)`."""
    mark = name.partition("/")[0]
    short = len(mark) <= LONGEST_MARK and mark.isalpha() and mark.islower()
    return short or mark.lower() in _AGENCIES or _AGENCY_WORD.search(name) is not None


def _capitals(place: str) -> bool:
    """Whether the town is in capitals; what follows its comma may not be: `SPRINGFIELD, Ill.`"""
    return place.partition(",")[0].isupper()
