"""Which processes of a deployment are alive, which of them hold work, and whether it moves."""

from __future__ import annotations

import json
import os
import socket
import time
from dataclasses import dataclass, fields
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from redis import Redis

BEAT_SECONDS = 2.0
"""Pause between two reports."""

ALIVE_SECONDS = 10.0
"""A process that has missed five reports is taken for dead."""

FORGET_SECONDS = 600.0
"""So long its last report is kept: a watcher that passes over a great backlog reports late."""


@dataclass(frozen=True)
class Report:
    """What a process has told of itself.

    Attributes:
        name: host and process id.
        since: when it started, in seconds since the epoch.
        seen: when it last reported.
        holds: messages that it had fetched and not finished then.
        done: passes of a watcher, or batches that a worker has begun.
        stalled: for how many seconds nothing at hand had made progress then.
        trouble: what it was waiting out then, such as a full disk.
        release: which one it is; empty for the first ones, which did not tell.
    """

    name: str
    since: float
    seen: float
    holds: int = 0
    done: int = 0
    stalled: float = 0.0
    trouble: str = ""
    release: str = ""


class Presence:
    """One process's entry in the list of the living.

    Args:
        key: `Keys.workers` or `Keys.watchers`.
    """

    def __init__(self, redis: Redis, key: str) -> None:
        self._redis = redis
        self._key = key
        self._name = f"{here()}{os.getpid()}"
        self._since = time.time()
        self._left = False
        self._beaten = False

    def beat(
        self, holds: int = 0, *, done: int = 0, stalled: float = 0.0, trouble: str = ""
    ) -> None:
        """Report, in the terms of `Report`; does nothing any more after `leave`.

        Raises:
            redis.RedisError: the server cannot be asked.
        """
        if self._left:
            return
        if not self._beaten:
            self._forget_dead()
        report = {"since": self._since, "seen": time.time(), "holds": holds}
        progress = {"done": done, "stalled": stalled, "trouble": trouble}
        told = {**report, **progress, "release": this_release()}
        self._redis.hset(self._key, self._name, json.dumps(told))
        self._beaten = True

    def _forget_dead(self) -> None:
        """A new process takes those off the list that ended without leaving it."""
        limit = time.time() - FORGET_SECONDS
        dead = [each.name for each in reports(self._redis, self._key) if each.seen < limit]
        if dead:
            self._redis.hdel(self._key, *dead)

    def leave(self) -> None:
        """Take the entry off the list: this process ends."""
        self._left = True
        self._redis.hdel(self._key, self._name)


@cache
def this_release() -> str:
    """The version of the installed package; `unknown` where it runs without being installed."""
    try:
        return version("wiredesk")
    except PackageNotFoundError:
        return "unknown"


def here() -> str:
    """What the names of this host's processes begin with; a container is a host."""
    return f"{socket.gethostname()}:"


def reports(redis: Redis, key: str) -> list[Report]:
    """The last report of every process on a list, dead ones among them; nothing is changed."""
    found: Any = redis.hgetall(key)
    known = {field.name for field in fields(Report)}
    # Another release may tell less or more.
    told = ((name, json.loads(each)) for name, each in found.items())
    return [
        Report(**{"name": name.decode(), **{k: v for k, v in each.items() if k in known}})
        for name, each in told
    ]


def living(redis: Redis, key: str) -> list[Report]:
    """The processes on a list that have reported lately; nothing is changed."""
    limit = time.time() - ALIVE_SECONDS
    return [each for each in reports(redis, key) if each.seen >= limit]


def idle_at(redis: Redis, key: str) -> float | None:
    """A moment (epoch seconds) at which all of the living held nothing.

    None when one of them held something at its last report, or when nobody lives.
    """
    alive = living(redis, key)
    if any(each.holds for each in alive):
        return None
    return min((each.seen for each in alive), default=None)
