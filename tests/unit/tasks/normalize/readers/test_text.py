from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize.reader import Draft, Source
from tasks.normalize.readers.text import TextReader, opening_of


def read(text: str) -> Draft:
    (draft,) = TextReader().read(Source("a.txt", text))
    return draft


@pytest.mark.parametrize(
    ("text", "headline", "paragraphs"),
    [
        ("Ferry sails\n\nIt does.\n\nNow.", "Ferry sails", ["It does.", "Now."]),
        ("Ferry sails\nIt does.\nNow.", "Ferry sails", ["It does.", "Now."]),
        ("Ferry sails\r\n\r\nIt does.", "Ferry sails", ["It does."]),
        ("\n\n  Ferry sails \n\nIt does.", "Ferry sails", ["It does."]),
        ("FLASH: Ferry sails", "FLASH: Ferry sails", ["FLASH: Ferry sails"]),
        (
            "Ferry to the island\nsails again\n\nIt does.",
            "Ferry to the island sails again",
            ["It does."],
        ),
        ("", "", []),
        ("\n \n", "", []),
    ],
)
def test_the_first_lines_are_the_headline(text: str, headline: str, paragraphs: list[str]) -> None:
    draft = read(text)
    assert (draft.fields["headline"], draft.paragraphs) == (headline, paragraphs)


@pytest.mark.parametrize(
    "text",
    ["Ferry sails\n\nBy Ada Example\n\nIt does.", "Ferry sails\nBy Ada Example\n\nIt does."],
)
def test_a_byline_below_the_headline_is_no_paragraph(text: str) -> None:
    draft = read(text)
    assert (draft.fields, draft.paragraphs) == (
        {"headline": "Ferry sails", "byline": "Ada Example"},
        ["It does."],
    )


def test_without_a_title_line_the_first_sentence_is_the_headline() -> None:
    sentence = "The ferry sails again."
    assert read(sentence + " It is late." * 30).fields["headline"] == sentence


def test_a_borrowed_headline_is_named_as_guessed() -> None:
    assert read("It is late. " * 30).guessed == {
        "headline": "the beginning of the text, which has no title line"
    }


def test_a_borrowed_headline_is_cut_at_a_word() -> None:
    assert opening_of("ferry " * 40) == "ferry " * 18 + "ferry…"


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    draft = read(text)
    assert bool(draft.paragraphs) == bool(draft.fields["headline"])
