"""What a stage needs to know of the deployment it works for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from schemas.failure import ADVICE, Failure, Stage
from tasks.arrivals import Arrivals
from tasks.counters import Counters
from tasks.deduplicate.redis_index import RedisIndex
from tasks.deduplicate.stories.redis_stories import RedisStories
from tasks.ledger import Ledger
from tasks.publish.stream import Stream
from tasks.publish.trim import Trimmer
from tasks.release import ReleaseCheck
from tasks.replication import Replication
from tasks.state import State
from tasks.summarize.backend import Resources, load_backend
from tasks.summarize.drafts import Drafts
from tasks.summarize.gist import EXTRACTIVE, LEAD
from tasks.summarize.stage import Summarizer
from tasks.summarize.version_memory import RedisVersions
from tasks.tracing import NO_TRACING, Tracing

if TYPE_CHECKING:
    from redis import Redis

    from schemas.document import Document
    from schemas.errors import RejectedError
    from tasks.keys import Keys
    from tasks.options import Options

BACKEND_SHARE = 0.6
"""Share of a batch's soft time limit that a backend may take; the rest is for the summaries that
have to be made without it."""


@dataclass(frozen=True, kw_only=True)
class Deployment:
    """A server, the names of the keys on it and the options of the stages.

    Attributes:
        redis: a client that returns bytes; safe to share between forked processes.
        tracing: hears what becomes of documents.
    """

    redis: Redis
    options: Options
    keys: Keys
    tracing: Tracing = NO_TRACING

    @cached_property
    def state(self) -> State:
        """The records of documents and articles."""
        return State(self.redis, self.keys, self.options)

    @cached_property
    def ledger(self) -> Ledger:
        """The documents in flight and their leases."""
        return Ledger(self.redis, self.keys, self.options)

    @cached_property
    def counters(self) -> Counters:
        """What has happened how often."""
        return Counters(self.redis, self.keys)

    @cached_property
    def release_check(self) -> ReleaseCheck:
        """Whether this release may work on the state that is there."""
        return ReleaseCheck(self.redis, self.keys)

    @cached_property
    def replication(self) -> Replication:
        """Whether a replica has what the server has."""
        return Replication(self.redis, self.keys)

    @cached_property
    def arrivals(self) -> Arrivals:
        """When each source delivers, and which are silent."""
        return Arrivals(self.redis, self.keys, self.options)

    @cached_property
    def index(self) -> RedisIndex:
        """The articles that copies and versions are recognized by."""
        options = self.options
        window_seconds = options.rules.longest_window(options.dedup_window_seconds)
        return RedisIndex(self.redis, self.keys, window_seconds, options.version_window_seconds)

    @cached_property
    def stories(self) -> RedisStories:
        """The events that articles report."""
        return RedisStories(self.redis, self.keys, self.options.dedup_window_seconds)

    @cached_property
    def summarizer(self) -> Summarizer:
        """Makes summaries, with the backend that is set.

        Raises:
            SetupError: that backend is not installed, or cannot be made.
        """
        options, drafts = self.options, None
        if options.summary_method not in {EXTRACTIVE, LEAD}:
            resources = Resources(options=options, redis=self.redis, keys=self.keys)
            backend = load_backend(options.summary_method, resources)
            seconds = options.soft_time_limit_seconds * BACKEND_SHARE
            drafts = Drafts(options.summary_method, backend, options.summary_words, seconds)
        versions = RedisVersions(self.redis, self.keys, options.version_window_seconds)
        return Summarizer(options, versions, drafts)

    @cached_property
    def stream(self) -> Stream:
        """The one writer of the streams."""
        return Stream(self.redis, self.keys, self.options)

    @cached_property
    def trimmer(self) -> Trimmer:
        """Keeps the streams within their age and size."""
        return Trimmer(self.redis, self.keys, self.options)

    def refuse(self, document: Document, source: str, error: RejectedError) -> None:
        """Take a document in and bury it at once: a file that the watcher could not read.

        Both in one transaction, so that no worker ever sees it.
        """
        failure = Failure(
            document_id=document.id,
            document=document.path,
            stage=Stage.ADMIT,
            reason=error.reason,
            message=error.message,
            advice=ADVICE[error.reason],
            time=dt.datetime.now(dt.UTC),
        )
        with self.redis.pipeline(transaction=True) as pipeline:
            self.state.admit_into(pipeline, document, b"", source)
            self.stream.bury([failure], pipeline)
            pipeline.execute()
