"""Counting words and cutting after them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tasks.summarize.words import count_words, counts_of_words, end_of_words


def first_words(text: str, limit: int) -> str:
    return text[: end_of_words(text, 0, len(text), limit)]


def test_words_are_separated_by_white_space() -> None:
    assert count_words("The talks, he said, ended.", 0, 26, 99) == 5


def test_two_code_points_of_a_script_without_spaces_are_a_word() -> None:
    assert count_words("会议今天结束了", 0, 7, 99) == 4


def test_counting_stops_at_the_limit() -> None:
    assert count_words("a " * 1_000, 0, 2_000, 7) == 7


def test_the_cut_is_at_the_end_of_a_word() -> None:
    assert first_words("The talks, he said, ended.", 3) == "The talks, he"


def test_a_word_longer_than_the_rest_is_left_out_rather_than_cut() -> None:
    assert first_words("See " + "x" * 100, 2) == "See"


def test_a_run_without_any_space_is_cut() -> None:
    assert first_words("x" * 100, 2) == "x" * 80


def test_a_letter_keeps_its_marks() -> None:
    assert first_words("ก็ดี", 1) == "ก็"


@given(st.lists(st.text() | st.text("ab .\t\n" + "x" * 9).map(lambda text: text * 9)))
def test_the_words_of_several_sentences_are_counted_like_those_of_one(texts: list[str]) -> None:
    expected = [count_words(each, 0, len(each), 12) for each in texts]
    assert counts_of_words(texts, 12) == expected


@given(st.text(), st.integers(min_value=1, max_value=20))
def test_the_cut_text_has_no_more_words_than_asked_for(text: str, limit: int) -> None:
    cut = first_words(text.strip(), limit)
    assert count_words(cut, 0, len(cut), limit + 2) <= limit
    assert text.strip().startswith(cut)
