"""Hashes of runs of three words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.deduplicate.shingles import shingles, word_hashes

FERRY = "the ferry to skarvik sails again".split()


def test_a_text_has_a_run_for_each_word_but_the_last_two() -> None:
    assert len(shingles(FERRY)) == len(FERRY) - 2


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_text_of_up_to_three_words_is_one_run(count: int) -> None:
    assert len(shingles(FERRY[:count])) == 1


def test_a_text_without_words_has_none() -> None:
    assert shingles([]).tolist() == []
    assert word_hashes([]) == []


def test_hashes_are_those_that_earlier_releases_have_stored() -> None:
    assert word_hashes(["ferry", "скала"]) == [3205307411, 126891071]
    assert shingles(FERRY[:3]).tolist() == [5221447490946849312]


def test_the_same_run_has_the_same_hash_wherever_it_stands() -> None:
    assert shingles(["then", *FERRY])[1:].tolist() == shingles(FERRY).tolist()


def test_the_order_of_the_words_matters() -> None:
    assert shingles(["a", "b", "c"]).tolist() != shingles(["c", "b", "a"]).tolist()


def test_letters_that_text_recognition_confuses_make_no_difference() -> None:
    scanned = ["thc", "fcrry", "t0", "5karvik", "sai1s"]
    assert shingles(scanned).tolist() == shingles(FERRY[:5]).tolist()
    assert shingles(["modern", "c", "d"]).tolist() == shingles(["modem", "c", "d"]).tolist()


@given(st.lists(st.text(min_size=1), max_size=50))
def test_any_words_have_hashes(found: list[str]) -> None:
    found = [word.replace(" ", "") or "x" for word in found]
    assert len(shingles(found)) == (max(1, len(found) - 2) if found else 0)
