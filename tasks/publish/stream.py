"""The one writer of the streams: an event or a dead letter, once."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from schemas.event import EventType
from tasks.counters import flat_counts, of_event, of_failure
from tasks.scripts import flat, load_script

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from redis import Redis
    from redis.client import Pipeline

    from schemas.event import ArticleEvent
    from schemas.failure import Failure
    from tasks.counters import Count
    from tasks.keys import Keys
    from tasks.options import Options


class Stream:
    """Publishes through one script: guard, entry, count and ledger change together or not at all.

    redis-py repeats a command whose reply was lost, so a plain XADD can land twice; behind
    the guard it cannot.
    """

    def __init__(self, redis: Redis, keys: Keys, options: Options) -> None:
        self._redis = redis
        self._keys = keys
        self._options = options
        self._dispose = load_script(redis, "tasks.publish", "withdrawal", "dispose")

    def publish(self, events: Sequence[tuple[str, ArticleEvent]]) -> list[bool]:
        """Publish (document id, event) pairs in one round trip; False for those published before.

        Raises:
            redis.RedisError: the server cannot be asked; publishing again is safe.
        """
        pipeline = self._redis.pipeline(transaction=False)
        for document_id, event in events:
            keys = self._dispose_keys(self._keys.articles, document_id, event.id)
            args = [
                *self._dispose_args(document_id, "published"),
                *("", "", self._guard_seconds),
                *_links(event),
                *_counts(of_event(document_id, event)),
                *flat(event.to_entry()),
            ]
            self._dispose(keys=keys, args=args, client=pipeline)
        return [entry is not None for entry in pipeline.execute()]

    def bury(self, failures: Sequence[Failure], pipeline: Pipeline | None = None) -> None:
        """Write dead letters in one round trip, each once.

        Args:
            failures: of whole documents (no article id) or of single articles.
            pipeline: put the commands in there, for the caller to execute.
        """
        commands = pipeline if pipeline is not None else self._redis.pipeline(transaction=False)
        for failure in failures:
            item = failure.article_id or failure.document_id
            self._dispose(
                keys=self._dispose_keys(self._keys.failures, failure.document_id, item),
                args=[
                    *self._dispose_args(failure.document_id, "failed"),
                    f"failure:{item}",
                    failure.to_json(),
                    self._guard_seconds,
                    *(item, "", "", ""),
                    *_counts(of_failure(failure)),
                    *flat(failure.to_entry()),
                ],
                client=commands,
            )
        if pipeline is None:
            commands.execute()

    @property
    def _guard_seconds(self) -> int:
        """As long as a withdrawal may name an article, its entry must be found."""
        return max(self._options.history_seconds, self._options.version_window_seconds)

    def _dispose_keys(self, stream: str, document_id: str, item: str) -> list[str]:
        keys = self._keys
        return [
            keys.published(item),
            stream,
            keys.document(document_id),
            keys.raw(document_id),
            keys.pending,
            keys.article(item),
            keys.trims,
            *(keys.published(""), keys.withdrawn(""), keys.outdated("")),
            keys.dead(""),
            keys.counters,
        ]

    def _dispose_args(self, document_id: str, counter: str) -> list[str | float]:
        return [document_id, self._options.history_seconds, counter, time.time()]


def _links(event: ArticleEvent) -> tuple[str, str, str, str]:
    """What the script has to know of an event to take back what it withdraws."""
    verdict = event.data.verdict
    kind = "withdrawn" if event.type is EventType.WITHDRAWN else ""
    return event.id, kind, verdict.version_of or "", verdict.superseded_by or ""


def _counts(counts: Collection[Count]) -> list[str | float]:
    told = flat_counts(counts)
    return [len(told), *told]
