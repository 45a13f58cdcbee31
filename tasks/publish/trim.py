"""Taking old entries off the streams: by age, by memory, and never without a record.

The server works out how far it may go and goes there in one step, so that no group can come in
between; that is why no option of XTRIM that asks the groups is needed. References of groups to what
is gone are kept (XTRIM's default): a consumer that comes back learns by them what it has missed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tasks.scripts import load_script

if TYPE_CHECKING:
    from redis import Redis

    from tasks.keys import Keys
    from tasks.options import Options


@dataclass(frozen=True)
class Trim:
    """What was taken off a stream.

    Attributes:
        reason: `age` or `memory`.
        first: id of the oldest entry that is gone.
        last: id of the newest entry that is gone (by memory: below which none is left).
        count: how many entries.
    """

    stream: str
    reason: str
    first: str
    last: str
    count: int


@dataclass(frozen=True)
class GroupPlace:
    """How far a consumer group has come.

    Attributes:
        needs: id of the first entry that it has not acknowledged.
        idle_seconds: since when nobody of it has asked for anything, nor has it moved on.
        holds_back: whether entries would go by their age if it did not need them.
    """

    stream: str
    name: str
    needs: str
    idle_seconds: float
    holds_back: bool


class Trimmer:
    """Keeps the streams within their age and size."""

    def __init__(self, redis: Redis, keys: Keys, options: Options) -> None:
        self._keys = keys
        self._options = options
        self._script = load_script(redis, "tasks.publish", "trim")

    def trim(self) -> tuple[list[Trim], list[GroupPlace]]:
        """Take off what is too old, or too much.

        Raises:
            redis.RedisError: the server cannot be asked.
        """
        trims: list[Trim] = []
        places: list[GroupPlace] = []
        for stream in (self._keys.articles, self._keys.failures):
            found = self._look(stream)
            trims += [Trim(stream, *each) for each in found["trims"]]
            places += [
                GroupPlace(stream, name, place, idle / 1000, bool(needed))
                for name, place, idle, needed in found["groups"]
            ]
        return trims, places

    def _look(self, stream: str) -> dict[str, Any]:
        options = self._options
        reply = self._script(
            keys=[stream, self._keys.trims, self._keys.groups(stream), self._keys.counters],
            args=[
                options.stream_seconds * 1000,
                options.group_dead_seconds * 1000,
                options.stream_max_bytes,
                stream.rpartition(":")[2],
            ],
        )
        found: dict[str, Any] = json.loads(reply)
        return found
