"""Dates as feeds write them: RFC 822 with its variants, and W3CDTF with its own."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from tasks.normalize.dates.moments import LONGEST_MOMENT
from tasks.normalize.dates.months import MONTHS
from tasks.normalize.dates.written import OFFSETS

if TYPE_CHECKING:
    from collections.abc import Iterator

_MORE_MONTHS = {
    1: "ιαν január", 2: "φεβ február", 3: "μάρ μαρ március márc", 4: "απρ április ápr",
    5: "μάι μαΐ μαϊ μαι május máj", 6: "ιούν ιον június jún", 7: "ιούλ ιολ július júl",
    8: "αύγ αυγ augusztus", 9: "σεπ szeptember szept", 10: "οκτ október", 11: "νοέ νοε", 12: "δεκ",
}  # fmt: skip
_MONTHS = MONTHS | {name: month for month, names in _MORE_MONTHS.items() for name in names.split()}

_USUAL = re.compile(
    r"(?:[A-Z][a-z]{2}, +)?([0-9]{1,2}) ([A-Z][a-z]{2}) ([1-9][0-9]{3}) "
    r"([0-9]{2}:[0-9]{2}:[0-9]{2}) (?:GMT|UTC|Z|([+-][0-9]{4}))"
)
"""RFC 822 as RSS 2.0 asks for it and nearly all feeds keep to; all else takes longer to read."""

_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?![\d/])")
_ORDINAL = re.compile(r"(\d{4})-?(\d{3})")
_TIME = re.compile(r"(?<!\d)(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d{1,9})?)?")
_ZONE = re.compile(
    r"\s*(?P<half>[AaPp]\.?[Mm]\b\.?)?\s*(?:(?:Etc/)?(?:GMT|UTC?)?(?P<sign>[+-])(?P<hours>\d{1,2})"
    r":?(?P<minutes>\d{2})?(?!\d)|[(\[]?(?:Etc/)?(?P<name>[A-Za-z]{1,5})\b[)\]]?)?"
)
_WORD = re.compile(r"\d+|[^\W\d_]+")
_AFTERNOON = frozenset("오후 下午 午後".split())

_FIRST_YEAR = 1000
_PIVOT = 69
"""Two digits from here on are years of the 20th century (POSIX, strptime `%y`)."""


def iso_text(text: str) -> str:
    """A point in time in ISO 8601; without a zone where none is stated, and as it is if unknown.

    A month or year alone is its first day.
    """
    stated = text = text.strip()
    if not text or len(text) > LONGEST_MOMENT:
        return text
    if usual := _USUAL.fullmatch(text):
        day, month, year, time, offset = usual.groups()
        text = f"{year}-{_MONTHS.get(month.lower(), 0):02}-{day:0>2}T{time}{offset or '+00:00'}"
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return _composed(stated) or stated
    return moment.isoformat() if ":" in text or "T" in text else moment.date().isoformat()


def _composed(text: str) -> str | None:
    time = _TIME.search(text)
    before, after = (text[: time.start()], text[time.end() :]) if time else (text, "")
    zone = _ZONE.match(after) if time else None
    rest = after[zone.end() :] if zone else ""
    day = _iso_day(before) or _written_day(before, rest)
    if day is None:
        return None
    if time is None:
        return day.isoformat()
    hour, minute, second = (int(part or 0) for part in time.groups())
    half = (zone["half"] or "").lower() if zone else ""
    if half or _AFTERNOON & set(_WORD.findall(before)):
        hour = hour % 12 + (0 if half.startswith("a") else 12)
    try:
        moment = dt.datetime.combine(day, dt.time(hour % 24, minute, min(second, 59)))
        moment += dt.timedelta(days=hour // 24)
        return moment.replace(tzinfo=_zone(zone) if zone else None).isoformat()
    except (ValueError, OverflowError):
        return None


def _iso_day(text: str) -> dt.date | None:
    text = text.strip().rstrip("Tt").rstrip()
    if found := _ORDINAL.fullmatch(text):
        year, number = map(int, found.groups())
        first = _day(year, 1, 1)
        return first + dt.timedelta(days=number - 1) if first and 0 < number <= 365 else None  # noqa: PLR2004
    found = _ISO_DATE.fullmatch(text)
    return _day(*(int(part or 1) for part in found.groups())) if found else None


def _written_day(before: str, rest: str) -> dt.date | None:
    """A day with the name of its month, or in figures that can only be read one way."""
    words = _WORD.findall(before) + [word for word in _WORD.findall(rest) if word.isdigit()]
    figures = [word for word in words if word.isdecimal()]
    months = list(_months(words))
    if months and len(figures) == 2:  # noqa: PLR2004
        # The year has four digits or comes last: 24 Nov 2026, Nov 24 26, 2026 Nov 24.
        year, day = figures if len(figures[0]) > 2 else reversed(figures)  # noqa: PLR2004
        return _day(_year(year), months[-1], int(day))
    if len(figures) != 3:  # noqa: PLR2004
        return None
    first, second, third = map(int, figures)
    if len(figures[0]) == 4:  # noqa: PLR2004
        return _day(first, second, third)
    if first > 12 or first == second:  # noqa: PLR2004
        return _day(_year(figures[2]), second, first)
    return _day(_year(figures[2]), first, second) if second > 12 else None  # noqa: PLR2004


def _months(words: list[str]) -> Iterator[int]:
    """The months that are named; the last one counts, since `mar` and `sab` are also days."""
    for word in words:
        name = word.lower()
        month = _MONTHS.get(name) or (_MONTHS.get(name[:3]) if name.isascii() else None)
        if month and not (name.endswith("day") or word.isdigit()):
            yield month


def _year(figures: str) -> int:
    year = int(figures)
    if len(figures) > 2:  # noqa: PLR2004
        # Blogs without a date write 30 November -0001.
        return year if year >= _FIRST_YEAR else 0
    return year + (1900 if year >= _PIVOT else 2000)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _zone(found: re.Match[str]) -> dt.tzinfo | None:
    if found["hours"]:
        offset = dt.timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
        return dt.timezone(-offset if found["sign"] == "-" else offset)
    minutes = OFFSETS.get((found["name"] or "").lower())
    return None if minutes is None else dt.timezone(dt.timedelta(minutes=minutes))
