"""Which article was the first with a text: in Redis for the pipeline, in memory without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tasks.scripts import load_script

if TYPE_CHECKING:
    from collections.abc import Mapping

    from redis import Redis

    from tasks.keys import Keys


class Index(Protocol):
    """Answers, for a batch of articles, who was first with each text."""

    def claim(self, fingerprints: Mapping[str, str]) -> dict[str, str]:
        """Article id -> fingerprint in; article id -> id of the article that was first, out."""


class MemoryIndex:
    """An index that lives as long as its process."""

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}

    def claim(self, fingerprints: Mapping[str, str]) -> dict[str, str]:
        """The first article of each fingerprint, in the order of the mapping."""
        return {
            article_id: self._owners.setdefault(fingerprint, article_id)
            for article_id, fingerprint in fingerprints.items()
        }


class RedisIndex:
    """The index that all workers share.

    Each claim is one script, so of two workers with the same text at the same moment one
    is first and both are told who. A claim is bound to its article: its own retry finds
    the answer that it was given.
    """

    def __init__(self, redis: Redis, keys: Keys, window_seconds: int) -> None:
        self._redis = redis
        self._keys = keys
        self._window_seconds = window_seconds
        self._claim = load_script(redis, "tasks.deduplicate", "claim")
        self._release = load_script(redis, "tasks.deduplicate", "release")

    def claim(self, fingerprints: Mapping[str, str]) -> dict[str, str]:
        """The first article of each fingerprint within the window; one round trip.

        Raises:
            redis.RedisError: the index cannot be asked. That is an answer of neither kind:
                the article has to wait.
        """
        pipeline = self._redis.pipeline(transaction=False)
        for article_id, fingerprint in fingerprints.items():
            self._claim(
                keys=[self._keys.article(article_id), self._keys.fingerprint(fingerprint)],
                args=[article_id, self._window_seconds, fingerprint],
                client=pipeline,
            )
        owners = pipeline.execute()
        return {
            article_id: owner.decode()
            for article_id, owner in zip(fingerprints, owners, strict=True)
        }

    def release(self, article_id: str, fingerprint: str) -> None:
        """Give up the claim of an article that will never be published.

        Without this its next copy would be called the duplicate of an article that nobody saw.
        """
        self._release(keys=[self._keys.fingerprint(fingerprint)], args=[article_id])
