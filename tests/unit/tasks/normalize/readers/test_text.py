from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.opening import opening_of
from tasks.normalize.readers.text import TextReader
from tests.samples import source_of

if TYPE_CHECKING:
    from tasks.normalize.reader import Draft


def read(text: str) -> Draft:
    (draft,) = TextReader().read(source_of(text))
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


def test_a_byline_below_a_subheading_is_found() -> None:
    draft = read("Ferry sails\n\nThe storm has passed\n\nBy Ada Example\n\nIt does.")
    assert (draft.fields["byline"], draft.paragraphs) == (
        "Ada Example",
        ["The storm has passed", "It does."],
    )


@pytest.mark.parametrize(
    "above",
    [
        "FOR IMMEDIATE RELEASE\n\n",
        "FOR IMMEDIATE RELEASE\n",
        "PRESSEMITTEILUNG\nSperrfrist: 24.11., 12 Uhr\n\n",
        "EMBARGOED UNTIL 0001 GMT WEDNESDAY\n\n",
    ],
)
def test_what_says_that_it_is_a_press_release_is_no_headline(above: str) -> None:
    draft = read(f"{above}Ferry sails\n\nIt does.")
    assert draft.fields["headline"] == "Ferry sails"
    assert draft.paragraphs == [*filter(None, above.split("\n")), "It does."]


def test_a_text_that_is_nothing_but_a_notice_keeps_it() -> None:
    assert read("Press release").paragraphs == ["Press release"]


def test_without_a_title_line_the_first_sentence_is_the_headline() -> None:
    sentence = "The ferry sails again."
    assert read(sentence + " It is late." * 30).fields["headline"] == sentence


PARAGRAPH = "The ferry to the island of Skarvik sailed again on Monday after the\nstorm had passed."


@pytest.mark.parametrize("text", [PARAGRAPH, PARAGRAPH + " It was late." * 30 + "\n\nIt sails."])
def test_the_first_line_of_a_wrapped_paragraph_is_no_title(text: str) -> None:
    assert read(text).paragraphs[0].startswith(PARAGRAPH.replace("\n", " "))


def test_a_title_right_above_the_text_may_be_as_long_as_its_lines() -> None:
    title = "Ferry to the island of Skarvik sails again after a week of storms"
    assert read(f"{title}\nThe ferry sailed.").fields["headline"] == title


def test_a_single_paragraph_is_the_body_and_its_first_sentence_the_headline() -> None:
    draft = read("The ferry sails. It is late.")
    assert (draft.fields["headline"], draft.paragraphs) == (
        "The ferry sails.",
        ["The ferry sails. It is late."],
    )


@pytest.mark.parametrize(
    ("dateline", "lead"),
    [
        ("OSLO (NTB) — ", "The ferry sails."),
        ("Oslo, 24 nov. 2026 (NTB) - ", "The ferry sails."),
        ("МОСКВА, 24 ноя — РИА Новости. ", "Паром вышел в море."),
        ("新华社北京11月24日电 ", "渡轮今天恢复通航。"),
        ("上海11月24日电 ", "渡轮今天恢复通航。"),
        ("MOSCOW, 26 Nov. ", "The ferry sails."),
        ("ROME March 17 - ", "The ferry sails."),
        ("(ANSA) - ROMA, 24 NOV - ", "“Si parte”, dice il sindaco."),
    ],
)
def test_a_story_that_begins_with_its_dateline_has_no_title(dateline: str, lead: str) -> None:
    draft = read(f"{dateline}{lead}\n\nIt is late.")
    assert (draft.fields["headline"], draft.paragraphs[0]) == (lead, dateline + lead)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_byline_above_the_dateline_is_no_title(between: str) -> None:
    draft = read(f"By Ada Example{between}OSLO (NTB) - The ferry sails.\n\nIt is late.")
    assert (draft.fields["headline"], draft.fields["byline"]) == ("The ferry sails.", "Ada Example")


@pytest.mark.parametrize(
    "title",
    [
        "UKRAINE - The war of the drones",
        "BANK TO SIGN DEAL MARCH 17",
        "BANK SAYS MARCH 17 DEAL IS OFF",
        "GOLD FIXING - JUNE 29",
    ],
)
def test_what_only_looks_like_a_dateline_may_begin_a_title(title: str) -> None:
    draft = read(f"{title}\n\nIt goes on.")
    assert (draft.fields["headline"], draft.paragraphs) == (title, ["It goes on."])
    assert opening_of(title) == title


@pytest.mark.parametrize("end", ["。", "！", "？"])
def test_a_sentence_without_a_space_behind_it_ends_a_borrowed_headline(end: str) -> None:
    assert opening_of(f"渡轮今天恢复通航{end}风暴已经过去{end}") == f"渡轮今天恢复通航{end}"


def test_the_headline_of_a_single_paragraph_is_a_guess() -> None:
    assert "headline" in read("FLASH: Ferry sails").guessed


def test_a_borrowed_headline_is_named_as_guessed() -> None:
    assert read("It is late. " * 30).guessed == {
        "headline": "the beginning of the text, which has no title line"
    }


def test_a_borrowed_headline_is_cut_at_a_word() -> None:
    assert opening_of("ferry " * 40) == "ferry " * 18 + "ferry…"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_any_text_is_read(text: str) -> None:
    draft = read(text)
    assert bool(draft.paragraphs) == bool(draft.fields["headline"])


def test_more_lines_than_an_article_has_are_too_large() -> None:
    with pytest.raises(RejectedError, match="more than 250,000 lines") as caught:
        list(TextReader().read(source_of("a\n" * 250_001)))
    assert caught.value.reason is FailureReason.TOO_LARGE
