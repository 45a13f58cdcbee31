from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from tasks.normalize.page.published import (
    PRINTED,
    Moments,
    day_in,
    days_in,
    marked_days_in,
    moment_of,
    times_in,
)


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("2026-11-24", "2026-11-24"),
        ("2026-11-24T10:30:00+01:00", "2026-11-24T10:30:00+01:00"),
        ("2026-11-24T10:30:00Z", "2026-11-24T10:30:00+00:00"),
        ("2026-11-24T10:30:00", "2026-11-24T10:30:00"),
        ('"2026-11-24"', "2026-11-24"),
        ("Tue, 24 Nov 2026 10:30:00 +0000", "2026-11-24T10:30:00+00:00"),
        ("November 24, 2026", "2026-11-24"),
        ("1795516200", "2026-11-24T10:30:00+00:00"),
        ("1795516200000", "2026-11-24T10:30:00+00:00"),
        ("Posted in Coast on 24 November 2026 in Skarvik", "2026-11-24"),
        ("1912-04-16", "1912-04-16"),
        ("0001-01-01T00:00:00Z", None),
        ("1970-01-01T00:00:00Z", None),
        ("today", None),
        ("", None),
        (None, None),
    ],
)
def test_a_stated_date_is_given_in_iso_8601(stated: str | None, moment: str | None) -> None:
    assert moment_of(stated) == moment


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Updated 24.11.2026, 10:30", "2026-11-24"),
        ("on 2026/11/24", "2026-11-24"),
        ("Nov. 24, 2026 - 5 min", "2026-11-24"),
        ("24. November 2026", "2026-11-24"),
        ("24 de noviembre de 2026", "2026-11-24"),
        ("3/4/2026", None),
        ("31 November 2026", None),
        ("call 12026-11-24", None),
        ("in 2026", None),
    ],
)
def test_a_day_is_found_in_a_line(text: str, day: str | None) -> None:
    assert day_in(text) == day


def test_published_and_changed_are_told_apart_in_a_line() -> None:
    lines = ["Published on 20 Nov 2026 Updated on 24 Nov 2026"]
    assert days_in(lines) == Moments("2026-11-20", "2026-11-24", PRINTED)


def test_a_short_line_says_what_the_next_date_is() -> None:
    lines = ["Last updated", "24 Nov 2026", "First seen", "20 Nov 2026"]
    assert days_in(lines) == Moments("2026-11-20", "2026-11-24", PRINTED)


def test_dates_within_the_story_do_not_count() -> None:
    assert days_in(["On 24 November 2026 the ferry sailed " + "again " * 40]).published is None


TIMES = """<body><nav><time datetime="2020-01-01">old</time></nav><time datetime="2021-01-01">x</time>
<h1>Ferry</h1><time class="updated" datetime="2026-11-24">y</time><time datetime="2026-11-20">z</time>
<div class="related"><time datetime="2022-01-01">more</time></div></body>"""


def test_the_time_behind_the_headline_is_the_articles() -> None:
    root = html.fromstring(TIMES)
    assert times_in(root, root.find(".//h1")) == Moments("2026-11-20", "2026-11-24")


def test_without_a_headline_the_first_time_counts() -> None:
    assert times_in(html.fromstring(TIMES), None).published == "2021-01-01"


def test_a_time_may_say_its_date_as_text_only() -> None:
    root = html.fromstring("<body><h1>Ferry</h1><time>20 November 2026</time></body>")
    assert times_in(root, root.find("h1")).published == "2026-11-20"


def test_a_date_is_found_by_its_class() -> None:
    root = html.fromstring("<body><h1>A</h1><p>x</p><i class='post-date'>20 Nov 2026</i></body>")
    assert marked_days_in(root, root.find("h1")).published == "2026-11-20"


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    moment_of(text)
    days_in([text])
