"""Which sentences are chosen, given what they say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.summarize.selection import first_ones, most_telling


def chosen(
    scores: list[float], lengths: list[int], words: int, most: int | None = None
) -> list[int]:
    return most_telling(np.array(scores), np.eye(len(scores)), lengths, words, most)


def test_the_best_that_fit_are_chosen_in_the_order_of_the_text() -> None:
    assert chosen([0.1, 0.9, 0.2, 1.0], [10, 10, 10, 10], 20) == [1, 3]


def test_a_single_sentence_may_be_half_as_long_again() -> None:
    assert chosen([1.0, 0.5], [15, 10], 10) == [0]
    assert chosen([1.0, 0.5], [16, 10], 10) == [1]


def test_none_is_chosen_where_all_are_too_long() -> None:
    assert chosen([1.0, 0.5], [16, 16], 10) == []


def test_what_repeats_a_chosen_one_comes_later() -> None:
    likeness = np.array([[1, 0.9, 0], [0.9, 1, 0], [0, 0, 1.0]])
    assert most_telling(np.array([1.0, 0.9, 0.8]), likeness, [10, 10, 10], 20) == [0, 2]


def test_a_summary_half_full_is_complete_when_the_best_does_not_fit() -> None:
    assert chosen([1.0, 0.9, 0.1], [6, 6, 2], 10) == [0]


def test_a_summary_less_than_half_full_takes_the_next_best() -> None:
    assert chosen([1.0, 0.9, 0.1], [4, 7, 2], 10) == [0, 2]


def test_no_more_than_so_many_sentences_are_chosen() -> None:
    assert chosen([1.0, 0.9, 0.8], [1, 1, 1], 100, 2) == [0, 1]


def test_of_equal_sentences_the_first_is_chosen() -> None:
    assert chosen([0.5, 0.5], [10, 10], 10) == [0]


@pytest.mark.parametrize(
    ("lengths", "words", "expected"),
    [
        ([5, 5, 5], 10, [0, 1]),
        ([15, 1], 10, [0]),
        ([16, 1], 10, []),
        ([5, 9, 1], 10, [0]),
        ([], 9, []),
    ],
)
def test_the_lead_is_what_fits_from_the_beginning(
    lengths: list[int], words: int, expected: list[int]
) -> None:
    assert first_ones(lengths, words) == expected


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 60)), max_size=12), st.integers(1, 80))
def test_what_is_chosen_fits(sentences: list[tuple[float, int]], words: int) -> None:
    scores, lengths = [each[0] for each in sentences], [each[1] for each in sentences]
    found = chosen(scores, lengths, words)
    assert found == sorted(set(found))
    assert len(found) == 1 or sum(lengths[place] for place in found) <= words
    assert bool(found) == any(length <= words * 1.5 for length in lengths)
