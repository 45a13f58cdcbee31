from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.dedup_baselines import best_threshold, jaccard, shingles
from benchmarks.dedup_corpus import CORPUS, PAIRS, make_corpus
from benchmarks.dedup_scores import Score, interval, score
from benchmarks.dedup_story import (
    Pair,
    Story,
    moment,
    read_pairs,
    read_stories,
    write_pairs,
    write_stories,
)

if TYPE_CHECKING:
    from pathlib import Path

NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)


def story(**fields: Any) -> Story:
    known: dict[str, Any] = {
        "id": "a",
        "date": NOON,
        "title": "Ferry sails",
        "body": "The ferry to Skarvik sails.",
    }
    return Story(**{**known, **fields})


def test_the_corpus_that_ships_is_the_one_that_is_made(tmp_path: Path) -> None:
    stories, pairs = make_corpus()
    write_stories(tmp_path / "corpus", stories)
    write_pairs(tmp_path / "pairs", pairs)
    assert (tmp_path / "corpus").read_bytes() == CORPUS.read_bytes()
    assert (tmp_path / "pairs").read_bytes() == PAIRS.read_bytes()


def test_every_pair_is_of_two_articles_of_the_corpus() -> None:
    known = [each.id for each in read_stories(CORPUS)]
    assert len(set(known)) == len(known)
    assert all({pair.a, pair.b} <= set(known) and pair.a != pair.b for pair in read_pairs(PAIRS))


def test_no_two_forms_that_were_filled_in_have_the_same_text() -> None:
    texts = {each.id: each.text for each in read_stories(CORPUS)}
    twins = [pair for pair in read_pairs(PAIRS) if pair.kind.startswith("twin")]
    assert twins
    assert [pair for pair in twins if texts[pair.a] == texts[pair.b]] == []


def test_pairs_without_a_kind_are_read(tmp_path: Path) -> None:
    (tmp_path / "pairs").write_text("id_a\tid_b\tlabel\na\tb\tD\n")
    assert read_pairs(tmp_path / "pairs") == [Pair("a", "b", "D")]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-11-24T13:00:00+01:00", NOON),
        ("2026-11-24 12:00", NOON),
        ("26-FEB-1987 15:01:01.79", dt.datetime(1987, 2, 26, 15, 1, 1, tzinfo=dt.UTC)),
        (" 3-MAR-1987  09:15:05.40RM", dt.datetime(1987, 3, 3, 9, 15, 5, tzinfo=dt.UTC)),
    ],
)
def test_dates_are_read_as_iso_8601_and_as_on_old_wires(written: str, meant: dt.datetime) -> None:
    assert moment(written) == meant


def test_a_score_counts_what_is_rightly_and_wrongly_suppressed() -> None:
    got = score([True, True, True, False], [True, True, False, True])
    assert got == Score(precision=2 / 3, recall=2 / 3, f1=2 / 3)


def test_the_interval_is_the_same_each_time_and_holds_the_score() -> None:
    wanted, suppressed = [True] * 10 + [False] * 10, [True] * 8 + [False] * 12
    low, high = interval(wanted, suppressed)
    assert (low, high) == interval(wanted, suppressed)
    assert low.recall <= 0.8 <= high.recall


def test_a_text_of_two_words_is_one_run() -> None:
    assert shingles("Ferry, sails") == {"ferry sails"}


def test_jaccard_is_the_share_of_all_runs_that_both_have() -> None:
    assert jaccard(story(), story(body="The ferry to Skarvik stays.")) == pytest.approx(4 / 6)


def test_beyond_the_window_nothing_is_alike() -> None:
    assert jaccard(story(), story(date=NOON + dt.timedelta(hours=73))) == 0


def test_the_best_threshold_is_the_one_with_the_best_f1() -> None:
    assert best_threshold([0.9, 0.7, 0.6, 0.2], [True, True, False, False]) == 0.7
