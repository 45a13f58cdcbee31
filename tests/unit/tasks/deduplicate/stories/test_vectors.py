"""tf-idf."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from tasks.deduplicate.stories.terms import Terms
from tasks.deduplicate.stories.vectors import (
    COUNTERS,
    MOST_TERMS,
    TOTAL,
    UNIT,
    counters,
    vector,
)

RARE, COMMON = (2, 1.0, 0.01), (4, 1.0, 0.01)


def test_an_article_is_counted_for_its_terms_and_among_all() -> None:
    assert counters(Terms((RARE, COMMON))) == [2, 4, TOTAL]


def test_an_article_of_a_known_language_is_counted_there_too() -> None:
    *_, total, language = counters(Terms((RARE,), "de"))
    assert (total, 2**18 <= language < TOTAL) == (TOTAL, True)


def test_languages_have_counters_of_their_own() -> None:
    assert len({counters(Terms((), tag))[-1] for tag in ("de", "ed", "en", "fr", "zh")}) == 5


def test_terms_share_a_bounded_number_of_counters() -> None:
    assert counters(Terms(((2**24 - 1, 1.0, 0.01),)))[0] == 2**18 - 1
    assert COUNTERS == TOTAL + 1


def test_the_only_term_is_the_whole_vector() -> None:
    found = vector(Terms((RARE,)), [1, 1])
    assert (found.hashes, found.weights) == ((2,), (UNIT,))


def test_what_few_articles_have_comes_first() -> None:
    found = vector(Terms((COMMON, RARE)), [500, 1, 1000])
    assert found.hashes == (2, 4)


def test_what_every_article_has_says_nothing() -> None:
    assert vector(Terms(((2, 1.0, 1.0),)), [1000, 1000]).hashes == ()


def test_before_anything_was_counted_the_form_of_a_word_tells() -> None:
    found = vector(Terms(((2, 1.0, 0.2), (4, 1.0, 0.01))), [1, 1, 1])
    assert found.hashes == (4, 2)


def test_a_word_of_a_small_language_is_measured_by_its_articles() -> None:
    """A word that 45 of 50 German articles have is common, although few of all have it."""
    found = vector(Terms((COMMON, RARE), "de"), [45, 2, 40_000, 50])
    assert found.weights[0] > 5 * found.weights[1]


def test_a_count_above_that_of_the_articles_is_none() -> None:
    """Counters are shared, and words with other languages."""
    assert vector(Terms(((2, 1.0, 1.0), RARE), "de"), [900, 1, 5_000, 10]).hashes == (2,)


def test_only_the_heaviest_terms_are_kept() -> None:
    terms = tuple((2 * n, 1.0 + n, 0.01) for n in range(MOST_TERMS + 5))
    found = vector(Terms(terms), [1] * (len(terms) + 1))
    assert found.hashes == tuple(2 * n for n in range(MOST_TERMS + 4, 4, -1))


def test_an_article_without_words_has_no_direction() -> None:
    assert vector(Terms(()), [7]).hashes == ()


@given(
    st.lists(
        st.tuples(st.integers(0, 2**24 - 1), st.floats(1, 5), st.floats(0.001, 1)),
        max_size=60,
        unique_by=lambda term: term[0],
    ),
    st.integers(1, 60_000),
)
def test_every_vector_has_the_length_of_a_unit(
    terms: list[tuple[int, float, float]], articles: int
) -> None:
    found = vector(Terms(tuple(terms)), [1] * len(terms) + [articles])
    assert all(1 <= weight <= UNIT for weight in found.weights)
    assert not found.weights or abs(math.hypot(*found.weights) - UNIT) < 7
