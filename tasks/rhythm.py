"""The rhythm of a source: how long a silence is, told by its own clock.

Arrivals are taken for a point process whose rate depends on the hour of the day and on the day
of the week. Time is rescaled by that rate (the time-rescaling theorem: E. N. Brown et al., *The
time-rescaling theorem and its application to neural spike train data analysis*, Neural
Computation 14, 2002): on the source's own clock one arrival is expected per unit, the nights and
weekends at which it sleeps take no time, and the gaps have the mean 1, whatever the rhythm.

A source is missed when its silence on that clock comes to `factor * (2 * wait - 1)`. The `wait` is
the mean gap that a random moment falls into (the inspection paradox: W. Feller, *An Introduction to
Probability Theory and Its Applications*, volume 2, I.4), which is `1 + c²` with the coefficient of
variation c of the gaps: 1 for a punctual source, 2 for one that comes at random, far more for one
that comes in heaps. It is an exponentially weighted mean over the source's own time, with each gap
winsorized at twice the limit, so that one outage does not teach that outages are usual.

The rate is the product of two profiles, of 24 hours and of 7 days, each of arrivals per hour that
was lived through, exponentially forgotten. An hour or day at which nothing has come yet has the
rate 0: a source that is new cannot be missed on its first weekend.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field, replace
from math import exp, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

HOUR = 3600.0
WEEK_HOURS = 7 * 24

SAME_ARRIVAL_SECONDS = 60.0
"""What comes within this time of the first of an arrival belongs to it: ten thousand files that
are dropped at once are no rhythm of milliseconds."""

LEAST_ARRIVALS = 8
"""With fewer a source has no rhythm yet, and is never missed."""

HALF_LIVES = {24: 10.0, 7: 4 * 24.0}
"""Hours of a slot's own time after which half is forgotten: ten days at each hour of the day, four
weeks at each day of the week."""

PRIOR_GAPS = 4
"""For how many gaps it counts that a source is taken for random at first."""

WINSOR = 2.0
"""Limits at which a gap is cut off before it is learned."""

PRIOR_HOURS = 1.0
"""Hours without an arrival that each slot begins with: one file is no rate."""

WEIGHT = 0.05
"""Of the newest gap in the usual gap."""

WAIT_WEIGHT = 0.02
"""Of a gap of 1 in the wait."""

LONGEST_WEEKS = 8
"""A longer absence is learned as one of this length."""

Slots = tuple[tuple[float, float], ...]
"""For each slot: arrivals, and hours lived through, both weighted by their age."""

NONE_24: Slots = ((0.0, 0.0),) * 24
NONE_7: Slots = ((0.0, 0.0),) * 7


@dataclass(frozen=True)
class Rhythm:
    """What is known of one source's arrivals; a new value after each.

    Attributes:
        began: when the last arrival began; documents of the next minute belong to it.
        last: when the last document came (seconds since the epoch).
        documents: how many have come.
        arrivals: how many times something came.
        wait: mean gap that a random moment falls into, on the source's clock.
        usual: logarithm of the usual gap (geometric mean, in seconds).
    """

    began: float
    last: float
    documents: int = 1
    arrivals: int = 1
    wait: float = 2.0
    usual: float = 0.0
    hours: Slots = field(default=NONE_24, repr=False)
    days: Slots = field(default=NONE_7, repr=False)

    @property
    def usual_seconds(self) -> float:
        """The usual gap between two arrivals in seconds; 0 while there was only one."""
        return exp(self.usual) if self.arrivals > 1 else 0.0

    def heard(self, at: float, zone: ZoneInfo, factor: float, documents: int = 1) -> Rhythm:
        """The rhythm after documents that came at a time; what is not new changes nothing.

        Args:
            zone: where the source keeps its hours.
            factor: of the limit at which gaps are winsorized; 0 is taken for 1.
        """
        if at <= self.last:
            return self
        counted = replace(self, last=at, documents=self.documents + documents)
        if at - self.began < SAME_ARRIVAL_SECONDS:
            return counted
        return self._learned(counted, zone, factor or 1.0)

    def silence(self, now: float, zone: ZoneInfo, limit: float = float("inf")) -> float:
        """How many arrivals were to be expected since the last one.

        Args:
            limit: stop counting there.
        """
        expected = 0.0
        rate = _rate(self.hours, self.days)
        for hour, day, length in _hours(self.last, now, zone):
            expected += length * rate[day][hour]
            if expected >= limit:
                break
        return expected

    def limit(self, factor: float) -> float:
        """The silence from which on the source is missed, in expected arrivals."""
        return factor * (2.0 * max(1.0, self.wait) - 1.0)

    def silent(self, now: float, zone: ZoneInfo, factor: float) -> bool:
        """Whether the source is missed; never with factor 0, nor before it has a rhythm."""
        if factor <= 0 or self.arrivals < LEAST_ARRIVALS:
            return False
        limit = self.limit(factor)
        return self.silence(now, zone, limit) >= limit

    def _learned(self, counted: Rhythm, zone: ZoneInfo, factor: float) -> Rhythm:
        """What a new arrival tells; `counted` is this rhythm with its document counted."""
        at = counted.last
        gap = min(self.silence(at, zone), WINSOR * self.limit(factor))
        seconds = log(at - self.began)
        hours, days = list(self.hours), list(self.days)
        for hour, day, length in _hours(self.began, at, zone):
            hours[hour] = _lived(hours[hour], length, HALF_LIVES[24])
            days[day] = _lived(days[day], length, HALF_LIVES[7])
        here = dt.datetime.fromtimestamp(at, zone)
        for slots, slot in ((hours, here.hour), (days, here.weekday())):
            slots[slot] = (slots[slot][0] + 1.0, slots[slot][1])
        return replace(
            counted,
            began=at,
            arrivals=self.arrivals + 1,
            wait=self.wait + self._weight(gap) * (gap - self.wait),
            usual=self.usual + (WEIGHT if self.usual else 1.0) * (seconds - self.usual),
            hours=tuple(hours),
            days=tuple(days),
        )

    def _weight(self, gap: float) -> float:
        """Of a gap in the wait: the first ones weigh more, as in a plain mean."""
        return max(1.0 - exp(-WAIT_WEIGHT * gap), 1.0 / (self.arrivals + PRIOR_GAPS))

    def to_json(self) -> str:
        """This rhythm in under a kilobyte."""
        numbers = [self.began, self.last, self.documents, self.arrivals]
        slots = [round(part, 4) for slot in (*self.hours, *self.days) for part in slot]
        told = [*numbers, round(self.wait, 4), round(self.usual, 4), *slots]
        return json.dumps(told, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: bytes | str) -> Rhythm:
        """The rhythm that was written so.

        Raises:
            ValueError: it was written otherwise.
        """
        began, last, documents, arrivals, wait, usual, *rest = json.loads(text)
        slots = tuple(zip(rest[::2], rest[1::2], strict=True))
        if len(slots) != len(NONE_24) + len(NONE_7):
            raise ValueError(f"a rhythm has {len(NONE_24) + len(NONE_7)} slots, not {len(slots)}")
        return cls(began, last, documents, arrivals, wait, usual, hours=slots[:24], days=slots[24:])


def _lived(slot: tuple[float, float], hours: float, half_life: float) -> tuple[float, float]:
    kept = 0.5 ** (hours / half_life)
    return slot[0] * kept, slot[1] * kept + hours


def _rate(hours: Slots, days: Slots) -> Sequence[Sequence[float]]:
    """Arrivals per hour, by day and hour: two profiles with the same mean, multiplied."""
    by_hour = [count / (lived + PRIOR_HOURS) for count, lived in hours]
    by_day = [count / (lived + PRIOR_HOURS) for count, lived in days]
    mean = (sum(by_hour) / 24) or 1.0
    return [[hour * day / mean for hour in by_hour] for day in by_day]


def _hours(start: float, end: float, zone: ZoneInfo) -> Iterator[tuple[int, int, float]]:
    """The time between, as hour of the day, day of the week and length in hours."""
    start = max(start, end - LONGEST_WEEKS * WEEK_HOURS * HOUR)
    while start < end:
        # Zones of half and quarter hours have their hours begin elsewhere.
        here = dt.datetime.fromtimestamp(start, zone)
        left = HOUR - here.minute * 60 - here.second - here.microsecond / 1e6
        step = min(max(left, 1e-3), end - start)
        yield here.hour, here.weekday(), step / HOUR
        start += step
