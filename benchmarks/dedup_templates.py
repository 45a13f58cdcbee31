"""Hard negatives: forms filled in for another day, or for somebody else on the same one."""

from __future__ import annotations

import datetime as dt
import random
import re
from itertools import combinations
from typing import TYPE_CHECKING

from benchmarks.dedup_forms import FORMS
from benchmarks.dedup_story import OTHER, Pair, Story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.dedup_forms import Form

SUBJECTS, TIMES = 2, 3
"""Each form is filled in for so many subjects at so many times."""

MINUTES_BETWEEN = 7

_BEGIN = dt.datetime(2026, 4, 20, 6, 30, tzinfo=dt.UTC)
_BLANK = re.compile(r"\{(?:(?P<name>[a-z]+)(?P<by>[:=#]))?(?P<what>[^{}]+)\}")
_RANGE = re.compile(r"(?P<low>-?\d+(?:\.(?P<places>\d+))?)\.\.(?P<high>-?\d+(?:\.\d+)?)")


def filled_forms() -> Iterator[tuple[Form, list[Story]]]:
    """Each form with its fillings: a subject's times one after another, then the next one's."""
    for number, form in enumerate(FORMS):
        begin = _BEGIN + dt.timedelta(hours=5 * number)
        yield (
            form,
            [
                _fill(form, f"t{number:02}{subject}{time}", begin, subject, time)
                for subject in range(SUBJECTS)
                for time in range(TIMES)
            ],
        )


def twins(form: Form, stories: list[Story]) -> list[Pair]:
    """All pairs of a form's fillings, the earlier one first."""
    ordered = sorted(stories, key=lambda story: story.date)
    return [Pair(a.id, b.id, OTHER, f"twin: {form.name}") for a, b in combinations(ordered, 2)]


def filled_at_random(chance: random.Random) -> tuple[str, str]:
    """Headline and text of some form, filled in for nobody in particular."""
    form = chance.choice(FORMS)
    blanks = _Blanks(str(chance.random()), chance.randrange(100), 0, _BEGIN)
    return blanks.fill(form.title), blanks.fill(form.body)


def _fill(form: Form, identity: str, begin: dt.datetime, subject: int, time: int) -> Story:
    date = begin + dt.timedelta(hours=form.hours * time, minutes=MINUTES_BETWEEN * subject)
    blanks = _Blanks(form.name, subject, time, date)
    return Story(
        id=identity,
        event=f"{form.name}, {subject}, {time}",
        date=date,
        title=blanks.fill(form.title),
        dateline=blanks.fill(form.dateline).upper().replace("(NORDWIRE)", "(Nordwire)"),
        body=blanks.fill(form.body),
    )


class _Blanks:
    def __init__(self, form: str, subject: int, time: int, date: dt.datetime) -> None:
        self._subject, self._time = subject, time
        self._of_subject = random.Random(form)
        self._of_day = random.Random(f"{form}/{subject}/{time}")
        self._known = {"day": f"{date:%B} {date.day}", "weekday": f"{date:%A}"}

    def fill(self, text: str) -> str:
        return _BLANK.sub(self._value, text)

    def _value(self, blank: re.Match[str]) -> str:
        if not blank["name"] and blank["what"] in self._known:
            return self._known[blank["what"]]
        value = self._drawn(blank["what"], blank["by"])
        if blank["name"]:
            self._known[blank["name"]] = value
        return value

    def _drawn(self, what: str, by: str | None) -> str:
        choices = what.split("|")
        if by == "=":
            return choices[
                (self._of_subject.randrange(len(choices)) + self._subject) % len(choices)
            ]
        if by == "#":
            return choices[(self._subject * TIMES + self._time) % len(choices)]
        bounds = _RANGE.fullmatch(what)
        if not bounds:
            return self._of_day.choice(choices)
        places = len(bounds["places"] or "")
        low, high = (round(float(bounds[end]) * 10**places) for end in ("low", "high"))
        return f"{self._of_day.randint(low, high) / 10**places:.{places}f}"
