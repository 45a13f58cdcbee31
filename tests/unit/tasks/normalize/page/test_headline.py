from __future__ import annotations

import pytest
from lxml import html

from tasks.normalize.page.headline import (
    LONGEST,
    Titles,
    agreement,
    heading_of,
    headings_of,
    headline_of,
)

FERRY = "Ferry to Skarvik sails again"


@pytest.mark.parametrize(
    ("markup", "headings"),
    [
        ("<h1>Ferry</h1>", ["Ferry"]),
        ("<h1> Ferry\n sails</h1>", ["Ferry sails"]),
        ("<h1>Ferry<br>sails</h1>", ["Ferry sails"]),
        ("<h1><div>Ferry</div><div>sails</div></h1>", ["Ferry sails"]),
        ("<h1>Ferry <em>sa</em><b>ils</b></h1>", ["Ferry sa ils"]),
        ("<h1><time>24 Nov</time>Ferry<button>Share</button></h1>", ["Ferry"]),
        ("<h1></h1><h1>Ferry</h1>", ["Ferry"]),
        (f"<h1>{'x' * (LONGEST + 1)}</h1>", []),
        ("<p>Ferry</p>", []),
    ],
)
def test_headings_are_read_as_one_line(markup: str, headings: list[str]) -> None:
    assert headings_of(html.fromstring(f"<body>{markup}</body>")) == headings


@pytest.mark.parametrize(
    ("titles", "headline"),
    [
        (Titles([FERRY], [], ""), FERRY),
        (Titles([], [FERRY], ""), FERRY),
        (Titles([], [], FERRY), FERRY),
        (Titles([], [], ""), None),
        (Titles(["Nordwire Coast", FERRY], [FERRY]), FERRY),
        (Titles(["Subscribe now"], [FERRY]), FERRY),
        (Titles(["Ferry to Skarvik sails again on Monday"], [FERRY]), "Ferry to Skarvik sails again on Monday"),
        (Titles([], [f"{FERRY} | Nordwire"]), FERRY),
        (Titles([], [f"{FERRY} - Nordwire"], "", ["Nordwire"]), FERRY),
        (Titles([], [f"{FERRY} – News from Nordwire"], "", ["nordwire"]), FERRY),
        (Titles([], [f"Nordwire: {FERRY}"], "", ["Nordwire"]), f"Nordwire: {FERRY}"),
        (Titles([], [f"Nordwire | {FERRY}"], "", ["Nordwire"]), FERRY),
        (Titles([], ["Skarvik - the island of storms"], "", ["Nordwire"]), "Skarvik - the island of storms"),
        (Titles([f"{FERRY} | Coast"], [FERRY]), FERRY),
        (Titles(["Rock &#038; roll"], []), "Rock & roll"),
        (Titles([FERRY.upper()], [FERRY]), FERRY),
        (Titles(["Nordwire"], [], "", ["Nordwire"]), "Nordwire"),
    ],
)  # fmt: skip
def test_the_heading_that_agrees_with_the_titles_is_the_headline(
    titles: Titles, headline: str | None
) -> None:
    assert headline_of(titles) == headline


@pytest.mark.parametrize(
    ("heading", "stated", "expected"),
    [("a b", ["a b"], 1.0), ("a b", ["a c", "d"], 0.5), ("a", [], 0.0), ("", [""], 0.0)],
)
def test_agreement_is_the_f1_of_words(heading: str, stated: list[str], expected: float) -> None:
    assert agreement(heading, stated) == expected


def test_the_heading_element_is_the_one_with_the_headline() -> None:
    root = html.fromstring("<body><h1>Nordwire</h1><h1 id='a'>Ferry</h1></body>")
    assert heading_of(root, "Ferry").get("id") == "a"


def test_a_second_heading_stands_in_for_a_missing_first_one() -> None:
    root = html.fromstring("<body><h2>More</h2><h2 id='a'>Ferry</h2></body>")
    assert heading_of(root, "Ferry").get("id") == "a"


def test_there_may_be_no_heading_element() -> None:
    assert heading_of(html.fromstring("<p>Ferry</p>"), "Ferry") is None
