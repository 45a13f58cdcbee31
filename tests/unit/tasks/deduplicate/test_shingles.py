"""Hashes of runs of three words."""

from __future__ import annotations

from itertools import pairwise

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
    assert shingles(["ferry"]).tolist() == [663641352884402792]
    assert shingles(["паром", "渡し", "übersetzen", "नाव"]).tolist() == [
        9722269090679744535,
        8539117998120989884,
    ]


def test_the_same_run_has_the_same_hash_wherever_it_stands() -> None:
    assert shingles(["then", *FERRY])[1:].tolist() == shingles(FERRY).tolist()


def test_a_word_exchanged_changes_the_three_runs_that_it_stands_in() -> None:
    changed = [*FERRY[:3], "varholm", *FERRY[4:]]
    same = [a == b for a, b in zip(shingles(changed), shingles(FERRY), strict=True)]
    assert same == [True, False, False, False]


def test_a_short_text_is_not_the_beginning_of_a_longer_one() -> None:
    assert shingles(["the", "ferry"])[0] != shingles(FERRY)[0]


def test_the_order_of_the_words_matters() -> None:
    assert shingles(["a", "b", "c"]).tolist() != shingles(["c", "b", "a"]).tolist()


def test_letters_that_text_recognition_confuses_make_no_difference() -> None:
    scanned = ["thc", "fcrry", "t0", "5karvik", "sai1s"]
    assert shingles(scanned).tolist() == shingles(FERRY[:5]).tolist()
    assert shingles(["modern", "c", "d"]).tolist() == shingles(["modem", "c", "d"]).tolist()


WORD = st.text(st.characters(codec=None, exclude_characters=" "), min_size=1, max_size=9)


@given(st.lists(WORD, max_size=50))
def test_any_words_have_hashes(found: list[str]) -> None:
    assert len(shingles(found)) == (max(1, len(found) - 2) if found else 0)
    assert len(word_hashes(found)) == len(found)
    assert all(0 <= each < 2**32 for each in word_hashes(found))


@given(st.lists(WORD, min_size=3, max_size=20), st.lists(WORD, max_size=9))
def test_what_stands_before_a_text_does_not_touch_its_hashes(
    text: list[str], before: list[str]
) -> None:
    assert shingles(before + text)[len(before) :].tolist() == shingles(text).tolist()


def test_half_of_the_bits_differ_between_runs_that_differ_by_a_letter() -> None:
    runs = [int(shingles(["ferry", "no", f"x{number}"])[0]) for number in range(200)]
    flipped = [(a ^ b).bit_count() for a, b in pairwise(runs)]
    assert 30 < sum(flipped) / len(flipped) < 34
