"""How much two texts have in common, by their sketches."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tasks.deduplicate.fingerprint import fingerprints
from tasks.deduplicate.revision_marks import revision_of
from tasks.deduplicate.samples import samples_of
from tasks.deduplicate.shingles import alike_hashes, shingles
from tasks.deduplicate.similarity import Similarity
from tasks.deduplicate.sketch import Sketch, make_sketch
from tasks.deduplicate.word_hashes import joined
from tests.samples import make_article

if TYPE_CHECKING:
    from schemas.article import Article


def text(count: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    return [f"w{chance.randrange(100_000)}" for _ in range(count)]


def sketch(words: list[str]) -> Sketch:
    [sample] = samples_of(shingles(alike_hashes([joined(words)])))
    return make_sketch(sample, numbers=[], names=[], title=[])


def article(body: str, headline: str = "Ferry service resumes") -> Article:
    return make_article(headline=headline, body_text=body)


def compared(later: Article, earlier: Article) -> Similarity:
    pairs = [(each, revision_of(each)) for each in (later, earlier)]
    sketches = [each.sketch for each in fingerprints(pairs)]
    return Similarity(*sketches)


@pytest.mark.parametrize("count", [3, 50, 300, 5_000])
def test_a_text_contains_itself(count: int) -> None:
    found = Similarity(sketch(text(count)), sketch(text(count)))
    assert (found.containment, found.added, found.proportion) == (1.0, 0.0, 1.0)


@pytest.mark.parametrize("cut", [60, 200, 1_000])
def test_what_is_cut_off_is_contained_whole(cut: int) -> None:
    words = text(3_000)
    found = Similarity(sketch(words[:cut]), sketch(words))
    assert found.containment == 1.0
    assert found.added == 0.0


@pytest.mark.parametrize("count", [1_000, 5_000, 20_000, 100_000])
@pytest.mark.parametrize("others", [1_000, 100_000])
def test_long_texts_without_a_word_in_common_have_next_to_nothing_in_common(
    count: int, others: int
) -> None:
    words = [f"{word}x" for word in text(others, seed=2)]
    assert Similarity(sketch(text(count)), sketch(words)).containment <= 0.1


def test_half_of_a_long_text_in_a_longer_one_is_half_of_it() -> None:
    words = text(20_000)
    mixed = [*words[8_000:10_500], *text(2_500, seed=2)]
    assert Similarity(sketch(mixed), sketch(words)).containment == pytest.approx(0.5, abs=0.15)


def test_what_is_added_is_the_share_that_is_new() -> None:
    words = text(102)
    assert Similarity(sketch(words), sketch(words[:52])).added == 0.5


def test_estimates_are_near_the_exact_shares() -> None:
    """On average within a twentieth, for texts of up to 3,000 words of which any share was kept."""
    errors = []
    for seed in range(60):
        chance = random.Random(seed)
        words = text(chance.randrange(100, 3_000), seed)
        changed = [word if chance.random() < seed / 60 else f"{word}x" for word in words]
        both = alike_hashes([joined(words), joined(changed)])
        runs = [{*found.tolist()} for found in shingles(both)]
        found = Similarity(sketch(changed), sketch(words)).containment
        errors.append(abs(found - len(runs[0] & runs[1]) / len(runs[0])))
    assert sum(errors) / len(errors) < 0.05


def test_a_number_in_the_place_of_another_one_is_changed() -> None:
    found = compared(
        article("It took 5 boats, 12 men and 3 days."),
        article("It took 5 boats, 14 men and 3 days."),
    )
    assert found.changed_numbers == 1
    assert found.numbers == pytest.approx(2 / 3)


def test_a_number_that_is_added_or_left_out_is_not_changed() -> None:
    short, long = (
        article("It took 5 boats, 12 men."),
        article("It took 5 boats, 12 men and 3 days."),
    )
    assert compared(long, short).changed_numbers == compared(short, long).changed_numbers == 0
    assert compared(short, long).numbers == 1.0


def test_texts_without_numbers_agree_in_them() -> None:
    assert compared(article("No number."), article("None here.")).numbers == 1.0


def test_headlines_are_compared_by_their_words() -> None:
    found = compared(article("A.", "Ferry service resumes"), article("A.", "Ferry service ends"))
    assert found.title == 0.5
    assert compared(article("A.", ""), article("A.")).title is None


def test_numbers_of_headlines_agree_in_any_order() -> None:
    one, other = article("A.", "From 5 to 12 boats"), article("A.", "12 boats, once 5")
    assert compared(one, other).same_title_numbers
    assert not compared(one, article("A.", "From 5 to 13 boats")).same_title_numbers


def test_only_a_headline_with_numbers_can_have_others() -> None:
    one = article("A.", "5 boats")
    assert compared(one, article("A.", "6 boats")).changed_title_numbers
    assert not compared(one, article("A.", "Many boats")).changed_title_numbers
    assert not compared(one, one).changed_title_numbers


def test_two_subjects_differ_when_headline_and_text_name_one_that_the_other_has_not() -> None:
    body = "The council of {} has raised the fare of the harbour tram."
    one, other = (
        article(body.format(town), f"{town} raises fare") for town in ("Tarnholm", "Skarvik")
    )
    assert compared(other, one).different_subjects
    assert not compared(
        one, article(body.format("Tarnholm"), "Tram fare goes up")
    ).different_subjects


def test_scores_are_rounded_shares() -> None:
    found = compared(article("It took 5 boats and 3 days."), article("It took 5 boats and 3 days."))
    assert found.scores() == {"text": 1.0, "added": 0.0, "numbers": 1.0, "title": 1.0}
