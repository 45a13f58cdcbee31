"""What is recognized as dateline, byline, credit or notice, and what only looks like it."""

from __future__ import annotations

import pytest

from tasks.summarize.boilerplate import dateline_length, is_boilerplate, stated_dateline_length

DATELINES = [
    "MOSCOW, 26 Nov. ",
    "MOSCOW, Nov. 26 (Nordwire) -- ",
    "PARIS, Nov 26 (Nordwire) - ",
    "OSLO (Nordwire) - ",
    "KYIV, Ukraine (NW) — ",
    "Berlin (nwd) - ",
    "Frankfurt am Main (nwd) - ",
    "NEW YORK, 3 March 2026 - ",
    "МОСКВА, 26 ноября. /СВЯЗЬ/. ",
    "Москва. 26 ноября. СВЯЗЬ - ",
]


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_is_measured_with_what_separates_it(dateline: str) -> None:
    assert dateline_length(dateline + "The talks began.") == len(dateline)


@pytest.mark.parametrize(
    "opening",
    [
        "On 26 Nov. The talks began.",
        "The talks began on 26 Nov. in Moscow.",
        "NATO — the alliance — met.",
        "The company (Calder) - a maker of pumps - closed.",
        "Officials met in Paris (France) - again.",
        "",
    ],
)
def test_a_sentence_is_no_dateline(opening: str) -> None:
    assert dateline_length(opening) == 0


def test_a_stated_dateline_is_measured_with_its_dash() -> None:
    assert stated_dateline_length("PARIS — The talks began.", "PARIS") == len("PARIS — ")


def test_a_stated_dateline_is_not_the_beginning_of_a_longer_word() -> None:
    assert stated_dateline_length("PARISIANS voted.", "PARIS") == 0


@pytest.mark.parametrize(
    "line",
    [
        "By Anna Keller",
        "By ANNA KELLER and TOM REED",
        "By J. K. Moran, technology correspondent",
        "Von Anke Wolf",
        "Par Luc Durand et Zoé Petit",
        "(Reporting by Anna Keller; Editing by Tom Reed)",
        "Reporting by Anna Keller in Oslo; Editing by Tom Reed",
        "(Additional reporting by Tom Reed)",
        "Photo: Anna Keller/Nordwire",
        "Photo by Tom Reed",
        "© 2026 Nordwire. All rights reserved.",
        "Copyright 2026 Nordwire",
        "Alle Rechte vorbehalten",
        "Read more: Ferry talks fail",
        "Read more",
        "READ MORE >",
        "Lesen Sie auch: Fähre gesunken",
        "Читайте также: новости дня",
        "Subscribe to our newsletter",
        "EDITOR'S NOTE: adds byline",
        "* * *",
        "-30-",
        "",
    ],
)
def test_is_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday evening all trains had stopped.",
        "By Monday evening all trains had stopped",
        "Von Berlin nach Hamburg fährt kein Zug",
        "Reporting by local officials suggests the dam held.",
        "Photography was banned.",
        "Copyright law will change, the minister said.",
        "Read more than ten books a year, doctors advise.",
        "Subscribers left in droves.",
        "26",
    ],
)
def test_is_news(line: str) -> None:
    assert not is_boilerplate(line)
