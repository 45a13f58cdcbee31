"""A server of its own for a measurement, and what an article costs there."""

from __future__ import annotations

import tempfile
import time
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tasks.deduplicate.deduplicate import deduplicate
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


@contextmanager
def server() -> Iterator[str]:
    """The address of an empty server that lives as long as the context."""
    with tempfile.TemporaryDirectory() as folder, EmbeddedServer(Path(folder)) as embedded:
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
        batch = {str(uuid.uuid4()): each for each in articles[start : start + BATCH]}
        admit(there, [*batch])
        began = time.perf_counter()
        deduplicate(batch, there.index, there.options)
        took += time.perf_counter() - began
        settle(there, [*batch])
    return took
