"""The metrics of a deployment: what was counted on the way, and how things stand now."""

from __future__ import annotations

import time
from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from schemas.document import claimed_at
from tasks.counters import COUNTED, ENDLESS, MICROSECONDS, SEPARATOR, SUM, Kind, Metric
from tasks.presence import living
from tasks.queues import depths
from worker.exposition import Sample, exposition
from worker.inbox import Inbox
from worker.spool import Spool
from worker.subscribe.overview import groups_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tasks.deployment import Deployment
    from worker.settings import Settings

    Family = tuple[Metric, list[Sample]]

QUEUE = Metric(
    "wiredesk_queue_messages",
    Kind.GAUGE,
    "Messages that wait for a worker, of a batch of documents or articles each.",
    ("stage",),
)
IN_FLIGHT = Metric(
    "wiredesk_documents_in_flight", Kind.GAUGE, "Documents that have not come to their end."
)
HIGH_WATER = Metric(
    "wiredesk_high_water_documents",
    Kind.GAUGE,
    "Documents in flight at which watchers stop claiming, as it is set where this is asked.",
)
OLDEST = Metric(
    "wiredesk_oldest_document_seconds",
    Kind.GAUGE,
    "Since when the oldest of them is claimed; 0 without any.",
)
INBOX = Metric(
    "wiredesk_inbox_files",
    Kind.GAUGE,
    "Files in the inbox; told only where the spool can be reached.",
)
ENTRIES = Metric("wiredesk_stream_entries", Kind.GAUGE, "Entries on the streams.", ("stream",))
GROUP_LAG = Metric(
    "wiredesk_group_lag_entries",
    Kind.GAUGE,
    "Entries of the articles stream that a consumer group was not given yet; where the server "
    "does not know, 1000 stands for that many or more.",
    ("group",),
)
GROUP_PENDING = Metric(
    "wiredesk_group_pending_entries",
    Kind.GAUGE,
    "Entries that it was given and has not acknowledged.",
    ("group",),
)
GROUP_PARKED = Metric(
    "wiredesk_group_parked_entries",
    Kind.GAUGE,
    "Entries that its consumers could not handle.",
    ("group",),
)
GROUP_OLDEST = Metric(
    "wiredesk_group_oldest_entry_seconds",
    Kind.GAUGE,
    "Age of the oldest entry that it still needs; 0 without any.",
    ("group",),
)
PROCESSES = Metric(
    "wiredesk_processes", Kind.GAUGE, "Watchers and workers that are alive.", ("role",)
)
REDIS_MEMORY = Metric(
    "wiredesk_redis_memory_bytes", Kind.GAUGE, "Memory that the server uses, for all it holds."
)
REDIS_LIMIT = Metric(
    "wiredesk_redis_memory_limit_bytes",
    Kind.GAUGE,
    "Memory beyond which the server refuses to write (`maxmemory`); 0 for no limit.",
)
SILENT = Metric(
    "wiredesk_silent_sources", Kind.GAUGE, "Sources that an alarm stands for (docs/alarms.md)."
)
SOURCE_SILENT = Metric(
    "wiredesk_source_silent",
    Kind.GAUGE,
    "1 while an alarm stands for the source, else 0; of at most 100 sources, silent ones first.",
    ("source",),
)
SOURCE_HEARD = Metric(
    "wiredesk_source_last_heard_seconds",
    Kind.GAUGE,
    "Since when the last document of each of these sources came.",
    ("source",),
)

MOST_SOURCES = 100
"""Sources that have series of their own: the silent ones, then those with the most documents."""

GROUP_GAUGES = (GROUP_LAG, GROUP_PENDING, GROUP_PARKED, GROUP_OLDEST)
GAUGES = (
    *(QUEUE, IN_FLIGHT, HIGH_WATER, OLDEST, INBOX, ENTRIES),
    *(*GROUP_GAUGES, PROCESSES, REDIS_MEMORY, REDIS_LIMIT),
    *(SILENT, SOURCE_SILENT, SOURCE_HEARD),
)
"""All that is looked up when it is asked for."""


def metrics_of(deployment: Deployment, settings: Settings) -> str:
    """Every metric, in the text format of Prometheus.

    Raises:
        redis.RedisError: the server cannot be asked.
    """
    counts = deployment.counters.read()
    families = [(metric, list(_counted(metric, counts))) for metric in COUNTED]
    return exposition([*families, *_stand(deployment, settings)])


