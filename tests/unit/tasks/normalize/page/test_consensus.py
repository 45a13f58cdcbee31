from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize.page.consensus import agreement, best_of, shingles_of


def test_shingles_are_four_words_in_a_row() -> None:
    assert dict(shingles_of("the ferry sails again, again")) == {
        ("the", "ferry", "sails", "again"): 1,
        ("ferry", "sails", "again", "again"): 1,
    }


def test_a_shorter_text_is_one_shingle() -> None:
    assert dict(shingles_of("the ferry")) == {("the", "ferry"): 1}


def test_a_text_without_words_has_none() -> None:
    assert not shingles_of(" … ")


def test_equal_texts_agree() -> None:
    runs = shingles_of("the ferry sails again at noon")
    assert agreement(runs, runs) == 1


def test_agreement_is_the_f1_of_shingles() -> None:
    one, other = shingles_of("a b c d e"), shingles_of("a b c d")
    assert agreement(one, other) == pytest.approx(2 / 3)


def test_repeated_text_counts_as_often_as_both_have_it() -> None:
    once, twice = shingles_of("a a a a"), shingles_of("a a a a a")
    assert agreement(once, twice) == pytest.approx(2 / 3)


def test_empty_texts_do_not_agree() -> None:
    assert agreement(shingles_of(""), shingles_of("")) == 0


def test_the_best_is_what_the_others_agree_with() -> None:
    answers = {
        "wide": shingles_of("menu home the ferry sails again at noon today"),
        "right": shingles_of("the ferry sails again at noon today"),
        "narrow": shingles_of("the ferry sails again at noon"),
    }
    name, agreed = best_of(answers)
    assert (name, round(agreed, 2)) == ("right", 0.83)


def test_of_equals_the_first_is_the_best() -> None:
    runs = shingles_of("the ferry sails again")
    assert best_of({"first": runs, "second": runs}) == ("first", 1)


@given(st.text(alphabet="ab ", max_size=40), st.text(alphabet="ab ", max_size=40))
def test_agreement_is_symmetric_and_a_share(one: str, other: str) -> None:
    there = agreement(shingles_of(one), shingles_of(other))
    assert there == agreement(shingles_of(other), shingles_of(one))
    assert 0 <= there <= 1
