from __future__ import annotations

from typing import Any

import pytest

from tasks.normalize.reader import Draft
from tasks.normalize.wire_xml.draft import settle


def settled(*paragraphs: str, **fields: Any) -> Draft:
    return settle(Draft(fields=fields, paragraphs=list(paragraphs)))


@pytest.mark.parametrize("value", ["", "N/A", " none ", [], "No-Data-Available"])
def test_values_that_say_nothing_go(value: object) -> None:
    assert settled(headline="A", source=value).fields == {"headline": "A"}


def test_a_byline_above_the_text_is_taken_out_of_it() -> None:
    assert settled("By Ada Example", "Text.", headline="A").paragraphs == ["Text."]


def test_a_byline_above_the_text_goes_before_a_stated_one() -> None:
    draft = settled("By Ada Example", "Text.", headline="A", byline="Staff Reporter")
    assert draft.fields["byline"] == "Ada Example"


def test_a_byline_that_is_the_whole_text_stays() -> None:
    assert settled("By Ada Example", headline="A").paragraphs == ["By Ada Example"]


def test_a_headline_above_the_text_is_taken_out_of_it() -> None:
    assert settled("A  storm", "Text.", headline="A storm").paragraphs == ["Text."]


def test_a_text_that_is_its_headline_stays() -> None:
    assert settled("A storm", headline="A storm").paragraphs == ["A storm"]


def test_without_a_headline_the_text_begins_with_it() -> None:
    assert settled("The storm passed. It is over.").fields["headline"] == "The storm passed."


def test_a_borrowed_headline_is_guessed() -> None:
    assert settled("The storm passed.").guessed == {
        "headline": "the beginning of the text, which states no headline"
    }


@pytest.mark.parametrize("text", ["4/4/2018", "MARCH 04, 2013", ""])
def test_a_dateline_that_is_a_day_is_none(text: str) -> None:
    assert "dateline" not in settled(dateline={"text": text}).fields


@pytest.mark.parametrize(
    ("text", "place", "agency"),
    [
        ("RENNES, Nov 24, 2026 (AFP) -", "RENNES", "AFP"),
        ("SYDNEY March 22 AAP -", "SYDNEY", "AAP"),
    ],
)
def test_a_dateline_says_where_and_by_whom(text: str, place: str, agency: str) -> None:
    dateline = {"text": text, "place": place, "agency": agency}
    assert settled(dateline={"text": text}).fields["dateline"] == dateline


def test_a_dateline_of_a_place_alone_is_that_place() -> None:
    assert settled(dateline={"text": "Oslo"}).fields["located"] == "Oslo"


def test_a_stated_place_goes_before_that_of_the_dateline() -> None:
    assert settled(located="Bergen", dateline={"text": "Oslo"}).fields["located"] == "Bergen"
