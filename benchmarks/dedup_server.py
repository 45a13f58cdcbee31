"""A server of its own for a measurement, and what an article costs there."""

from __future__ import annotations

import os
import tempfile
import time
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tasks.deduplicate.deduplicate import deduplicate
from tasks.deduplicate.grouping import grouped
from tasks.deduplicate.subject import made_up_uri
from tasks.deployment import Deployment
from tasks.keys import Keys
from tasks.options import Options
from worker.connection import connect
from worker.embedded import EmbeddedServer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from redis import Redis

    from schemas.article import Article

BATCH = 64


@dataclass(frozen=True)
class Cost:
    """What articles cost: rate per second, and bytes of each."""

    rate: float
    bytes: float


@dataclass(frozen=True)
class Spent:
    """Processor seconds of an article: of the worker's process, and of the server."""

    worker: float
    server: float


@contextmanager
def server() -> Iterator[str]:
    """The address of an empty server that lives as long as the context.

    It is the embedded one, or the program that `BENCH_SERVER` names: allocators differ.
    """
    program = os.environ.get("BENCH_SERVER")
    with tempfile.TemporaryDirectory() as name, EmbeddedServer(Path(name), program) as embedded:
        yield embedded.url


def deployment(url: str) -> Deployment:
    """A deployment on this server with all options at their defaults."""
    return Deployment(redis=connect(url), options=Options(), keys=Keys())


def used_bytes(redis: Redis) -> int:
    """Memory that the server's data takes."""
    return int(redis.info("memory")["used_memory"])


def admit(there: Deployment, identities: Sequence[str]) -> None:
    """Make the records that the stage before this one has written."""
    pipeline = there.redis.pipeline(transaction=False)
    for identity in identities:
        pipeline.hset(there.keys.article(identity), "state", "normalized")
    pipeline.execute()


def settle(there: Deployment, identities: Sequence[str]) -> None:
    """Remove the records, as publishing does."""
    if identities:
        there.redis.delete(*map(there.keys.article, identities))


def add(there: Deployment, articles: Sequence[Article]) -> float:
    """Take articles through the stage in batches; returns the seconds that the stage took."""
    took = 0.0
    for start in range(0, len(articles), BATCH):
        batch = _batch(articles[start : start + BATCH])
        admit(there, [*batch])
        began = time.perf_counter()
        deduplicate(batch, there.index, there.options)
        took += time.perf_counter() - began
        settle(there, [*batch])
    return took


def spend(there: Deployment, articles: Sequence[Article]) -> Spent:
    """The same with stories, in seconds of processor time of this process and of the server."""
    worker = server_ = 0.0
    for start in range(0, len(articles), BATCH):
        batch = _batch(articles[start : start + BATCH])
        admit(there, [*batch])
        before, began = _processor_seconds(there.redis), time.process_time()
        grouped(deduplicate(batch, there.index, there.options), batch, there.stories)
        worker += time.process_time() - began
        server_ += _processor_seconds(there.redis) - before
        settle(there, [*batch])
    return Spent(worker / len(articles), server_ / len(articles))


def _batch(articles: Sequence[Article]) -> dict[str, Article]:
    """Articles by their ids; one without a uri of its own carries its id in the made-up one."""
    own = made_up_uri("")
    return {
        each.uri.removeprefix(own) if each.uri.startswith(own) else str(uuid.uuid4()): each
        for each in articles
    }


def _processor_seconds(redis: Redis) -> float:
    used = redis.info("cpu")
    return float(used["used_cpu_user"]) + float(used["used_cpu_sys"])
