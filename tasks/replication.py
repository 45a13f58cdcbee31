"""Whether a replica has what the primary has: replication is asynchronous, and a failover forgets
what had not arrived.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import redis
import structlog

if TYPE_CHECKING:
    from tasks.keys import Keys

log = structlog.get_logger()

WAIT_MILLISECONDS = 500
"""How long a replica may take to say what it has; on a local network it takes one."""


class Replication:
    """The replicas of the deployment's server, where there are any."""

    def __init__(self, client: redis.Redis, keys: Keys) -> None:
        self._redis = client
        self._keys = keys
        self._said = False

    def caught_up(self) -> bool:
        """Whether all that was written before this call is on a replica.

        True where no replica is connected: with `min-replicas-to-write 1` such a server takes no
        writes, and without it its operator accepts what may be lost.

        Raises:
            redis.RedisError: the server cannot be asked.
        """
        try:
            if not self._connected():
                return True
            return self._arrived()
        except redis.ResponseError as error:
            if not self._said:
                self._said = True
                advice = "allow the user INFO and WAIT; without them a failover may lose events"
                log.warning("replication.unknown", error=str(error), advice=advice)
            return True

    def _connected(self) -> int:
        info: Any = self._redis.info("replication")
        return int(info.get("connected_slaves", 0))

    def _arrived(self) -> bool:
        # WAIT is about what its own connection has written: this value comes after all the rest.
        pipeline = self._redis.pipeline(transaction=False)
        pipeline.set(self._keys.replicated, 1)
        pipeline.execute_command("WAIT", 1, WAIT_MILLISECONDS)  # type: ignore[no-untyped-call]
        return bool(pipeline.execute()[1])
