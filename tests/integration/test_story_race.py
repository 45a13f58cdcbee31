"""First reports of an event at the same moment: exactly one opens the story."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from tasks.deduplicate.stories.redis_stories import RedisStories
from tasks.keys import Keys
from tests.story_samples import identity, report
from worker.connection import connect

if TYPE_CHECKING:
    from redis import Redis

    from tasks.deduplicate.stories.clustering import Report

pytestmark = pytest.mark.integration

REPORTERS = 8
EVENTS = 100


def told(event: int, reporter: int) -> Report:
    """What somebody tells of an event: half of the words are those of all its reporters."""
    shared = " ".join(f"fact{n}of{event}" for n in range(6))
    own = " ".join(f"fact{n}of{event}by{reporter}" for n in range(6))
    return report((shared, own))


def test_simultaneous_first_reports_open_one_story(real_redis: Redis, server_url: str) -> None:
    keys, start = Keys(), Barrier(REPORTERS)
    for event in range(EVENTS):
        for reporter in range(REPORTERS):
            real_redis.hset(keys.article(identity(f"{event}:{reporter}")), "article", "{}")

    def join_all(reporter: int) -> list[str]:
        client = connect(server_url)
        stories = RedisStories(client, keys)
        found: list[str] = []
        for event in range(EVENTS):
            start.wait()
            found += stories.join({identity(f"{event}:{reporter}"): told(event, reporter)}).values()
        client.close()
        return found

    with ThreadPoolExecutor(REPORTERS) as pool:
        answers = list(pool.map(join_all, range(REPORTERS)))
    stories = [set(story_ids) for story_ids in zip(*answers, strict=True)]
    assert [len(story_ids) for story_ids in stories] == [1] * EVENTS
    assert len(set.union(*stories)) == EVENTS
    members = [story.members for story in RedisStories(real_redis, keys).current(EVENTS)]
    assert {len(each) for each in members} == {REPORTERS}
