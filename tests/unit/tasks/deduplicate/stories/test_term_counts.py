"""What is counted of terms, and when counting begins anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tasks.deduplicate.stories.term_counts import TermCounts
from tasks.deduplicate.stories.vectors import COUNTERS, MOST_COUNTED, TOTAL
from tasks.keys import Keys

if TYPE_CHECKING:
    from redis import Redis

KEYS = Keys()
TERM, OTHER = 7, 8


@pytest.fixture
def counts(redis: Redis) -> TermCounts:
    return TermCounts(redis, KEYS)


def counted(redis: Redis, key: str) -> int:
    found: Any = redis.bitfield(key).get("u16", f"#{TOTAL}").execute()
    return int(found[0])


def set_counts(redis: Redis, key: str, **counters: int) -> None:
    """Set counters in a string of full size."""
    bitfield = redis.bitfield(key).incrby("u16", f"#{TOTAL}", 0)
    for place, count in counters.items():
        bitfield.set("u16", f"#{place.lstrip('_')}", count)
    bitfield.execute()


def test_the_counters_are_one_string_of_fixed_size(redis: Redis, counts: TermCounts) -> None:
    counts.count([([TERM, TOTAL], True), ([TOTAL], True)])
    assert redis.strlen(KEYS.term_counts) == 2 * COUNTERS
    assert counted(redis, KEYS.term_counts) == 2


def test_an_article_is_told_of_all_of_its_batch(counts: TermCounts) -> None:
    batch = [([TERM, OTHER, TOTAL], True), ([TERM, TOTAL], True)]
    assert counts.count(batch) == {TERM: 2, OTHER: 1, TOTAL: 2}


def test_more_terms_than_one_command_takes_are_counted(counts: TermCounts) -> None:
    places = [*range(4_000), TOTAL]
    assert counts.count([(places, True)]) == dict.fromkeys(places, 1)


def test_copies_are_not_counted(counts: TermCounts) -> None:
    assert counts.count([([TERM, TOTAL], True), ([TERM, TOTAL], False)]) == {TERM: 1, TOTAL: 1}


def test_without_articles_nobody_is_asked(redis: Redis, counts: TermCounts) -> None:
    assert counts.count([]) == {}
    assert not redis.exists(KEYS.term_counts)


def test_counting_begins_anew_before_a_counter_is_full(redis: Redis, counts: TermCounts) -> None:
    set_counts(redis, KEYS.term_counts, **{f"_{TOTAL}": MOST_COUNTED})
    counts.count([([TOTAL], True)])
    found = [counted(redis, key) for key in (KEYS.term_counts, KEYS.earlier_term_counts)]
    assert found == [1, MOST_COUNTED]


def test_what_was_counted_before_still_counts(redis: Redis, counts: TermCounts) -> None:
    set_counts(redis, KEYS.earlier_term_counts, _7=300)
    set_counts(redis, KEYS.term_counts, _7=4)
    assert counts.count([([TERM], True)]) == {TERM: 305}


def test_that_counting_began_anew_is_seen_at_once(redis: Redis, counts: TermCounts) -> None:
    set_counts(redis, KEYS.term_counts, _7=300, **{f"_{TOTAL}": MOST_COUNTED - 1})
    assert counts.count([([TERM, TOTAL], True)])[TERM] == 301
    assert counts.count([([TERM, TOTAL], True)]) == {TERM: 302, TOTAL: MOST_COUNTED + 1}


def test_earlier_counts_are_asked_for_again_after_a_while(redis: Redis) -> None:
    """The counters may have begun anew twice while this worker had nothing to do."""
    counts = TermCounts(redis, KEYS, kept_seconds=0.0)
    assert counts.count([([TERM, TOTAL], True)])[TERM] == 1
    set_counts(redis, KEYS.earlier_term_counts, _7=40)
    assert counts.count([([TERM, TOTAL], True)])[TERM] == 42


def test_earlier_counts_are_kept_meanwhile(redis: Redis) -> None:
    counts = TermCounts(redis, KEYS, kept_seconds=600.0)
    assert counts.count([([TERM, TOTAL], True)])[TERM] == 1
    set_counts(redis, KEYS.earlier_term_counts, _7=40)
    assert counts.count([([TERM, TOTAL], True)])[TERM] == 2
