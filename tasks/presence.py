"""Which processes of a deployment are alive, and which of them hold work."""

from __future__ import annotations

import json
import os
import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from redis import Redis

BEAT_SECONDS = 2.0
"""Pause between two reports."""

ALIVE_SECONDS = 10.0
"""A process that has missed five reports is taken for dead."""


@dataclass(frozen=True)
class Living:
    """A process that has reported lately.

    Attributes:
        name: host and process id.
        since: when it started, in seconds since the epoch.
        seen: when it last reported.
        holds: messages that it had fetched and not finished then.
    """

    name: str
    since: float
    seen: float
    holds: int


class Presence:
    """One process's entry in the list of the living.

    Args:
        key: `Keys.workers` or `Keys.watchers`.
    """

    def __init__(self, redis: Redis, key: str) -> None:
        self._redis = redis
        self._key = key
        self._name = f"{socket.gethostname()}:{os.getpid()}"
        self._since = time.time()
        self._left = False
        self._beaten = False

    def beat(self, holds: int = 0) -> None:
        """Report; does nothing any more after `leave`.

        Raises:
            redis.RedisError: the server cannot be asked.
        """
        if self._left:
            return
        if not self._beaten:
            self._forget_dead()
        report = {"since": self._since, "seen": time.time(), "holds": holds}
        self._redis.hset(self._key, self._name, json.dumps(report))
        self._beaten = True

    def _forget_dead(self) -> None:
        """A new process takes those off the list that ended without leaving it."""
        reports: Any = self._redis.hgetall(self._key)
        limit = time.time() - ALIVE_SECONDS
        dead = [name for name, each in reports.items() if json.loads(each)["seen"] < limit]
        if dead:
            self._redis.hdel(self._key, *dead)

    def leave(self) -> None:
        """Take the entry off the list: this process ends."""
        self._left = True
        self._redis.hdel(self._key, self._name)


def living(redis: Redis, key: str) -> list[Living]:
    """The processes on a list that have reported lately; nothing is changed."""
    reports: Any = redis.hgetall(key)
    everyone = [Living(name.decode(), **json.loads(each)) for name, each in reports.items()]
    limit = time.time() - ALIVE_SECONDS
    return [each for each in everyone if each.seen >= limit]


def idle_at(redis: Redis, key: str) -> float | None:
    """A moment (epoch seconds) at which all of the living held nothing.

    None when one of them held something at its last report, or when nobody lives.
    """
    alive = living(redis, key)
    if any(each.holds for each in alive):
        return None
    return min((each.seen for each in alive), default=None)
