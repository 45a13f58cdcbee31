"""Which words tell an article from others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.summarize.keywords import MOST, keywords

SENTENCES = [
    "The harbour bridge of Tarnholm closes on Monday.",
    "It rains.",
    "Repairs take 14 weeks.",
    "People are angry.",
    "The bridge is old, and the girders are cracked.",
]


def test_what_headline_and_lead_have_comes_first() -> None:
    found = keywords(SENTENCES, "Bridge closes for repairs", "en")
    assert found[:3] == ("bridge", "repairs", "closes")


@pytest.mark.parametrize("word", ["the", "and", "14", "are", "It"])
def test_function_words_and_numbers_are_none(word: str) -> None:
    assert word not in keywords(SENTENCES, "", "en")


def test_a_word_has_the_form_that_is_most_frequent() -> None:
    assert keywords(["NATO met.", "NATO spoke.", "Nato left."], "", "en")[0] == "NATO"


def test_a_possessive_counts_with_its_word() -> None:
    assert keywords(["Lindqvist’s bridge.", "Lindqvist's plan."], "", "en")[0] == "Lindqvist"


def test_a_plural_is_no_keyword_beside_its_singular() -> None:
    found = keywords(["A bridge, many bridges.", "The bridges."], "", "en")
    assert "bridge" in found
    assert "bridges" not in found


@pytest.mark.parametrize(
    ("sentence", "language", "word", "function_word"),
    [
        ("Die Brücke wird nicht gesperrt.", "de", "Brücke", "nicht"),
        ("Le pont est fermé depuis lundi.", "fr-FR", "fermé", "depuis"),
        ("Broen er stengt etter mandag.", "no", "Broen", "etter"),
        ("Мост закрыт после понедельника.", "ru", "Мост", "после"),
        ("أغلق الجسر بعد الفحص", "ar", "الجسر", "بعد"),
    ],
)
def test_function_words_are_known_in_many_languages(
    sentence: str, language: str, word: str, function_word: str
) -> None:
    found = keywords([sentence], "", language)
    assert word in found
    assert function_word not in found


def test_in_an_unknown_language_short_words_are_none() -> None:
    assert keywords(["Y bont yn cau heddiw."], "", None) == ("heddiw",)


def test_in_a_script_without_spaces_what_is_repeated_is_a_keyword() -> None:
    assert keywords(["东京奥运会开幕。", "奥运会的门票。"], "奥运会", "zh") == ("奥运会",)


def test_there_are_no_more_than_asked_for() -> None:
    many = [" ".join(f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(100))]
    assert len(keywords(many, "", "en")) == MOST
    assert len(keywords(many, "", "en", 3)) == 3


@given(st.lists(st.text(), max_size=4), st.text(), st.sampled_from([None, "en", "zh", "xx-YY"]))
def test_any_text_has_keywords_of_its_own(
    sentences: list[str], headline: str, language: str | None
) -> None:
    text = "\n".join((headline, *sentences))
    found = keywords(sentences, headline, language)
    assert len({*found}) == len(found) <= MOST
    assert all(each and each in text for each in found)
