"""What of an article says which event it reports."""

from __future__ import annotations

import math
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.deduplicate.stories.terms import (
    FREQUENT_SHARE,
    HASH_BITS,
    LEAD_WORDS,
    LONG_SHARE,
    MIDDLE_SHARE,
    MOST_TIMES,
    NAME,
    NAME_SHARE,
    terms_of,
)
from tests.samples import make_article


def known_as(word: str) -> int:
    """The hash of a word that is no number."""
    return crc32(word.encode()) >> 8 & ~1


def weight_of(word: str, **fields: Any) -> float | None:
    found = {term: weight for term, weight, _ in terms_of(make_article(**fields)).terms}
    return found.get(known_as(word))


def share_of(word: str, body_text: str) -> float:
    terms = terms_of(make_article(headline="", body_text=body_text)).terms
    return {term: share for term, _, share in terms}[known_as(word)]


def test_a_term_is_there_once_however_often_it_is_written() -> None:
    terms = terms_of(make_article(headline="Ice, ice", body_text="ICE")).terms
    assert [term for term, _, _ in terms] == [known_as("ice")]


def test_headline_and_body_count_alike() -> None:
    assert weight_of("ferry", headline="a ferry", body_text="x") == 1
    assert weight_of("ferry", headline="x", body_text="a ferry") == 1


def test_what_is_written_more_often_weighs_more() -> None:
    assert weight_of("ferry", headline="ferry", body_text="a ferry") == 1 + math.log(2)


def test_a_word_counts_only_so_often() -> None:
    often = weight_of("ferry", headline="a", body_text="ferry " * 50)
    assert often == 1 + math.log(MOST_TIMES)


def test_names_weigh_more() -> None:
    assert weight_of("skarvik", headline="x", body_text="the ferry to Skarvik") == NAME


def test_a_word_that_is_also_written_small_is_no_name() -> None:
    assert weight_of("ferry", headline="x", body_text="Ferry sails. The ferry is late") != NAME
    assert weight_of("ferry", headline="a ferry", body_text="Ferry sails at noon") == 1 + math.log(
        2
    )


def test_capitals_of_a_headline_make_no_name() -> None:
    assert weight_of("ferry", headline="Ferry Sails", body_text="it is late") == 1


@pytest.mark.parametrize("body", ["FERRY SAILS AGAIN", "渡船 恢复"])
def test_without_small_letters_there_are_no_names(body: str) -> None:
    weights = [weight for _, weight, _ in terms_of(make_article(headline="", body_text=body)).terms]
    assert set(weights) == {1.0}


def test_words_behind_the_opening_do_not_count() -> None:
    body = "so " * LEAD_WORDS + "late"
    assert weight_of("late", headline="x", body_text=body) is None
    assert weight_of("late", headline="x", body_text=body.removeprefix("so ")) == 1


def test_the_place_that_an_article_was_filed_from_counts() -> None:
    assert weight_of("skarvik", headline="x", body_text="it is late", located="Skarvik") == NAME


@pytest.mark.parametrize(
    ("word", "body", "share"),
    [
        ("the", "see the ferry", FREQUENT_SHARE),
        ("the", "The ferry is late", FREQUENT_SHARE),
        ("late", "it is late", MIDDLE_SHARE),
        ("ferries", "two ferries", LONG_SHARE),
        ("skarvik", "to Skarvik", NAME_SHARE),
        ("eu", "at the EU summit", NAME_SHARE),
        ("渡船", "渡船", LONG_SHARE),
    ],
)
def test_short_words_are_expected_in_more_articles(word: str, body: str, share: float) -> None:
    assert share_of(word, body) == share


def test_numbers_have_odd_hashes_and_words_even_ones() -> None:
    terms = terms_of(make_article(headline="42 ferries", body_text="17")).terms
    assert sorted(term & 1 for term, _, _ in terms) == [0, 1, 1]


@pytest.mark.parametrize(
    ("tag", "language"), [("en-GB", "en"), ("DE", "de"), ("gsw", "gsw"), (None, ""), ("x-1", "")]
)
def test_of_a_language_the_primary_subtag_counts(tag: str | None, language: str) -> None:
    assert terms_of(make_article(language=tag)).language == language


@given(st.text(), st.text())
def test_any_text_has_terms_with_hashes_in_range(headline: str, body: str) -> None:
    terms = terms_of(make_article(headline=headline, body_text=body)).terms
    assert all(0 <= term < 2**HASH_BITS and weight >= 1 for term, weight, _ in terms)
    assert len({term for term, _, _ in terms}) <= len(terms)
