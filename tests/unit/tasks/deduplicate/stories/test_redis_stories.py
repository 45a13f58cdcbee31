"""What only stories in Redis have: records, retries, expiry, bounds; and what lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tasks.deduplicate.stories.clustering import MemoryStories
from tasks.deduplicate.stories.redis_stories import RedisStories
from tasks.keys import Keys
from tests.samples import NOON
from tests.story_samples import DAY, EVENTS, FERRY, FIRE, MERGER, all_reports, identity, report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from redis import Redis

    from tasks.deduplicate.stories.clustering import Report

A, B, C = map(identity, "abc")
KEYS = Keys()
WINDOW_SECONDS = 3600

on_a_real_server = pytest.mark.parametrize("redis", ["real"], indirect=True)
"""What takes hundreds of articles is quicker there."""


@pytest.fixture
def stories(redis: Redis) -> RedisStories:
    return RedisStories(redis, KEYS, WINDOW_SECONDS)


def join(stories: RedisStories, reports: Mapping[str, Report]) -> dict[str, str]:
    """Join articles that have a record."""
    for article_id in reports:
        stories._redis.hset(KEYS.article(article_id), "article", "{}")
    return stories.join(reports)


def shift(redis: Redis, number: int, seconds: int) -> None:
    """Make the last member of a story arrive earlier."""
    block = f"{KEYS.stories}:block:{number // 256}"
    start = number % 256 * (26 + 3 * 40)
    arrived: Any = redis.getrange(block, start, start + 3)
    last = int.from_bytes(arrived, "big") - seconds
    redis.setrange(block, start, last.to_bytes(4, "big"))


def test_both_kinds_of_stories_agree(redis: Redis) -> None:
    shared = RedisStories(redis, KEYS)
    assert join(shared, all_reports()) == MemoryStories().join(all_reports())


def test_the_answer_is_bound_to_the_record(redis: Redis, stories: RedisStories) -> None:
    join(stories, {A: report(FIRE[0]), B: report(FIRE[1])})
    assert stories.join({B: report(FERRY[0]), A: report(FERRY[0])}) == {B: A, A: A}


def test_a_retry_adds_nothing(redis: Redis, stories: RedisStories) -> None:
    for _ in range(3):
        join(stories, {A: report(FIRE[0]), B: report(FIRE[1])})
    assert [story.members for story in stories.current(9)] == [(A, B)]
    assert redis.get(KEYS.stories) == b"1"


def test_an_article_whose_record_is_gone_leaves_no_trace(
    redis: Redis, stories: RedisStories
) -> None:
    assert stories.join({A: report(FIRE[0])}) == {A: A}
    assert redis.keys(f"{KEYS.stories}*") == []
    assert not redis.exists(KEYS.article(A))


def test_a_copy_keeps_its_answer_too(redis: Redis, stories: RedisStories) -> None:
    join(stories, {A: report(FIRE[0]), B: report(FIRE[0], is_copy=True)})
    redis.delete(*redis.keys(f"{KEYS.stories}*"))
    assert stories.join({B: report(FIRE[0], is_copy=True)}) == {B: A}


def test_all_keys_share_the_hash_tag(redis: Redis, stories: RedisStories) -> None:
    join(stories, all_reports())
    assert {key[:10] for key in redis.keys("*")} == {b"{wiredesk}"}


def test_all_keys_but_the_counters_expire(redis: Redis, stories: RedisStories) -> None:
    join(stories, all_reports())
    keys: Any = redis.keys(f"{KEYS.stories}*")
    assert [key.decode() for key in keys if redis.ttl(key) == -1] == [KEYS.stories]
    assert max(redis.ttl(key) for key in redis.keys(f"{KEYS.stories}:*")) <= 2 * WINDOW_SECONDS


def test_a_story_ends_when_nobody_reports_for_the_window(
    redis: Redis, stories: RedisStories
) -> None:
    join(stories, {A: report(FIRE[0])})
    shift(redis, 1, WINDOW_SECONDS + 60)
    assert join(stories, {B: report(FIRE[1])}) == {B: B}


def test_until_then_it_goes_on(redis: Redis, stories: RedisStories) -> None:
    join(stories, {A: report(FIRE[0])})
    shift(redis, 1, WINDOW_SECONDS - 60)
    assert join(stories, {B: report(FIRE[1])}) == {B: A}


def test_what_could_not_be_found_is_opened_again(redis: Redis, stories: RedisStories) -> None:
    """After a failover the latest stories may be gone."""
    join(stories, {A: report(FIRE[0])})
    redis.delete(f"{KEYS.stories}:block:0")
    assert join(stories, {B: report(FIRE[1])}) == {B: B}


@on_a_real_server
def test_stories_of_a_block_do_not_touch(stories: RedisStories) -> None:
    opened = {identity(f"x{n}"): report((f"word{n} other{n}", "")) for n in range(300)}
    assert set(join(stories, opened).items()) == {(name, name) for name in opened}
    again = {identity(f"y{n}"): report((f"word{n} other{n}", "")) for n in range(300)}
    assert list(join(stories, again).values()) == list(opened)


def test_an_id_that_is_no_uuid_is_refused(stories: RedisStories) -> None:
    with pytest.raises(ValueError, match="badly formed"):
        stories.join({"a": report(FIRE[0])})


def test_no_stories_are_current_at_first(stories: RedisStories) -> None:
    assert list(stories.current(9)) == []


def test_stories_of_one_report_are_not_listed(stories: RedisStories) -> None:
    join(stories, {A: report(FIRE[0])})
    assert list(stories.current(9)) == []


def test_copies_are_not_listed(stories: RedisStories) -> None:
    join(stories, {A: report(FIRE[0]), B: report(FIRE[1]), C: report(FIRE[1], is_copy=True)})
    assert [story.members for story in stories.current(9)] == [(A, B)]


def test_the_latest_activity_comes_first(redis: Redis, stories: RedisStories) -> None:
    join(stories, {A: report(FIRE[0]), B: report(FIRE[1])})
    join(stories, {C: report(MERGER[0]), identity("d"): report(MERGER[1])})
    redis.zincrby(f"{KEYS.stories}:active", 60, "1")
    assert [story.id for story in stories.current(9)] == [A, C]
    assert [story.id for story in stories.current(1)] == [A]


def test_only_stories_with_enough_reports_are_listed(stories: RedisStories) -> None:
    join(stories, all_reports())
    longest = max(map(len, EVENTS))
    assert [len(story.members) for story in stories.current(9, longest)] == [longest]


def test_a_story_that_is_over_is_not_current(redis: Redis, stories: RedisStories) -> None:
    join(stories, {A: report(FIRE[0]), B: report(FIRE[1])})
    redis.zincrby(f"{KEYS.stories}:active", -WINDOW_SECONDS - 60, "1")
    assert list(stories.current(9)) == []


@on_a_real_server
def test_of_a_long_list_the_first_and_the_latest_are_kept(
    redis: Redis, stories: RedisStories
) -> None:
    ids = [identity(str(number)) for number in range(503)]
    join(stories, {each: report(FIRE[0], NOON + DAY * 0) for each in ids})
    assert [story.members for story in stories.current(1)] == [(ids[0], *ids[4:])]
