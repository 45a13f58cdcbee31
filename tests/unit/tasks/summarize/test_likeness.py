"""How much sentences have in common."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.deduplicate.words import fold, words
from tasks.summarize.likeness import Likeness
from tasks.summarize.likeness import likeness as likeness_of_words


def likeness(sentences: list[str], title: str) -> Likeness:
    return likeness_of_words([words(fold(each)) for each in sentences], words(fold(title)))


def test_the_same_words_in_any_order_and_case_are_alike() -> None:
    found = likeness(["The ferry sails.", "SAILS the ferry!"], "").sentences
    assert found == pytest.approx(np.ones((2, 2)))


def test_no_word_in_common_is_no_likeness() -> None:
    assert likeness(["The ferry.", "A bridge."], "").sentences.tolist() == [[0, 0], [0, 0]]


def test_the_cosine_is_that_of_tf_idf_vectors() -> None:
    """ferry: 2 of 3 sentences; a and b: one each; ln(n / df) + 1."""
    common, rare = math.log(3 / 2) + 1, math.log(3) + 1
    expected = common**2 / (common**2 + rare**2)
    found = likeness(["ferry a", "ferry b", "c"], "")
    assert found.sentences[0, 1] == pytest.approx(expected)


def test_the_headline_is_compared_by_the_words_of_the_text() -> None:
    found = likeness(["ferry sails", "bridge closes"], "Ferry nowhere")
    assert found.title.tolist() == pytest.approx([1 / math.sqrt(2), 0])


def test_without_a_headline_nothing_is_like_it() -> None:
    assert likeness(["ferry sails", "bridge closes"], "").title.tolist() == [0, 0]


def test_text_without_spaces_is_compared() -> None:
    assert likeness(["东京都知事", "东京都议会"], "").sentences[0, 1] > 0


@given(st.lists(st.text(max_size=40), max_size=8), st.text(max_size=20))
def test_any_sentences_have_cosines_between_0_and_1(sentences: list[str], title: str) -> None:
    found = likeness(sentences, title)
    assert found.title.shape == (len(sentences),)
    for figures in (found.title, found.sentences):
        assert np.all((figures >= 0) & (figures <= 1 + 1e-9))
    assert np.array_equal(found.sentences, found.sentences.T)
