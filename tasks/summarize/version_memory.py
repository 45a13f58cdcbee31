"""Remembers the sentences of articles, so that their next version can say what is new."""

from __future__ import annotations

import time
import uuid
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from schemas.article import Article
from tasks.scripts import load_script
from tasks.summarize.changes import sentence_hashes
from tasks.summarize.news import read_news

if TYPE_CHECKING:
    from collections.abc import Mapping

    from redis import Redis

    from tasks.keys import Keys

MOST_ARTICLES = 50_000
"""Articles that one process remembers, the last ones."""

ID_BYTES = 8
"""An article is known by the first bytes of its id."""

SHARDS = 256
"""Hashes that an epoch is spread over: none is so large that its end holds up the server."""


class RedisVersions:
    """What all workers share. It expires by epochs, each as long as versions are looked for.

    Args:
        window_seconds: how long an article is remembered at least; up to twice as long.
    """

    def __init__(self, redis: Redis, keys: Keys, window_seconds: int) -> None:
        self._redis = redis
        self._keys = keys
        self._window_seconds = window_seconds
        self._remember = load_script(redis, "tasks.summarize", "remember")

    def remember(self, hashes: Mapping[str, bytes]) -> None:
        """Article id -> hashes of its sentences, by one command; again does no harm.

        Raises:
            redis.RedisError: the server cannot be asked.
        """
        if not hashes:
            return
        epoch = self._epoch()
        args: list[Any] = [(epoch + 2) * self._window_seconds]
        for article_id, packed in hashes.items():
            args += [_field(article_id), packed]
        self._remember(keys=[self._key(epoch, article_id) for article_id in hashes], args=args)

    def before(self, predecessors: Mapping[str, str]) -> dict[str, bytes]:
        """Article id -> hashes of its predecessor's sentences, where they are known.

        A predecessor that is still on its way, with another worker, is looked at itself.

        Args:
            predecessors: article id -> id of the version before it.

        Raises:
            redis.RedisError: the server cannot be asked.
        """
        if not predecessors:
            return {}
        epoch = self._epoch()
        pipeline = self._redis.pipeline(transaction=False)
        for predecessor in predecessors.values():
            pipeline.hget(self._keys.article(predecessor), "article")
            for each in (epoch, epoch - 1):
                pipeline.hget(self._key(each, predecessor), _field(predecessor))
        replies = pipeline.execute()
        found = {}
        for place, article_id in enumerate(predecessors):
            record, now, earlier = replies[3 * place : 3 * place + 3]
            known = now if now is not None else earlier
            if known is None and record is not None:
                known = sentence_hashes(read_news(Article.model_validate_json(record)))
            if known is not None:
                found[article_id] = known
        return found

    def _key(self, epoch: int, article_id: str) -> str:
        return self._keys.sentences(epoch, _field(article_id)[0] % SHARDS)

    def _epoch(self) -> int:
        return int(time.time()) // self._window_seconds


class MemoryVersions:
    """What a single process remembers, for articles that never reach a server."""

    def __init__(self, most_articles: int = MOST_ARTICLES) -> None:
        self._most_articles = most_articles
        self._hashes: OrderedDict[str, bytes] = OrderedDict()

    def remember(self, hashes: Mapping[str, bytes]) -> None:
        """Article id -> hashes of its sentences."""
        self._hashes.update(hashes)
        while len(self._hashes) > self._most_articles:
            self._hashes.popitem(last=False)

    def before(self, predecessors: Mapping[str, str]) -> dict[str, bytes]:
        """Article id -> hashes of its predecessor's sentences, where they are known."""
        return {
            article_id: self._hashes[predecessor]
            for article_id, predecessor in predecessors.items()
            if predecessor in self._hashes
        }


def _field(article_id: str) -> bytes:
    return uuid.UUID(article_id).bytes[:ID_BYTES]
