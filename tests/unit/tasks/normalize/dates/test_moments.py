from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize.dates.moments import Day, midnight, parse_day, parse_moment

REFERENCE = dt.date(2026, 11, 24)
UTC = ZoneInfo("UTC")
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "reference", "date"),
    [
        ("26 Nov", dt.date(2026, 11, 24), dt.date(2026, 11, 26)),
        ("26 Nov", dt.date(2026, 11, 23), dt.date(2025, 11, 26)),
        ("26 Nov", dt.date(2026, 11, 26), dt.date(2026, 11, 26)),
        ("1 Jan", dt.date(2026, 12, 30), dt.date(2027, 1, 1)),
        ("31 Dec", dt.date(2027, 1, 2), dt.date(2026, 12, 31)),
        ("29 Feb", dt.date(2026, 11, 24), dt.date(2024, 2, 29)),
        ("29 Feb", dt.date(1903, 5, 1), dt.date(1896, 2, 29)),
        ("31 Dec", dt.date.max, dt.date.max),
        ("31 Dec", dt.date.min, None),
    ],
)
def test_a_missing_year_is_the_latest_not_more_than_two_days_ahead(
    text: str, reference: dt.date, date: dt.date | None
) -> None:
    assert parse_day(text, reference) == (date and Day(date, year_guessed=True))


@pytest.mark.parametrize(
    "text",
    [
        "3 March 2026", "3. März 2026", "3 mars 2026", "3 de marzo de 2026", "3 marzo 2026",
        "3 de março de 2026", "3 maart 2026", "3 марта 2026", "3 березня 2026", "3 marca 2026",
        "3 března 2026", "3. marts 2026", "3. maaliskuuta 2026", "3 Mart 2026",
        "3 مارس 2026", "March 3, 2026", "Mar. 3, 2026", "3rd March 2026", "March 3rd, 2026",
        "3 MAR 2026", " 3 March 2026 ", "1er mars 2026",
    ],
)  # fmt: skip
def test_months_are_known_in_many_languages(text: str) -> None:
    day = 1 if "1er" in text else 3
    assert parse_day(text, REFERENCE) == Day(dt.date(2026, 3, day), year_guessed=False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nov",
        "26",
        "26 Ferry",
        "31 Feb 2026",
        "29 Feb 2025",
        "0 Nov",
        "32 Nov",
        "26 Nov 0000",
        "Monday",
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse_day(text, REFERENCE) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-24T12:30:00Z", "2026-11-24T12:30:00+00:00"),
        ("2026-11-24T12:30:00+05:30", "2026-11-24T12:30:00+05:30"),
        (" 2026-11-24 12:30:00-08:00 ", "2026-11-24T12:30:00-08:00"),
        ("20261124T123000Z", "2026-11-24T12:30:00+00:00"),
        ("Tue, 24 Nov 2026 12:30:00 +0100", "2026-11-24T12:30:00+01:00"),
        ("24 Nov 2026 12:30:00 GMT", "2026-11-24T12:30:00+00:00"),
    ],
)
def test_a_stated_moment_keeps_its_offset(text: str, moment: str) -> None:
    parsed = parse_moment(text, BERLIN)
    assert parsed is not None
    assert (parsed[0].isoformat(), parsed[1]) == (moment, False)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-24T12:30:00", "2026-11-24T12:30:00+01:00"),
        ("2026-07-24T12:30:00", "2026-07-24T12:30:00+02:00"),
        ("2026-11-24", "2026-11-24T00:00:00+01:00"),
    ],
)
def test_a_missing_time_zone_is_assumed(text: str, moment: str) -> None:
    parsed = parse_moment(text, BERLIN)
    assert parsed is not None
    assert (parsed[0].isoformat(), parsed[1]) == (moment, True)


@pytest.mark.parametrize(
    "text",
    [
        "", "yesterday", "2026-13-01", "2026-11-24T25:00:00Z", "Tue, 32 Nov 2026 12:00:00 +0000",
        "Mon, 1 Jan 2026 00:00:00 +9999", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00",
        "2026-11-24T12:00:00+00:00:30", "1 " * 1000,
    ],
)  # fmt: skip
def test_what_is_no_usable_moment_is_none(text: str) -> None:
    assert parse_moment(text, UTC) is None


def test_a_day_begins_at_midnight_where_it_is() -> None:
    assert midnight(REFERENCE, BERLIN).isoformat() == "2026-11-24T00:00:00+01:00"


DAYS = st.from_regex(r"\d{1,2}\.? [A-Za-zа-я]{3,4}\.?( \d{4})?", fullmatch=True)


@given(st.one_of(st.text(), DAYS), st.dates())
def test_a_day_is_never_more_than_two_days_ahead_of_its_reference(text: str, day: dt.date) -> None:
    parsed = parse_day(text, day)
    assert (
        parsed is None or not parsed.year_guessed or parsed.date.toordinal() <= day.toordinal() + 2
    )


MOMENTS = st.datetimes(timezones=st.timezones() | st.none()).map(dt.datetime.isoformat)


@given(st.one_of(st.text(), MOMENTS))
def test_any_moment_can_be_moved_to_any_time_zone(text: str) -> None:
    parsed = parse_moment(text, BERLIN)
    assert parsed is None or {
        parsed[0].astimezone(dt.timezone(dt.timedelta(hours=hours))) for hours in (-14, 0, 14)
    } == {parsed[0]}


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("20261124090000", "2026-11-24T09:00:00+00:00"),
        ("20261124090000+0100", "2026-11-24T09:00:00+01:00"),
        ("2026-11-24+01:00", "2026-11-24T00:00:00+01:00"),
        ("20261124Z", "2026-11-24T00:00:00+00:00"),
    ],
)
def test_the_forms_of_wire_formats_are_understood(text: str, moment: str) -> None:
    parsed = parse_moment(text, ZoneInfo("UTC"))
    assert parsed is not None
    assert parsed[0].isoformat() == moment
