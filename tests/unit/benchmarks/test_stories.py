"""How far two groupings agree, and how well stories are found in our own corpus."""

from __future__ import annotations

import pytest

from benchmarks.stories import CORPUS, agreement, article, joined, read
from tasks.deduplicate.stories.clustering import report_of


def test_the_same_grouping_under_other_names_agrees_wholly() -> None:
    assert agreement("aabbc", "xxyyz") == (1.0, 1.0, 1.0, 1.0)


def test_articles_that_all_stay_alone_are_pure_and_incomplete() -> None:
    precision, recall, _, rand = agreement("aabb", "wxyz")
    assert (precision, recall, rand) == (1.0, 0.5, 0.0)


def test_articles_that_are_all_thrown_together_are_complete_and_impure() -> None:
    precision, recall, _, rand = agreement("aabb", "xxxx")
    assert (precision, recall, rand) == (0.5, 1.0, 0.0)


def test_a_known_case() -> None:
    """One of three a's went with the b's."""
    precision, recall, _, rand = agreement("aaabb", "xxyyy")
    assert precision == pytest.approx((2 + 1 / 3 + 4 / 3) / 5)
    assert recall == pytest.approx((4 / 3 + 1 / 3 + 2) / 5)
    assert rand == pytest.approx((2 - 1.6) / (4 - 1.6))


def test_events_of_our_own_corpus_are_told_apart_from_the_first_article_on() -> None:
    items = read(CORPUS)
    found = joined({item["id"]: report_of(article(item)) for item in items})
    rated = agreement([item["event"] for item in items], list(found.values()))
    assert rated.precision >= 0.98
    assert rated.f1 >= 0.9
