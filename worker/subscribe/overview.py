"""The consumer groups of a stream: how far each has come, and whether trimming would hurt it."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from worker.subscribe.delivery import order

if TYPE_CHECKING:
    from redis import Redis

    from tasks.deployment import Deployment

COUNTED = 1_000
"""How far is counted by hand where the server does not know how many entries are left."""

NEAR = 0.8
"""A group is warned of when what it needs has reached this share of its age on the stream."""


@dataclass(frozen=True)
class GroupState:
    """One group.

    Attributes:
        lag: entries that it has not got yet; `COUNTED` stands for that many or more where the
            server does not know.
        pending: entries that it got and has not acknowledged.
        oldest_seconds: age of the oldest entry that it needs; None when it needs none.
        idle_seconds: since when nobody of it has asked for anything; None without consumers.
        parked: entries on its dead stream.
        warning: what is about to go wrong, or nothing.
    """

    name: str
    lag: int
    pending: int
    oldest_seconds: float | None
    consumers: int
    idle_seconds: float | None
    parked: int
    warning: str = ""

    def as_fields(self) -> dict[str, Any]:
        """All of it, for JSON."""
        return asdict(self)


def groups_of(deployment: Deployment) -> list[GroupState]:
    """The groups on the articles stream, by name.

    Raises:
        redis.RedisError: the server cannot be asked.
    """
    client, stream = deployment.redis, deployment.keys.articles
    if not client.exists(stream):
        return []
    found: Any = client.xinfo_groups(stream)
    states = [_state(deployment, group) for group in found]
    return sorted(states, key=lambda state: state.name)


def _state(deployment: Deployment, group: dict[str, Any]) -> GroupState:
    client, stream = deployment.redis, deployment.keys.articles
    name = group["name"].decode("utf-8", "replace")
    consumers: Any = client.xinfo_consumers(stream, group["name"])
    idle = min((each["idle"] / 1000 for each in consumers), default=None)
    oldest = _oldest_seconds(client, stream, group)
    return GroupState(
        name=name,
        lag=_lag(client, stream, group),
        pending=group["pending"],
        oldest_seconds=oldest,
        consumers=len(consumers),
        idle_seconds=idle,
        parked=int(client.xlen(deployment.keys.dead(name))),
        warning=_warning(deployment, oldest, idle),
    )


def _lag(client: Redis, stream: str, group: dict[str, Any]) -> int:
    if group.get("lag") is not None:
        return int(group["lag"])
    # After deletions in its middle the server has no number.
    last = group["last-delivered-id"].decode()
    left: Any = client.xrange(stream, min=f"({last}", count=COUNTED)
    return len(left)


def _oldest_seconds(client: Redis, stream: str, group: dict[str, Any]) -> float | None:
    needed: list[str] = []
    if group["pending"]:
        pending: Any = client.xpending(stream, group["name"])
        needed.append(pending["min"].decode())
    following: Any = client.xrange(stream, min=f"({group['last-delivered-id'].decode()}", count=1)
    needed += [entry_id.decode() for entry_id, _ in following]
    if not needed:
        return None
    return max(0.0, time.time() - order(min(needed, key=order))[0] / 1000)


def _warning(deployment: Deployment, oldest: float | None, idle: float | None) -> str:
    options = deployment.options
    if oldest is None:
        return ""
    near = oldest >= options.stream_seconds * NEAR
    if idle is not None and idle >= options.group_dead_seconds:
        return "it is dead: what it needs is trimmed by age"
    if near and (idle is None or idle >= options.group_dead_seconds / 2):
        return "it holds entries back, and soon counts as dead: then they go"
    if near:
        return "it holds back entries that would go by their age"
    return ""
