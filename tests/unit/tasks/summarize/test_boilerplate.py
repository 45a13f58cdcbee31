"""What is recognized as a dateline, and what only looks like it."""

from __future__ import annotations

import pytest

from tasks.summarize.boilerplate import dateline_length, is_caption, stated_dateline_length

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
        "A tree lies in Skarvik on Monday, Nov. 24, 2026. (AP Photo/Ole Dahl)",
        "FILE - Anna Berg speaks in 2019. (AP Photo/Ole Dahl, File)",
        "Firefighters clear a road (Photo by Eva Krog/Getty Images).",
        "Umgestürzte Bäume in Skarvik (Foto: Eva Krog/nwd)",
        "Una calle de Skarvik. [Foto: Eva Krog]",
    ],
)
def test_a_line_that_ends_with_the_name_of_a_photographer_is_a_caption(line: str) -> None:
    assert is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "The mayor showed a photo of the bridge (taken in 1931).",
        "He bought Nordfoto (a maker of cameras).",
        "The winner was Eva Krog (photo).",
        "(Photo by Eva Krog) The talks ended.",
        "",
    ],
)
def test_a_line_that_speaks_of_a_picture_is_no_caption(line: str) -> None:
    assert not is_caption(line)
