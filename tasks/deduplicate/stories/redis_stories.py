"""The stories that all workers share."""

from __future__ import annotations

import struct
import uuid
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from tasks.deduplicate.stories.clustering import (
    THRESHOLD,
    WINDOW_SECONDS,
    looked_up_by,
    posted_by,
    short,
)
from tasks.deduplicate.stories.term_counts import TermCounts
from tasks.deduplicate.stories.vectors import Vector, counters, vector
from tasks.scripts import load_script

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from redis import Redis

    from tasks.deduplicate.stories.clustering import Report
    from tasks.keys import Keys


ARTICLES_PER_CALL = 16
"""Articles that one call of the script joins: what a call costs by itself is shared, and nobody
else waits for the server longer than a few milliseconds."""


@dataclass(frozen=True)
class Story:
    """A story of at least two reports.

    Attributes:
        id: article id of the report that opened it.
        last: when its last report arrived; epoch seconds of the server's clock.
        members: article ids, in order of arrival.
    """

    id: str
    last: float
    members: tuple[str, ...]


class RedisStories:
    """Stories in Redis: an article is compared and joins in one step.

    So of two first reports at the same moment one opens the story and the other one finds it.
    The answer is bound to the article's record: a retry gets the same one. How many articles have
    a term is counted apart from that; there a retry counts twice, which does no harm.

    Args:
        window_seconds: how long a story stays open after its last report, and how far the dates
            of its reports may lie apart.
        threshold: least mean cosine with a story's members.
    """

    def __init__(
        self,
        redis: Redis,
        keys: Keys,
        window_seconds: int = WINDOW_SECONDS,
        threshold: float = THRESHOLD,
    ) -> None:
        self._redis = redis
        self._keys = keys
        self._window_seconds = window_seconds
        self._threshold = threshold
        self._counts = TermCounts(redis, keys)
        self._join = load_script(redis, "tasks.deduplicate.stories", "join")

    def join(self, reports: Mapping[str, Report]) -> dict[str, str]:
        """Article id (a UUID) -> report in, in their order; article id -> story id out.

        Two round trips, whatever the number of articles.

        Raises:
            redis.RedisError: the server cannot be asked; asking again is safe.
            ValueError: an article id is no UUID.
        """
        places = {article_id: counters(report.terms) for article_id, report in reports.items()}
        counts = self._counts.count(
            (places[article_id], not report.is_copy) for article_id, report in reports.items()
        )
        pipeline = self._redis.pipeline(transaction=False)
        article_ids = list(reports)
        for start in range(0, len(article_ids), ARTICLES_PER_CALL):
            some = article_ids[start : start + ARTICLES_PER_CALL]
            self._join(
                keys=[self._keys.stories, *map(self._keys.article, some)],
                args=[
                    self._window_seconds,
                    self._threshold,
                    *chain.from_iterable(
                        _arguments(each, reports[each], [counts[place] for place in places[each]])
                        for each in some
                    ),
                ],
                pipeline=pipeline,
            )
        ids = list(chain.from_iterable(pipeline.execute()))
        return {
            article_id: _text(story_id) if story_id else article_id
            for article_id, story_id in zip(reports, ids, strict=True)
        }

    def current(self, limit: int, least_members: int = 2) -> Iterator[Story]:
        """The stories that are open, the latest activity first.

        Args:
            limit: most stories; 0 or more.
            least_members: reports that a story has at least; 2 or more.

        Raises:
            redis.RedisError: the server cannot be asked.
        """
        seconds, _ = self._redis.time()
        key = f"{self._keys.stories}:active"
        oldest = seconds - self._window_seconds
        active: Any = self._redis.zrevrangebyscore(key, "+inf", oldest, withscores=True)
        for number, last in active:
            if limit == 0:
                return
            members: Any = self._redis.lrange(
                f"{self._keys.stories}:members:{number.decode()}", 0, -1
            )
            if len(members) >= least_members:
                limit -= 1
                ids = tuple(map(_text, members))
                yield Story(id=ids[0], last=last, members=ids)


def _arguments(
    article_id: str, report: Report, counted: Sequence[int]
) -> tuple[bytes | str | int, ...]:
    found = vector(report.terms, counted)
    return (
        uuid.UUID(article_id).bytes,
        "copy" if report.is_copy else "report",
        _packed_vector(found),
        b"".join(term.to_bytes(3, "big") for term in looked_up_by(found)),
        _seconds(report.date),
        len(posted_by(found)),
    )


def _seconds(date: dt.datetime | None) -> int:
    """Epoch seconds that fit into 4 bytes; 0 for a date that is not known, or before 1970."""
    return min(max(0, int(date.timestamp())), 2**32 - 1) if date else 0


def _packed_vector(found: Vector) -> bytes:
    pairs = short(found)
    return struct.pack(">" + "HB" * len(pairs), *chain.from_iterable(pairs.items()))


def _text(story_id: bytes) -> str:
    return str(uuid.UUID(bytes=story_id))
