"""Stories in memory, on fakeredis and on a real server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import fakeredis
import pytest

from tasks.deduplicate.stories.clustering import MemoryStories
from tasks.deduplicate.stories.redis_stories import RedisStories
from tasks.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from redis import Redis

    from tasks.deduplicate.stories.clustering import Report, Stories


class RecordedStories(RedisStories):
    """Stories in Redis that find the record of every article they are asked about."""

    def join(self, reports: Mapping[str, Report]) -> dict[str, str]:
        """Make the records, and join."""
        for article_id in reports:
            self._redis.hset(self._keys.article(article_id), "article", "{}")
        return super().join(reports)


@pytest.fixture(params=["memory", "fake", "real"])
def stories(request: pytest.FixtureRequest) -> Stories:
    """No stories yet, wherever they are kept."""
    if request.param == "memory":
        return MemoryStories()
    if request.param == "fake":
        return RecordedStories(fakeredis.FakeRedis(), Keys())
    client: Redis = request.getfixturevalue("real_redis")
    return RecordedStories(client, Keys())
