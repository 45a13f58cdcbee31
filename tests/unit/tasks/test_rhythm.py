"""The clock of a source: what it learns, and when a silence is too long on it."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.rhythm import LEAST_ARRIVALS, Rhythm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ZONE = ZoneInfo("Europe/Berlin")
MONDAY = dt.datetime(2026, 3, 2, tzinfo=ZONE).timestamp()
MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0
FACTOR = 4.0

GAPS = st.lists(st.floats(0.001, 5 * DAY), max_size=60)


def learned(times: Iterable[float]) -> Rhythm:
    first, *rest = times
    rhythm = Rhythm(first, first)
    for at in rest:
        rhythm = rhythm.heard(at, ZONE, FACTOR)
    return rhythm


def false_alarms(times: Iterable[float]) -> int:
    """How many of a source's own gaps would have raised an alarm."""
    first, *rest = times
    rhythm, count = Rhythm(first, first), 0
    for at in rest:
        count += rhythm.silent(at, ZONE, FACTOR)
        rhythm = rhythm.heard(at, ZONE, FACTOR)
    return count


def every(seconds: float, days: int = 14, jitter: float = 0.2, start: float = 0.0) -> list[float]:
    chance = random.Random(7)
    count = int(days * DAY / seconds)
    return [MONDAY + start + (n + chance.uniform(0, jitter)) * seconds for n in range(count)]


def in_office(times: list[float]) -> list[float]:
    local = [(at, dt.datetime.fromtimestamp(at, ZONE)) for at in times]
    return [at for at, here in local if 8 <= here.hour < 18 and here.weekday() < 5]


def at_random(seconds: float) -> list[float]:
    chance, at, times = random.Random(7), MONDAY, []
    while at < MONDAY + 14 * DAY:
        at += chance.expovariate(1 / seconds)
        times.append(at)
    return times


FORTNIGHT: dict[str, tuple[Callable[[], list[float]], int]] = {
    "every 5 minutes": (lambda: every(5 * MINUTE), 0),
    "hourly": (lambda: every(HOUR), 0),
    "office hours": (lambda: in_office(every(5 * MINUTE)), 0),
    "daily": (lambda: every(DAY, jitter=0.04, start=9 * HOUR), 0),
    "weekly": (lambda: every(7 * DAY, jitter=0.01, start=9 * HOUR), 0),
    "at random, hourly": (lambda: at_random(HOUR), 1),
    "at random, every 5 minutes": (lambda: at_random(5 * MINUTE), 3),
}


@pytest.mark.parametrize("name", FORTNIGHT)
def test_a_fortnight_of_its_own_rhythm_raises_few_false_alarms(name: str) -> None:
    times, most = FORTNIGHT[name]
    assert false_alarms(times()) <= most


@pytest.mark.parametrize(("gap", "missed_after"), [(5 * MINUTE, 30 * MINUTE), (HOUR, 6 * HOUR)])
def test_a_punctual_source_is_missed_after_a_few_gaps(gap: float, missed_after: float) -> None:
    rhythm = learned(every(gap))
    assert not rhythm.silent(rhythm.last + 2 * gap, ZONE, FACTOR)
    assert rhythm.silent(rhythm.last + missed_after, ZONE, FACTOR)


def test_a_source_that_keeps_office_hours_is_not_missed_at_night_or_at_the_weekend() -> None:
    times = in_office(every(5 * MINUTE, days=12))
    friday_evening = times[-1]
    assert not learned(times).silent(friday_evening + 2 * DAY, ZONE, FACTOR)


def test_it_is_missed_in_the_first_hour_of_the_next_working_day() -> None:
    times = in_office(every(5 * MINUTE, days=12))
    monday = MONDAY + 14 * DAY + 9 * HOUR
    assert learned(times).silent(monday, ZONE, FACTOR)


def test_ten_thousand_files_at_once_are_one_arrival() -> None:
    burst = learned(MONDAY + n / 1_000 for n in range(10_000))
    assert (burst.arrivals, burst.documents) == (1, 10_000)


def test_a_source_that_never_pauses_arrives_once_a_minute() -> None:
    assert learned(MONDAY + n for n in range(601)).arrivals == 11


def test_a_burst_in_the_night_is_no_rhythm() -> None:
    office = in_office(every(5 * MINUTE, days=11))
    night = [MONDAY + 11 * DAY - 3 * HOUR + n for n in range(180)]
    rhythm = learned([*office, *night])
    assert not rhythm.silent(MONDAY + 11 * DAY + 6 * HOUR, ZONE, FACTOR)


def test_one_outage_teaches_no_patience() -> None:
    rhythm = learned([*every(5 * MINUTE, days=10), MONDAY + 12 * DAY])
    assert rhythm.silent(rhythm.last + 6 * HOUR, ZONE, FACTOR)


def test_the_usual_gap_is_told_in_seconds() -> None:
    assert learned(every(HOUR)).usual_seconds == pytest.approx(HOUR, rel=0.1)


@given(GAPS)
def test_what_is_kept_is_what_is_read(gaps: list[float]) -> None:
    times = [MONDAY]
    for gap in gaps:
        times.append(times[-1] + gap)
    once = Rhythm.from_json(learned(times).to_json())
    assert Rhythm.from_json(once.to_json()) == once
    assert len(once.to_json()) < 1_500


@given(GAPS, st.floats(0, DAY), st.floats(0, DAY))
def test_a_longer_silence_is_never_shorter_on_its_clock(
    gaps: list[float], one: float, more: float
) -> None:
    rhythm = learned([MONDAY, *(MONDAY + sum(gaps[: n + 1]) for n in range(len(gaps)))])
    first = rhythm.silence(rhythm.last + one, ZONE)
    assert 0 <= first <= rhythm.silence(rhythm.last + one + more, ZONE) + 1e-9


@given(GAPS)
def test_the_limit_is_never_below_the_factor(gaps: list[float]) -> None:
    rhythm = learned([MONDAY, *(MONDAY + sum(gaps[: n + 1]) for n in range(len(gaps)))])
    assert rhythm.limit(FACTOR) >= FACTOR


@given(GAPS, st.floats(0, 5 * DAY))
def test_what_came_before_the_last_document_changes_nothing(gaps: list[float], ago: float) -> None:
    rhythm = learned([MONDAY, *(MONDAY + sum(gaps[: n + 1]) for n in range(len(gaps)))])
    assert rhythm.heard(rhythm.last - ago, ZONE, FACTOR) == rhythm


@given(st.lists(st.floats(61, 5 * DAY), max_size=LEAST_ARRIVALS - 2))
def test_a_source_that_is_hardly_known_is_never_missed(gaps: list[float]) -> None:
    rhythm = learned([MONDAY, *(MONDAY + sum(gaps[: n + 1]) for n in range(len(gaps)))])
    assert not rhythm.silent(rhythm.last + 365 * DAY, ZONE, FACTOR)


@given(GAPS)
def test_nothing_is_missed_with_the_factor_0(gaps: list[float]) -> None:
    rhythm = learned([MONDAY, *(MONDAY + sum(gaps[: n + 1]) for n in range(len(gaps)))])
    assert not rhythm.silent(rhythm.last + 365 * DAY, ZONE, 0)
