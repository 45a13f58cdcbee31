"""The current stories with what became of their members."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from schemas.event import ArticleEvent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.deduplicate.stories.redis_stories import Story
    from tasks.deployment import Deployment


NOT_YET = "not published yet"
NOT_THERE = "not in the stream any more"


@dataclass(frozen=True)
class Member:
    """A report of a story.

    Attributes:
        event: what was published of it, if it is in the stream.
        state: why there is no event; empty if there is one.
    """

    article_id: str
    event: ArticleEvent | None = None
    state: str = ""


@dataclass(frozen=True)
class StoryView:
    """A story with its members, in order of arrival.

    Attributes:
        last: when its last member arrived.
    """

    id: str
    last: dt.datetime
    members: tuple[Member, ...]


def stories_of(deployment: Deployment, limit: int, least_members: int = 2) -> Iterator[StoryView]:
    """The current stories, the latest activity first.

    Raises:
        redis.RedisError: the server cannot be asked.
    """
    for story in deployment.stories.current(limit, least_members):
        yield StoryView(
            id=story.id,
            last=dt.datetime.fromtimestamp(story.last, dt.UTC),
            members=tuple(_members(deployment, story)),
        )


def _members(deployment: Deployment, story: Story) -> Iterator[Member]:
    """Each member with its event: two round trips, whatever their number."""
    client, keys = deployment.redis, deployment.keys
    guards: Any = client.mget([keys.published(article_id) for article_id in story.members])
    pipeline = client.pipeline(transaction=False)
    for entry_id in filter(None, guards):
        pipeline.xrange(keys.articles, entry_id, entry_id)
    found = iter(pipeline.execute())
    for article_id, entry_id in zip(story.members, guards, strict=True):
        yield _published(article_id, next(found)) if entry_id else Member(article_id, state=NOT_YET)


def _published(article_id: str, entries: Any) -> Member:
    for _, fields in entries:
        entry = {name.decode(): value.decode() for name, value in fields.items()}
        event = ArticleEvent.from_entry(entry)
        # The guard of an article that failed names an entry of the other stream.
        if event.id == article_id:
            return Member(article_id, event)
    return Member(article_id, state=NOT_THERE)
