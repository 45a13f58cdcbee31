"""Hashes of runs of three words."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.deduplicate.shingles import alike_hashes, shingles
from tasks.deduplicate.word_hashes import joined, word_hashes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.deduplicate.shingles import Hashes

FERRY = "the ferry to skarvik sails again".split()


def runs_of(words: Sequence[str]) -> Hashes:
    [runs] = shingles(alike_hashes([joined(words)]))
    return runs


def test_a_text_has_a_run_for_each_word_but_the_last_two() -> None:
    assert len(runs_of(FERRY)) == len(FERRY) - 2


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_text_of_up_to_three_words_is_one_run(count: int) -> None:
    assert len(runs_of(FERRY[:count])) == 1


def test_a_text_without_words_has_none() -> None:
    assert runs_of([]).tolist() == []
    assert word_hashes([]) == []


def test_hashes_are_those_that_earlier_releases_have_stored() -> None:
    assert word_hashes(["ferry", "скала"]) == [3205307411, 126891071]
    assert runs_of(FERRY[:3]).tolist() == [5221447490946849312]
    assert runs_of(["ferry"]).tolist() == [663641352884402792]
    assert runs_of(["паром", "渡し", "übersetzen", "नाव"]).tolist() == [
        9722269090679744535,
        8539117998120989884,
    ]


def test_the_same_run_has_the_same_hash_wherever_it_stands() -> None:
    assert runs_of(["then", *FERRY])[1:].tolist() == runs_of(FERRY).tolist()


def test_a_word_exchanged_changes_the_three_runs_that_it_stands_in() -> None:
    changed = [*FERRY[:3], "varholm", *FERRY[4:]]
    same = [a == b for a, b in zip(runs_of(changed), runs_of(FERRY), strict=True)]
    assert same == [True, False, False, False]


def test_a_short_text_is_not_the_beginning_of_a_longer_one() -> None:
    assert runs_of(["the", "ferry"])[0] != runs_of(FERRY)[0]


def test_the_order_of_the_words_matters() -> None:
    assert runs_of(["a", "b", "c"]).tolist() != runs_of(["c", "b", "a"]).tolist()


def test_letters_that_text_recognition_confuses_make_no_difference() -> None:
    scanned = ["thc", "fcrry", "t0", "5karvik", "sai1s"]
    assert runs_of(scanned).tolist() == runs_of(FERRY[:5]).tolist()
    assert runs_of(["modern", "c", "d"]).tolist() == runs_of(["modem", "c", "d"]).tolist()


WORD = st.text(st.characters(codec=None, exclude_characters=" "), min_size=1, max_size=9)


@given(st.lists(WORD, max_size=50))
def test_any_words_have_hashes(found: list[str]) -> None:
    assert len(runs_of(found)) == (max(1, len(found) - 2) if found else 0)
    assert len(word_hashes(found)) == len(found)
    assert all(0 <= each < 2**32 for each in word_hashes(found))


@given(st.lists(WORD, min_size=3, max_size=20), st.lists(WORD, max_size=9))
def test_what_stands_before_a_text_does_not_touch_its_hashes(
    text: list[str], before: list[str]
) -> None:
    assert runs_of(before + text)[len(before) :].tolist() == runs_of(text).tolist()


def test_half_of_the_bits_differ_between_runs_that_differ_by_a_letter() -> None:
    runs = [int(runs_of(["ferry", "no", f"x{number}"])[0]) for number in range(200)]
    flipped = [(a ^ b).bit_count() for a, b in pairwise(runs)]
    assert 30 < sum(flipped) / len(flipped) < 34


@given(st.lists(st.lists(WORD, max_size=9), min_size=1, max_size=9))
def test_a_text_has_the_same_hashes_among_others(texts: list[list[str]]) -> None:
    together = [runs.tolist() for runs in shingles(alike_hashes([*map(joined, texts)]))]
    assert together == [runs_of(words).tolist() for words in texts]
