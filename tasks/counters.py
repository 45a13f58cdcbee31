"""What has happened, counted for all processes and machines in one hash on the server.

A field is a metric's name and the values of its labels. The scripts that make something happen
once count it in the same step, so that a count is neither lost in a crash nor made twice.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from schemas.document import claimed_at
from tasks.queues import TASK_STAGES
from tasks.scripts import load_script

if TYPE_CHECKING:
    from collections.abc import Collection

    from redis import Redis

    from schemas.event import ArticleEvent
    from schemas.failure import Failure, Stage
    from tasks.keys import Keys

SEPARATOR = "\t"
"""Between the parts of a field; the scripts write it, too."""

SUM = "sum"
"""Last part of the field that adds up a histogram's observations, in microseconds."""

ENDLESS = "+Inf"
"""The bucket of what is above all bounds."""

MICROSECONDS = 1_000_000
ONCE_SECONDS = 600
"""How long a count is known that must not be repeated: longer than a command is."""

Count = tuple[str, int]
"""A field, and by how much it goes up."""


class Kind(StrEnum):
    """The types of metrics, by their Prometheus names."""

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


@dataclass(frozen=True)
class Metric:
    """What is measured.

    Attributes:
        known: values of the labels that are shown before anything was counted.
        bounds: upper bounds of a histogram's buckets, in seconds, rising.
    """

    name: str
    kind: Kind
    help: str
    labels: tuple[str, ...] = ()
    known: tuple[tuple[str, ...], ...] = ()
    bounds: tuple[float, ...] = ()

    def counted(self, *values: str, by: int = 1) -> Count:
        """One count, or `by`, more for these values of the labels."""
        return SEPARATOR.join((self.name, *values)), by

    def observed(self, seconds: float, *values: str) -> list[Count]:
        """One observation: its bucket (that alone, not those above it), and the sum."""
        seconds = max(0.0, seconds)  # clocks of two machines
        bucket = next((str(bound) for bound in self.bounds if seconds <= bound), ENDLESS)
        total = round(seconds * MICROSECONDS)
        return [self.counted(*values, bucket), self.counted(*values, SUM, by=total)]


_STAGES = tuple((stage.value,) for stage in TASK_STAGES)
_ONE: tuple[tuple[str, ...], ...] = ((),)

DOCUMENTS = Metric(
    "wiredesk_documents_total",
    Kind.COUNTER,
    "Documents that came to their end; one with a failed article counts as failed.",
    ("disposition",),
    known=(("processed",), ("failed",)),
)
ARTICLES = Metric(
    "wiredesk_articles_total",
    Kind.COUNTER,
    "Events put on the articles stream, by the last word of the event's type, the kind of the "
    "verdict and the format of the document.",
    ("type", "verdict", "format"),
)
SUMMARIES = Metric(
    "wiredesk_summaries_total",
    Kind.COUNTER,
    "Summaries in these events, by how they were made.",
    ("method",),
)
FAILURES = Metric(
    "wiredesk_failures_total",
    Kind.COUNTER,
    "Dead letters put on the failures stream, of documents and of single articles.",
    ("stage", "reason"),
)
WITHDRAWN = Metric(
    "wiredesk_withdrawn_entries_total",
    Kind.COUNTER,
    "Entries that a withdrawal took off the articles stream.",
    known=_ONE,
)
TRIMMED = Metric(
    "wiredesk_trimmed_entries_total",
    Kind.COUNTER,
    "Entries trimmed off the streams.",
    ("stream", "reason"),
    known=tuple((name, why) for name in ("articles", "failures") for why in ("age", "memory")),
)
RESUBMITTED = Metric(
    "wiredesk_documents_resubmitted_total",
    Kind.COUNTER,
    "Documents that were lost on the way and sent again by a watcher.",
    known=_ONE,
)
LATENCY = Metric(
    "wiredesk_article_latency_seconds",
    Kind.HISTOGRAM,
    "From the claim of a file to the making of each of its events.",
    known=_ONE,
    bounds=(0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0),
)
STAGE_SECONDS = Metric(
    "wiredesk_stage_duration_seconds",
    Kind.HISTOGRAM,
    "How long a stage worked on a batch that it came to the end of.",
    ("stage",),
    known=_STAGES,
    bounds=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0),
)
STAGE_RECORDS = Metric(
    "wiredesk_stage_records_total",
    Kind.COUNTER,
    "Documents (at normalize) or articles worked on in these batches.",
    ("stage",),
    known=_STAGES,
)
RETRIES = Metric(
    "wiredesk_stage_retries_total",
    Kind.COUNTER,
    "Those of them whose attempt before this one had failed.",
    ("stage",),
    known=_STAGES,
)

COUNTED = (
    DOCUMENTS,
    ARTICLES,
    SUMMARIES,
    FAILURES,
    WITHDRAWN,
    TRIMMED,
    RESUBMITTED,
    LATENCY,
    STAGE_SECONDS,
    STAGE_RECORDS,
    RETRIES,
)
"""All that is kept in the hash."""


def of_event(document_id: str, event: ArticleEvent) -> list[Count]:
    """What counts when an event is put on the stream."""
    data = event.data
    kind = event.type.value.rpartition(".")[2]
    counts = [ARTICLES.counted(kind, data.verdict.kind.value, data.provenance.format)]
    if data.summary is not None:
        counts.append(SUMMARIES.counted(data.summary.method))
    seconds = (event.time - claimed_at(document_id)).total_seconds()
    return [*counts, *LATENCY.observed(seconds)]


def of_failure(failure: Failure) -> list[Count]:
    """What counts when a dead letter is put on the stream."""
    return [FAILURES.counted(failure.stage.value, failure.reason.value)]


class Counters:
    """The counts, and those of them that come with no other change of the state."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys
        self._count = load_script(redis, "tasks", "count")

    def note_batch(self, stage: Stage, seconds: float, attempts: Collection[int]) -> None:
        """A stage has come to the end of a batch, in one round trip.

        Args:
            attempts: which attempt it was for each record that was worked on.

        Raises:
            redis.RedisError: the server cannot be asked.
        """
        if not attempts:
            return
        counts = STAGE_SECONDS.observed(seconds, stage.value)
        counts.append(STAGE_RECORDS.counted(stage.value, by=len(attempts)))
        if retries := sum(attempt > 1 for attempt in attempts):
            counts.append(RETRIES.counted(stage.value, by=retries))
        mark = self._keys.counted(uuid.uuid4().hex)
        self._count(keys=[self._keys.counters, mark], args=[ONCE_SECONDS, *flat_counts(counts)])

    def read(self) -> dict[str, int]:
        """Every count by its field.

        Raises:
            redis.RedisError: the server cannot be asked.
        """
        found: Any = self._redis.hgetall(self._keys.counters)
        return {field.decode("utf-8", "replace"): int(count) for field, count in found.items()}


def flat_counts(counts: Collection[Count]) -> list[str | float]:
    """Fields and amounts one after another, as the scripts take them."""
    return [part for count in counts for part in count]
