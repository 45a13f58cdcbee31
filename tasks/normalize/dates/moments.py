"""Dates as news has them: ISO 8601, RFC 2822, and days with the name of a month."""

from __future__ import annotations

import datetime as dt
import email.utils
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tasks.normalize.dates.months import MONTH_NAME, MONTHS
from tasks.normalize.dates.written import written_moment

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


AHEAD = dt.timedelta(days=2)
"""A date without a year lies at most this far after its reference: newspapers are dated ahead."""

LONGEST_MOMENT = 100
"""A point in time is written within so many code points."""

_DAY_MONTH = re.compile(rf"(\d{{1,2}})(?:\.|st|nd|rd|th|er|º)?\s+(?:de\s+)?({MONTH_NAME})\.?"
                        r"(?:,?\s+(?:de\s+)?(\d{4}))?")  # fmt: skip
_MONTH_DAY = re.compile(rf"({MONTH_NAME})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(\d{{4}}))?")
_IN_FIGURES = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?")
_COMPACT = re.compile(r"(\d{8})T?(\d{6})(Z|[+-]\d{2}:?\d{2})?")
_ZONED_DAY = re.compile(r"(\d{4}-\d{2}-\d{2}|\d{8})(Z|[+-]\d{2}:\d{2})")


@dataclass(frozen=True)
class Day:
    """A calendar day.

    Attributes:
        year_guessed: whether the year was not printed but follows from the reference date.
    """

    date: dt.date
    year_guessed: bool


def parse_day(text: str, reference: dt.date) -> Day | None:
    """A day such as `26 Nov.`, `Nov 26`, `3. März 2026` or `11月26日`; None if it is none.

    Args:
        reference: a missing year is the latest one that puts the day not more than two
            days after this date.
    """
    text = text.strip()
    if found := _DAY_MONTH.fullmatch(text):
        day, name, year = found.groups()
    elif found := _MONTH_DAY.fullmatch(text):
        name, day, year = found.groups()
    elif found := _IN_FIGURES.fullmatch(text):
        year, figures, day = found.groups()
        name = f"{int(figures)}月"
    elif found := _DOTTED.fullmatch(text):
        day, figures, year = found.groups()
        name = f"{int(figures)}月"
    else:
        return None
    month = MONTHS.get(name.lower())
    if month is None:
        return None
    if year is not None:
        date = _date(int(year), month, int(day))
        return Day(date, year_guessed=False) if date else None
    date = _latest(month, int(day), reference)
    return Day(date, year_guessed=True) if date else None


def parse_moment(text: str, zone: ZoneInfo) -> tuple[dt.datetime, bool] | None:
    """A point in time, and whether its time zone had to be assumed; None if it is none.

    Understands ISO 8601, RFC 2822 and its variants, and days with the name of a month in many
    languages with or without a time; a date alone is its midnight. Days in figures count only
    where their order is certain. Year, month and day must all be stated. A moment that other
    time zones or RFC 3339 cannot express is none.
    """
    text = text.strip()
    if not text or len(text) > LONGEST_MOMENT:
        return None
    moment = _moment(text)
    if moment is None:
        return None
    assumed = moment.tzinfo is None
    moment = moment.replace(tzinfo=zone) if assumed else moment
    return (moment, assumed) if _is_portable(moment) else None


def midnight(date: dt.date, zone: ZoneInfo) -> dt.datetime:
    """The beginning of a day."""
    return dt.datetime.combine(date, dt.time(), tzinfo=zone)


def _moment(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(_with_time(text))
    except ValueError:
        pass
    try:
        if (moment := written_moment(text)) is not None:
            return moment
    except ValueError:
        # It is a date by its form, of a day or an hour that there is not.
        return None
    try:
        return email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _with_time(text: str) -> str:
    """Forms of wire formats as ISO 8601 has them: `20261124090000`, and XML's day with a zone."""
    if found := _COMPACT.fullmatch(text):
        return f"{found[1]}T{found[2]}{found[3] or ''}"
    if found := _ZONED_DAY.fullmatch(text):
        return (
            f"{found[1]}T000000{found[2]}"
            if "-" not in found[1]
            else f"{found[1]}T00:00:00{found[2]}"
        )
    return text


def _is_portable(moment: dt.datetime) -> bool:
    """Whether all time zones have it in the years 1 to 9999, and its offset is whole minutes."""
    offset = moment.utcoffset() or dt.timedelta()
    return 1 < moment.year < dt.MAXYEAR and not offset % dt.timedelta(minutes=1)


def _latest(month: int, day: int, reference: dt.date) -> dt.date | None:
    limit = reference + min(AHEAD, dt.date.max - reference)
    # 29 February may be up to eight years back (1896 to 1904).
    candidates = (_date(limit.year - back, month, day) for back in range(9))
    return next((date for date in candidates if date and date <= limit), None)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
