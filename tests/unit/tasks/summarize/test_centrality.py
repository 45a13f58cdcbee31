"""What a sentence is worth."""

from __future__ import annotations

import numpy as np

from tasks.summarize.centrality import scores
from tasks.summarize.likeness import Likeness, likeness


def test_sentences_with_nothing_in_common_are_worth_less_the_later_they_come() -> None:
    found = scores(Likeness(np.eye(4), np.zeros(4)), [10, 10, 10, 10])
    assert found.tolist() == sorted(found.tolist(), reverse=True)
    assert (found[0], found[-1]) == (1.0, 0.0)


def test_what_the_following_ones_take_up_is_worth_more() -> None:
    cosines = np.eye(3)
    cosines[1, 2] = cosines[2, 1] = 0.8
    found = scores(Likeness(cosines, np.zeros(3)), [10, 10, 10])
    assert found[1] > found[0] > found[2]


def test_what_the_headline_says_is_worth_more() -> None:
    found = scores(Likeness(np.eye(3), np.array([0, 0, 0.5])), [10, 10, 10])
    assert found.argmax() == 2


def test_a_sentence_of_a_few_words_is_worth_less() -> None:
    found = scores(Likeness(np.eye(3), np.zeros(3)), [7, 8, 10])
    assert found.argmax() == 1


def test_figures_are_exact() -> None:
    sentences = ["The bridge closes on Monday.", "It rains.", "The bridge is repaired on Monday."]
    words = [each.lower().rstrip(".").split() for each in sentences]
    found = scores(likeness(words, ["bridge", "closes"]), [9, 9, 9])
    assert found.round(4).tolist() == [1.0, 0.1742, 0.0]


def test_one_sentence_and_none_have_figures() -> None:
    assert scores(likeness([["one"]], []), [1]).tolist() == [0.0]
    assert scores(likeness([], []), []).tolist() == []
