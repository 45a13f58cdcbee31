from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize.dates.moments import parse_moment

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("20261124T123000+0100", "2026-11-24T12:30:00+01:00"),
        ("2026-11-24T12:30:00.1234567Z", "2026-11-24T12:30:00.123456+00:00"),
        ("2026-11-24T12:30:00,5Z", "2026-11-24T12:30:00.500000+00:00"),
        ("2026-11-24 12:30:45 +0100", "2026-11-24T12:30:45+01:00"),
        ("2026-11-24 12:30 UTC", "2026-11-24T12:30:00+00:00"),
        ("2026/11/24 12:30:00 EST", "2026-11-24T12:30:00-05:00"),
        ("Nov 24, 2026 2:05 pm EST", "2026-11-24T14:05:00-05:00"),
        ("Nov. 24, 2026 at 12:05 a.m. (PST)", "2026-11-24T00:05:00-08:00"),
        ("24 ноября 2026, 14:05 МСК", "2026-11-24T14:05:00+03:00"),
        ("24 Nov 2026 14:05 GMT+2", "2026-11-24T14:05:00+02:00"),
        ("Tue Nov 24 12:30:00 CET 2026", "2026-11-24T12:30:00+01:00"),
        ("Tue, 24 Nov 2026 12:30:00 MESZ", "2026-11-24T12:30:00+02:00"),
        ("Tue, 24 Nov 26 12:30:00 GMT", "2026-11-24T12:30:00+00:00"),
        ("24-Nov-2026 14:05:00 +0000", "2026-11-24T14:05:00+00:00"),
    ],
)
def test_a_stated_zone_is_kept(text: str, moment: str) -> None:
    parsed = parse_moment(text, BERLIN)
    assert parsed is not None
    assert (parsed[0].isoformat(), parsed[1]) == (moment, False)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-24 14:05", "2026/11/24 14:05", "2026.11.24 14:05", "24 November 2026 14:05",
        "Tuesday, 24 November 2026, 14:05", "November 24th, 2026 2:05 PM", "14:05 24 Nov 2026",
        "24. November 2026, 14.05 Uhr", "24 novembre 2026 à 14h05", "24 nov. 2026 kl. 14:05",
        "24 de noviembre de 2026, 14:05", "24 de novembro de 2026 às 14h05", "24.11.2026 14:05",
        "24 novembre 2026 alle 14:05", "24 november 2026 14:05", "24 листопада 2026 р., 14:05",
        "24 listopada 2026, 14:05", "24. listopadu 2026 v 14:05", "24.11.2026 klo 14.05",
        "24 Kasım 2026 Salı 14:05", "2026. november 24. 14:05", "24 noiembrie 2026 14:05",
        "24 Νοεμβρίου 2026, 14:05", "2026年11月24日 14:05", "2026年11月24日下午2:05",
        "2026년 11월 24일 14시 05분", "24 نوفمبر 2026 14:05", "٢٤ تشرين الثاني ٢٠٢٦ ١٤:٠٥",
        "۲۴ نوامبر ۲۰۲۶ ۱۴:۰۵", "24 नवंबर 2026 14:05", "24 בנובמבר 2026 14:05",
        "24/11/2026 14:05", "11/24/2026 2:05 PM", "24-11-2026 14:05",
    ],
)  # fmt: skip
def test_a_written_moment_is_understood_in_many_languages(text: str) -> None:
    parsed = parse_moment(text, BERLIN)
    assert parsed is not None
    assert (parsed[0].isoformat(), parsed[1]) == ("2026-11-24T14:05:00+01:00", True)


@pytest.mark.parametrize(
    "text",
    ["24 November 2026", "Nov. 24, 2026", "24.11.2026", "24/11/2026", "2026/11/24", "20261124"],
)
def test_a_day_alone_is_its_midnight(text: str) -> None:
    parsed = parse_moment(text, BERLIN)
    assert parsed is not None
    assert parsed[0].isoformat() == "2026-11-24T00:00:00+01:00"


@pytest.mark.parametrize(
    "text",
    [
        "01/02/2026", "Mon 01/02/2026 10:00", "11.24.2026", "24 Nov", "November 2026", "2026",
        "yesterday", "2 hours ago", "24 November 2026 - 25 November 2026", "24 Ferry 2026",
        "31/02/2026", "31 June 2026 10:00 GMT", "24 Nov 2026 25:00", "24 Nov 2026 10:00 +9900",
        "2026-13-24 10:00", "24 Nov 2026 page 17", "1/2/3", "14:05",
    ],
)  # fmt: skip
def test_what_is_ambiguous_incomplete_or_impossible_is_none(text: str) -> None:
    assert parse_moment(text, BERLIN) is None


def test_a_zone_of_several_meanings_is_not_believed() -> None:
    parsed = parse_moment("24 Nov 2026 14:05 IST", BERLIN)
    assert parsed is not None
    assert (parsed[0].isoformat(), parsed[1]) == ("2026-11-24T14:05:00+01:00", True)


PIECES = st.lists(
    st.sampled_from(
        "24 11 2026 Nov November , . : - / T Z + 14:05 12.30 pm Uhr GMT EST 年 月 日 de ٢٤ 99".split()
        + [" "] * 8
    ),
    max_size=12,
).map("".join)


@given(PIECES)
def test_any_arrangement_of_pieces_is_a_moment_with_a_zone_or_none(text: str) -> None:
    parsed = parse_moment(text, BERLIN)
    assert parsed is None or parsed[0].tzinfo is not None
