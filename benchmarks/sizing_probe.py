"""What is asked of the server for sizing: CPU seconds, network, and memory by kind of key."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tasks.keys import Keys

if TYPE_CHECKING:
    from redis import Redis

KINDS = {
    "articles": "stream",
    "document": "history",
    "published": "history",
    "index": "dedup",
    "stories": "stories",
    "terms": "terms",
    "sentences": "versions",
    "raw": "in flight",
    "article": "in flight",
    "pending": "in flight",
    "celery": "in flight",
}
"""First part of a key's name -> what its memory is for."""

SCAN_KEYS = 1_000


@dataclass(frozen=True)
class Server:
    """What the server has used up to a moment.

    Attributes:
        cpu: seconds, of user and system.
        received, sent: bytes.
        commands: how many it was given.
    """

    cpu: float
    received: int
    sent: int
    commands: int

    @classmethod
    def now(cls, redis: Redis) -> Server:
        """Ask it."""
        info: Any = redis.info()
        return cls(
            cpu=float(info["used_cpu_sys"]) + float(info["used_cpu_user"]),
            received=int(info["total_net_input_bytes"]),
            sent=int(info["total_net_output_bytes"]),
            commands=int(info["total_commands_processed"]),
        )

    def since(self, before: Server) -> Server:
        """What was used in between."""
        return Server(
            self.cpu - before.cpu,
            self.received - before.received,
            self.sent - before.sent,
            self.commands - before.commands,
        )


def memory_by_kind(redis: Redis) -> dict[str, int]:
    """Bytes of all keys of the deployment, by what they are for."""
    found: dict[str, int] = defaultdict(int)
    cursor: Any = 0
    while True:
        step: Any = redis.scan(cursor, match=f"{{{Keys().deployment}}}:*", count=SCAN_KEYS)
        cursor, keys = step
        pipeline = redis.pipeline(transaction=False)
        for key in keys:
            pipeline.memory_usage(key, samples=0)
        for key, size in zip(keys, pipeline.execute(), strict=True):
            found[_kind(key.decode())] += size or 0
        if not int(cursor):
            return dict(found)


def _kind(key: str) -> str:
    name = key.partition("}:")[2].removeprefix(f"{Keys().version}:")
    return KINDS.get(name.partition(":")[0], "other")