def _counted(metric: Metric, counts: Mapping[str, int]) -> Iterator[Sample]:
    """The samples of a counter or a histogram; fields of another release are passed over."""
    histogram = metric.kind is Kind.HISTOGRAM
    found: dict[tuple[str, ...], dict[str, int]] = {each: {} for each in metric.known}
    for field, count in counts.items():
        name, *values = field.split(SEPARATOR)
        part = values.pop() if histogram and values else ""
        if name == metric.name and len(values) == len(metric.labels):
            found.setdefault(tuple(values), {})[part] = count
    for labels, parts in sorted(found.items()):
        if histogram:
            yield from _histogram(metric, labels, parts)
        else:
            yield Sample(parts.get("", 0), labels)


def _histogram(
    metric: Metric, labels: tuple[str, ...], parts: Mapping[str, int]
) -> Iterator[Sample]:
    """Buckets that hold those below them, as Prometheus has them."""
    single = {float(part): count for part, count in parts.items() if part != SUM}
    for bound in map(str, metric.bounds):
        below = sum(count for each, count in single.items() if each <= float(bound))
        yield Sample(below, labels, "_bucket", bound)
    total = sum(single.values())
    yield Sample(total, labels, "_bucket", ENDLESS)
    yield Sample(parts.get(SUM, 0) / MICROSECONDS, labels, "_sum")
    yield Sample(total, labels, "_count")


def _stand(deployment: Deployment, settings: Settings) -> Iterator[Family]:
    client, keys = deployment.redis, deployment.keys
    queues = depths(client, keys)
    yield QUEUE, [Sample(depth, (stage.value,)) for stage, depth in queues.items()]
    yield IN_FLIGHT, [Sample(deployment.ledger.in_flight())]
    yield HIGH_WATER, [Sample(settings.high_water_documents)]
    yield OLDEST, [Sample(_oldest_seconds(deployment))]
    yield INBOX, [Sample(count) for count in _inbox_count(settings)]
    streams = {"articles": keys.articles, "failures": keys.failures}
    yield ENTRIES, [Sample(int(client.xlen(key)), (name,)) for name, key in streams.items()]
    yield from _groups(deployment)
    roles = {"watcher": keys.watchers, "worker": keys.workers}
    yield PROCESSES, [Sample(len(living(client, key)), (name,)) for name, key in roles.items()]
    memory: Any = client.info("memory")
    yield REDIS_MEMORY, [Sample(int(memory["used_memory"]))]
    yield REDIS_LIMIT, [Sample(int(memory["maxmemory"]))]
    yield from _sources(deployment)


def _oldest_seconds(deployment: Deployment) -> float:
    """Ids sort by the time of claim, and the ledger is bounded by the high-water mark."""
    ids: Any = deployment.redis.zrange(deployment.keys.pending, 0, -1)
    if not ids:
        return 0.0
    return max(0.0, time.time() - claimed_at(min(ids).decode()).timestamp())


def _inbox_count(settings: Settings) -> Iterator[int]:
    spool = Spool(settings.spool)
    with suppress(OSError):
        if spool.inbox.is_dir():
            yield Inbox(spool, settings.settle_seconds, settings.ignore).count()


def _sources(deployment: Deployment) -> Iterator[Family]:
    views = deployment.arrivals.sources()
    yield SILENT, [Sample(sum(view.alarmed for view in views))]
    views.sort(key=lambda view: (not view.alarmed, -view.rhythm.documents))
    told = views[:MOST_SOURCES]
    yield SOURCE_SILENT, [Sample(int(view.alarmed), (view.name,)) for view in told]
    yield SOURCE_HEARD, [Sample(view.silent_seconds, (view.name,)) for view in told]


def _groups(deployment: Deployment) -> Iterator[Family]:
    samples: dict[Metric, list[Sample]] = defaultdict(list)
    # Two names that are no text can look the same; a series that comes twice spoils the answer.
    for group in {each.name: each for each in groups_of(deployment)}.values():
        values = (group.lag, group.pending, group.parked, group.oldest_seconds or 0.0)
        for metric, value in zip(GROUP_GAUGES, values, strict=True):
            samples[metric].append(Sample(value, (group.name,)))
    yield from ((metric, samples[metric]) for metric in GROUP_GAUGES)
