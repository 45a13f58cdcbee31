"""The ledger: which documents are in flight, and when each counts as lost.

A broker can lose a message (kombu pops it first and records it after), so no message is
trusted to exist. A document in the ledger whose lease ran out is enqueued again; the stages
are repeatable, so doing it once too often costs time and nothing else.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from tasks.queues import oldest_waiting
from tasks.scripts import load_script

if TYPE_CHECKING:
    from collections.abc import Iterable

    from redis import Redis
    from redis.client import Pipeline

    from tasks.keys import Keys
    from tasks.options import Options

ALIVE_SECONDS = 15.0
"""A process that has not been seen for this long is taken for dead (it reports every 3 s)."""

YOUNG_SECONDS = 5.0
"""How long a new worker is left to work off what it has fetched, before leases that are older
than every living worker are taken for lost."""


class Ledger:
    """The documents in flight and their leases."""

    def __init__(self, redis: Redis, keys: Keys, options: Options) -> None:
        self._redis = redis
        self._keys = keys
        self._options = options
        self._overdue = load_script(redis, "tasks", "overdue")

    def renew(self, pipeline: Pipeline, document_ids: Iterable[str]) -> None:
        """Put into a pipeline: a stage begins, the leases of its documents start anew."""
        end = time.time() + self._options.lease_seconds
        leases = dict.fromkeys(document_ids, end)
        if leases:
            pipeline.zadd(self._keys.pending, leases, xx=True)

    def in_flight(self) -> int:
        """How many documents are on their way."""
        return int(self._redis.zcard(self._keys.pending))

    def take_overdue(self, limit: int) -> list[str]:
        """Up to `limit` documents that are lost; each is given to one caller only."""
        now = time.time()
        horizon = self._horizon(now)
        end = now + self._options.lease_seconds
        overdue = self._overdue(keys=[self._keys.pending], args=[horizon, end, limit])
        return [document_id.decode() for document_id in overdue]

    def _horizon(self, now: float) -> float:
        """Leases that end before this moment (epoch seconds) are overdue.

        Under backlog it is the time at which the oldest message still waiting was sent: a
        document waits in a queue without being lost, so the clock of the leases stands
        still while the queue does. With empty queues a lease is also overdue when it is
        older than every living worker: whoever held it is gone.
        """
        waiting_since = oldest_waiting(self._redis, self._keys)
        if waiting_since is not None:
            return min(now, waiting_since)
        birth = self._oldest_birth(now)
        if birth is None or now - birth < YOUNG_SECONDS:
            return now
        return max(now, birth + self._options.lease_seconds)

    def _oldest_birth(self, now: float) -> float | None:
        alive: Any = self._redis.zrangebyscore(self._keys.workers, now - ALIVE_SECONDS, "+inf")
        return min((float(member.partition(b"@")[0]) for member in alive), default=None)
