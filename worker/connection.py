"""Clients of the server."""

from __future__ import annotations

from typing import Any

from redis import Redis
from redis.backoff import ExponentialWithJitterBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError
from redis.retry import Retry

from schemas.errors import SetupError

TIMEOUT_SECONDS = 30
"""How long a reply may take; the scripts take milliseconds."""


_NETWORK: dict[str, Any] = {"socket_connect_timeout": 5, "socket_keepalive": True}


def connect(url: str) -> Redis:
    """A client that returns bytes, and survives a lost connection by asking again.

    Every write goes through a script or sets a value, so a repeated command does no harm.

    Args:
        url: `redis://…`, `rediss://…` or `unix://…`.

    Raises:
        SetupError: the address cannot be understood.
    """
    # A unix socket has no connection to keep alive.
    network = {} if url.startswith("unix:") else _NETWORK
    try:
        return Redis.from_url(
            url,
            socket_timeout=TIMEOUT_SECONDS,
            **network,
            health_check_interval=10,
            retry=Retry(ExponentialWithJitterBackoff(base=0.05, cap=1.0), retries=3),
            retry_on_error=[RedisConnectionError, RedisTimeoutError],
        )
    except ValueError as error:
        raise SetupError(f"WIREDESK_REDIS_URL: {error}") from error
