from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import Author
from tasks.normalize.byline import authors_in, byline_in, without_lead_in


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ada Example", "Ada Example"),
        ("BY ADA EXAMPLE", "ADA EXAMPLE"),
        ("By Ada Example and Bo Sample", "Ada Example and Bo Sample"),
        ("By Ada Example, Harbour Correspondent", "Ada Example, Harbour Correspondent"),
        ("Von Jörg von der Muster", "Jörg von der Muster"),
        ("Par Zoé Dupont", "Zoé Dupont"),
        ("Por José de la Muestra", "José de la Muestra"),
        ("Автор: Анна Примерова", "Анна Примерова"),
        ("By: Ada Example", "Ada Example"),
        ("Av Ada Example", "Ada Example"),
        ("Written by Ada Example", "Ada Example"),
        ("Text: Ada Example", "Ada Example"),
        ("记者：王小明", "王小明"),
    ],
)
def test_a_byline_is_read(line: str, byline: str) -> None:
    assert byline_in(line) == byline


@pytest.mark.parametrize(
    "line",
    [
        "By contrast - the ferry sails",
        "By Monday the ferry will sail",
        "By Monday, it sails.",
        "By 2027",
        "By",
        "Bystanders Watched",
        "The ferry sails",
        "",
        "By " + "Ada " * 40,
    ],
)
def test_what_is_no_byline_is_none(line: str) -> None:
    assert byline_in(line) is None


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Ada Example", [("Ada Example", None)]),
        ("Ada Example and Bo Sample", [("Ada Example", None), ("Bo Sample", None)]),
        (
            "Ada Example, Bo Sample & Cy Test",
            [("Ada Example", None), ("Bo Sample", None), ("Cy Test", None)],
        ),
        ("Ada Example, Associated Press", [("Ada Example", "Associated Press")]),
        ("Ada Example, Staff Writer", [("Ada Example", "Staff Writer")]),
        ("Jean und Bo", [("Jean", None), ("Bo", None)]),
        ("Reuters", [("Reuters", None)]),
        (" , ", []),
        ("Ada Example (ada@example.org)", [("Ada Example", None)]),
        ("Ada Example in Skarvik and Bo Sample", [("Ada Example", None), ("Bo Sample", None)]),
        ("Ada Example | Nordwire News", [("Ada Example", "Nordwire News")]),
        ("Ada Example, Jr., Staff Writer", [("Ada Example, Jr.", "Staff Writer")]),
        ("Ada Example with Bo Sample", [("Ada Example", None), ("Bo Sample", None)]),
    ],
)
def test_authors_are_told_from_their_roles(
    byline: str, authors: list[tuple[str, str | None]]
) -> None:
    assert authors_in(byline) == tuple(Author(name=name, role=role) for name, role in authors)


@pytest.mark.parametrize("byline", ["By Ada Example", " Ada Example ", "Von Ada Example"])
def test_a_known_byline_loses_its_lead_in(byline: str) -> None:
    assert without_lead_in(byline) == "Ada Example"


@given(st.text())
def test_any_line_is_a_byline_or_none(line: str) -> None:
    byline = byline_in(line)
    assert byline is None or line.strip().endswith(byline)


@given(st.text())
def test_no_author_is_without_a_name(byline: str) -> None:
    assert all(author.name.strip() for author in authors_in(byline))


def test_somebody_may_be_called_press() -> None:
    names = [
        author.name for author in authors_in("Mia Sample and Jordan Press, The Canadian Press")
    ]
    assert names == ["Mia Sample", "Jordan Press"]
