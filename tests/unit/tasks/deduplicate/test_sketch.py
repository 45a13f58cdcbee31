"""What is remembered of a text."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from tasks.deduplicate.shingles import shingles
from tasks.deduplicate.sketch import LEAD_WORDS, MOST_REST, Sketch, make_sketch

if TYPE_CHECKING:
    from collections.abc import Sequence


def sketch(words: Sequence[str], **parts: Sequence[int]) -> Sketch:
    parts_of: dict[str, Any] = {"numbers": [], "names": [], "title": [], **parts}
    return make_sketch(shingles(words), **parts_of)


def text(count: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    return [f"w{chance.randrange(100_000)}" for _ in range(count)]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 40, 66, 67, 200, 2_000, 20_000])
def test_a_sketch_is_the_same_after_it_was_packed(count: int) -> None:
    made = sketch(text(count), numbers=[1, 2], names=[3], title=[4, 5, 6])
    assert vars(Sketch.unpack(made.pack())) == vars(made)


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


def test_the_sample_of_a_longer_text_is_part_of_that_of_its_beginning() -> None:
    words = text(4_000)
    whole, half = sketch(words), sketch(words[:1_000])
    assert whole.level > half.level
    common = {each for each in half.rest if each % 2**whole.level == 0}
    assert common <= whole.rest_set


def test_the_size_counts_different_runs() -> None:
    assert sketch(["a"] * 500).size == 2
    assert sketch(text(500)).size == 498
