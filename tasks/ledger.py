"""The ledger: which documents are in flight, and when each counts as lost.

A broker can lose a message (kombu pops it first and records it after), so no message is
trusted to exist. A document in the ledger whose lease ran out is enqueued again; the stages
are repeatable, so doing it once too often costs time and nothing else.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from tasks.presence import idle_at
from tasks.queues import oldest_waiting
from tasks.scripts import load_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from redis import Redis
    from redis.client import Pipeline

    from tasks.keys import Keys
    from tasks.options import Options

FETCH_SECONDS = 1.0
"""How long an idle worker may need at the most to fetch a message that was just sent."""

ASKED_AT_ONCE = 256
"""Documents of one question, where the first ones are likely to be the answer."""


class Ledger:
    """The documents in flight and their leases."""

    def __init__(self, redis: Redis, keys: Keys, options: Options) -> None:
        self._redis = redis
        self._keys = keys
        self._options = options
        self._overdue = load_script(redis, "tasks", "overdue")

    def renew(
        self, pipeline: Pipeline, document_ids: Iterable[str], pause_seconds: float = 0
    ) -> None:
        """Put into a pipeline: a stage begins, the leases of its documents start anew.

        Args:
            pause_seconds: how long the stage waits before it begins. A worker keeps waiting
                messages in its memory, where they look like nothing at all.
        """
        end = time.time() + pause_seconds + self._options.lease_seconds
        leases = dict.fromkeys(document_ids, end)
        if leases:
            pipeline.zadd(self._keys.pending, leases, xx=True)

    def without(self, document_ids: Sequence[str], enough: int | None = None) -> list[str]:
        """Those of the documents that are not on their way: they have ended, or are not known.

        Args:
            enough: when so many are found, the documents after them need not be asked for.
        """
        step = ASKED_AT_ONCE if enough is not None else max(1, len(document_ids))
        found: list[str] = []
        for start in range(0, len(document_ids), step):
            some = list(document_ids[start : start + step])
            leases: Any = self._redis.zmscore(self._keys.pending, some)
            found += [each for each, end in zip(some, leases, strict=True) if end is None]
            if enough is not None and len(found) >= enough:
                break
        return found

    def in_flight(self) -> int:
        """How many documents are on their way."""
        return int(self._redis.zcard(self._keys.pending))

    def take_overdue(self, limit: int) -> list[str]:
        """Up to `limit` documents that are lost; each is given to one caller only."""
        now = time.time()
        horizon = self._horizon(now)
        end = now + self._options.lease_seconds
        keys = [self._keys.pending, self._keys.counters]
        overdue = self._overdue(keys=keys, args=[horizon, end, limit])
        return [document_id.decode() for document_id in overdue]

    def _horizon(self, now: float) -> float:
        """Leases that end before this moment (epoch seconds) are overdue.

        Under backlog it is the time at which the oldest message still waiting was sent: a
        document waits in a queue without being lost, so the clock of the leases stands
        still while the queue does. With empty queues and every worker idle nobody holds
        anything, so a lease from before that moment belongs to nobody, however long it
        would still run.
        """
        waiting_since = oldest_waiting(self._redis, self._keys)
        if waiting_since is not None:
            return min(now, waiting_since)
        idle = idle_at(self._redis, self._keys.workers)
        if idle is None:
            return now
        return max(now, idle - FETCH_SECONDS + self._options.lease_seconds)
