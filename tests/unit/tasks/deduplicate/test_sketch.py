"""What is remembered of a text."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.deduplicate.samples import samples_of
from tasks.deduplicate.shingles import alike_hashes, shingles
from tasks.deduplicate.sketch import (
    LEAD_WORDS,
    MOST_LEVEL,
    MOST_NAMES,
    MOST_NUMBERS,
    MOST_REST,
    MOST_TITLE_WORDS,
    Sketch,
    make_sketch,
)
from tasks.deduplicate.word_hashes import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tasks.deduplicate.shingles import Hashes


def sketch(words: Sequence[str], **parts: Sequence[int]) -> Sketch:
    return sketch_of(runs_of(words), **parts)


def sketch_of(runs: Hashes, **parts: Any) -> Sketch:
    [sample] = samples_of([runs])
    return make_sketch(sample, **{"numbers": [], "names": [], "title": [], **parts})


def runs_of(words: Sequence[str]) -> Hashes:
    [runs] = shingles(alike_hashes([joined(words)]))
    return runs


def text(count: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    return [f"w{chance.randrange(100_000)}" for _ in range(count)]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 40, 66, 67, 200, 2_000, 20_000])
def test_a_sketch_is_the_same_after_it_was_packed(count: int) -> None:
    made = sketch(text(count), numbers=[1, 2], names=[3], title=[4, 5, 6])
    assert vars(Sketch.unpack(made.pack())) == vars(made)


@given(
    st.lists(st.integers(0, 2**64 - 1), max_size=400),
    st.lists(st.integers(0, 2**32 - 1), max_size=60),
    st.integers(0, 2**16 - 1),
)
def test_any_sketch_is_the_same_after_it_was_packed(
    runs: list[int], hashes: list[int], title_numbers: int
) -> None:
    made = sketch_of(
        np.array(runs, np.uint64), numbers=hashes, names=hashes, title=hashes,
        title_numbers=title_numbers,
    )  # fmt: skip
    assert vars(Sketch.unpack(made.pack())) == vars(made)
    assert len(made.rest) <= MOST_REST


def test_a_stored_sketch_has_these_bytes() -> None:
    made = sketch(["the", "ferry", "sails", "again"], numbers=[0x10005], names=[7], title=[8, 9])
    assert made.pack().hex() == "020000000000000200010102dbb391db0500070008000900"


def test_numbers_names_and_headline_are_cut_off_after_the_first() -> None:
    many = range(100)
    made = sketch([], numbers=many, names=many, title=many)
    parts = (made.numbers, made.names, made.title)
    limits = (MOST_NUMBERS, MOST_NAMES, MOST_TITLE_WORDS)
    assert [part.tolist() for part in parts] == [list(range(limit)) for limit in limits]


def test_a_short_text_takes_twelve_bytes_and_two_for_each_hash() -> None:
    assert len(sketch(text(22), numbers=[1], names=[2], title=[3, 4]).pack()) == 12 + 2 * (20 + 4)


def test_the_longest_text_takes_less_than_700_bytes() -> None:
    many = range(100)
    made = sketch(text(20_000), numbers=many, names=many, title=many)
    assert len(made.pack()) < 700


def test_the_opening_is_kept_whole_and_the_rest_as_a_sample() -> None:
    made = sketch(text(2_000))
    assert LEAD_WORDS - 1 <= len(made.lead) <= LEAD_WORDS
    assert MOST_REST / 4 < len(made.rest) <= MOST_REST


@pytest.mark.parametrize(("count", "level"), [(66, 0), (67, 0), (194, 0), (195, 1), (500, 2)])
def test_a_text_of_up_to_194_words_is_kept_whole(count: int, level: int) -> None:
    assert sketch(text(count)).level == level


@pytest.mark.parametrize("count", [200, 2_000, 20_000])
def test_the_sample_are_the_shingles_whose_hash_is_a_multiple(count: int) -> None:
    made = sketch(text(count))
    runs = runs_of(text(count))[LEAD_WORDS:].tolist()
    sample = {run >> made.level & 0xFFFF for run in runs if run % 2**made.level == 0}
    assert made.rest_set == sample


def test_hashes_made_to_be_alike_end_in_a_sketch() -> None:
    """Whoever writes text whose hashes all end in zeros must not hold up a worker."""
    runs = np.arange(1, 400, dtype=np.uint64) << np.uint64(50)
    made = sketch_of(runs)
    assert (made.size, made.level, len(made.rest)) == (336, MOST_LEVEL, MOST_REST)


def test_the_sample_of_a_longer_text_is_part_of_that_of_its_beginning() -> None:
    words = text(4_000)
    whole, half = sketch(words), sketch(words[:1_000])
    assert whole.level > half.level
    steps = whole.level - half.level
    common = {each >> steps for each in half.rest if each % 2**steps == 0}
    assert common <= {each & 0xFFFF >> steps for each in whole.rest}


def test_the_size_counts_different_runs() -> None:
    assert sketch(["a"] * 500).size == 2
    assert sketch(text(500)).size == 498


@given(st.lists(st.lists(st.integers(0, 2**18), max_size=300), min_size=1, max_size=5))
def test_a_text_has_the_same_sample_among_others(texts: list[list[int]]) -> None:
    runs = [np.array(text, np.uint64) for text in texts]
    assert samples_of(runs) == [sample for each in runs for sample in samples_of([each])]
