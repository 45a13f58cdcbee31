from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize.page.names import is_name, key, people_of, said_of


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Ann Berg", ["Ann Berg"]),
        ("By Ann Berg", ["Ann Berg"]),
        ("Written by: Ann Berg", ["Ann Berg"]),
        ("Von Ann Berg", ["Ann Berg"]),
        ("Par Ann Berg et Luc Dor", ["Ann Berg", "Luc Dor"]),
        ("Автор: Анна Берг", ["Анна Берг"]),
        ("Ann Berg and Tom Reyes", ["Ann Berg", "Tom Reyes"]),
        ("Ann Berg, Tom Reyes & Li Na", ["Ann Berg", "Tom Reyes", "Li Na"]),
        ("Ann Berg; Tom Reyes", ["Ann Berg", "Tom Reyes"]),
        ("Ann Berg | 24 November 2026", ["Ann Berg"]),
        ("Ann Berg on November 24, 2026", ["Ann Berg"]),
        ("Ann Berg Published 24 Nov 2026", ["Ann Berg"]),
        ("Ann Berg · 5 min read", ["Ann Berg"]),
        ("Ann Berg, MD, PhD", ["Ann Berg, MD, PhD"]),
        ("Ann Berg, E-RYT 200", ["Ann Berg, E-RYT 200"]),
        ("Ann Berg, VTS (Behavior)", ["Ann Berg, VTS (Behavior)"]),
        ("Ann Berg Jr.", ["Ann Berg Jr."]),
        ("ANN BERG, TOM REYES", ["ANN BERG", "TOM REYES"]),
        ("Ann Berg, Li Na", ["Ann Berg", "Li Na"]),
        ("Analysis by Ann Berg, CNN", ["Ann Berg"]),
        ("Ann Berg <ann@nordwire.example>", ["Ann Berg"]),
        ("Ann Berg @annberg", ["Ann Berg"]),
        ("https://nordwire.example/ann", []),
        ('"Ann Berg"', ["Ann Berg"]),
        ("Ann &amp; Tom", ["Ann", "Tom"]),
        ("Center for Coast and Sea", ["Center for Coast and Sea"]),
        ("Ludwig van der Berg", ["Ludwig van der Berg"]),
        ("王小明", ["王小明"]),
        ("admin", []),
        ("undefined", []),
        ("jberg1987", []),
        ("ann-berg", []),
        ("Read more", []),
        ("", []),
    ],
)
def test_names_are_told_from_what_is_around_them(byline: str, names: list[str]) -> None:
    assert [person["name"] for person in people_of(byline)] == names


def test_a_role_behind_a_name_is_its_role() -> None:
    assert people_of("Ann Berg, Senior Editor") == [{"name": "Ann Berg", "role": "Senior Editor"}]


@pytest.mark.parametrize(
    "byline", ["Ann Berg, Nordwire", "Ann Berg Nordwire", "Ann Berg | Nordwire"]
)
def test_the_site_is_no_author_beside_people(byline: str) -> None:
    assert people_of(byline, ["Nordwire"]) == [{"name": "Ann Berg"}]


def test_the_site_alone_is_an_author() -> None:
    assert people_of("Nordwire", ["Nordwire"]) == [{"name": "Nordwire"}]


@pytest.mark.parametrize(
    "line",
    ["by storing the Data, Security", "ab", "by the sea", "24 November 2026", "it, Ann Berg"],
)
def test_a_printed_line_that_begins_otherwise_names_nobody(line: str) -> None:
    assert people_of(line, printed=True) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("By Ann Berg", "Ann Berg"),
        ("By", ""),
        ("Author", ""),
        ("Written by:", ""),
        ("24 Nov 2026 by Ann Berg", "Ann Berg"),
        ("Bystanders were hurt", None),
        ("Ann Berg", None),
        ("By " + "x" * 400, None),
    ],
)
def test_a_lead_in_says_that_names_follow(line: str, said: str | None) -> None:
    assert said_of(line) == said


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Ann Berg", True), ("x" * 61, False), ("Ann went to the sea", False), ("100%", False)],
)
def test_sentences_and_figures_are_no_names(text: str, expected: bool) -> None:  # noqa: FBT001 - a parameter
    assert is_name(text) is expected


def test_a_key_leaves_out_case_and_marks() -> None:
    assert key("The Nord-Wire") == "thenordwire"


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    people_of(text, ["Nordwire"], printed=True)
    people_of(text)
    said_of(text)
