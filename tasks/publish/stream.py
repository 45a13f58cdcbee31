"""The one writer of the streams: an event or a dead letter, once."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from schemas.event import EventType
from tasks.counters import flat_counts, of_event, of_failure
from tasks.scripts import flat, load_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from redis import Redis
    from redis.client import Pipeline

    from schemas.event import ArticleEvent
    from schemas.failure import Failure
    from tasks.keys import Keys
    from tasks.options import Options


MOST_ENTRIES, MOST_CHARACTERS = 64, 1_000_000
"""Entries and characters of one call of the script, beyond the first entry: while it runs, the
server serves nobody else."""


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
        entries = (_of_event(document_id, event) for document_id, event in events)
        self._add(pipeline, self._keys.articles, "published", entries)
        return [entry is not None for told in pipeline.execute() for entry in told]

    def bury(self, failures: Sequence[Failure], pipeline: Pipeline | None = None) -> None:
        """Write dead letters in one round trip, each once.

        Args:
            failures: of whole documents (no article id) or of single articles.
            pipeline: put the commands in there, for the caller to execute.
        """
        commands = pipeline if pipeline is not None else self._redis.pipeline(transaction=False)
        self._add(commands, self._keys.failures, "failed", map(_of_failure, failures))
        if pipeline is None:
            commands.execute()

    def _add(
        self, pipeline: Pipeline, stream: str, counter: str, entries: Iterable[list[str | float]]
    ) -> None:
        """Put calls of the script into a pipeline, each with some of the entries."""
        options = self._options
        # As long as a withdrawal may name an article, its entry must be found.
        guard_seconds = max(options.history_seconds, options.version_window_seconds)
        for portion in _portions(entries):
            args: list[str | float] = [options.history_seconds, counter, time.time(), guard_seconds]
            for entry in portion:
                args += entry
            self._dispose(keys=self._dispose_keys(stream), args=args, pipeline=pipeline)

    def _dispose_keys(self, stream: str) -> list[str]:
        keys = self._keys
        return [
            *(stream, keys.pending, keys.trims, keys.counters),
            *(keys.document(""), keys.raw("")),
            *(keys.article(""), keys.published(""), keys.withdrawn(""), keys.outdated("")),
            keys.dead(""),
        ]


def _of_event(document_id: str, event: ArticleEvent) -> list[str | float]:
    """What the script is told of an event; of its links, what it takes to take others back."""
    verdict = event.data.verdict
    kind = "withdrawn" if event.type is EventType.WITHDRAWN else ""
    return [
        *(document_id, event.id, "", ""),
        *(kind, verdict.version_of or "", verdict.superseded_by or ""),
        *_counted(flat_counts(of_event(document_id, event))),
        *_counted(flat(event.to_entry())),
    ]


def _of_failure(failure: Failure) -> list[str | float]:
    item = failure.article_id or failure.document_id
    return [
        *(failure.document_id, item, f"failure:{item}", failure.to_json()),
        *("", "", ""),
        *_counted(flat_counts(of_failure(failure))),
        *_counted(flat(failure.to_entry())),
    ]


def _counted(arguments: list[str | float]) -> list[str | float]:
    return [len(arguments), *arguments]


def _portions(entries: Iterable[list[str | float]]) -> Iterator[list[list[str | float]]]:
    portion: list[list[str | float]] = []
    size = 0
    for entry in entries:
        length = sum(len(each) for each in entry if isinstance(each, str))
        if portion and (len(portion) >= MOST_ENTRIES or size + length > MOST_CHARACTERS):
            yield portion
            portion, size = [], 0
        portion.append(entry)
        size += length
    if portion:
        yield portion
