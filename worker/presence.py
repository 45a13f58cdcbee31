"""Which processes of a deployment are alive, and since when."""

from __future__ import annotations

import os
import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tasks.ledger import ALIVE_SECONDS

if TYPE_CHECKING:
    from redis import Redis

BEAT_SECONDS = 3.0
"""Pause between two reports; a process that missed five is taken for dead."""


class Presence:
    """One process's entry in the list of the living.

    Args:
        key: `Keys.workers` or `Keys.watchers`.
    """

    def __init__(self, redis: Redis, key: str) -> None:
        self._redis = redis
        self._key = key
        self._member = f"{time.time():.3f}@{socket.gethostname()}:{os.getpid()}"

    def beat(self) -> None:
        """Report; entries of the dead are removed on the way.

        Raises:
            redis.RedisError: the server cannot be asked.
        """
        now = time.time()
        pipeline = self._redis.pipeline(transaction=False)
        pipeline.zadd(self._key, {self._member: now})
        pipeline.zremrangebyscore(self._key, "-inf", now - ALIVE_SECONDS)
        pipeline.execute()

    def leave(self) -> None:
        """Take the entry off the list: this process ends."""
        self._redis.zrem(self._key, self._member)


@dataclass(frozen=True)
class Living:
    """A process that has reported lately.

    Attributes:
        name: host and process id.
        since: when it started, in seconds since the epoch.
    """

    name: str
    since: float


def living(redis: Redis, key: str) -> list[Living]:
    """The processes on a list that have reported within `ALIVE_SECONDS`."""
    members: Any = redis.zrangebyscore(key, time.time() - ALIVE_SECONDS, "+inf")
    parts = [member.decode().partition("@") for member in members]
    return [Living(name, float(since)) for since, _, name in parts]
