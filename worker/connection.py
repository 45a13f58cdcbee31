"""Clients of the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlsplit

from redis import Redis
from redis.asyncio import BlockingConnectionPool
from redis.asyncio import Redis as AsyncRedis
from redis.asyncio.retry import Retry as AsyncRetry
from redis.backoff import ExponentialWithJitterBackoff, NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError
from redis.retry import Retry

from schemas.errors import SetupError
from worker.sentinel import SentinelAddress, is_sentinel
from worker.tls import tls_of

if TYPE_CHECKING:
    from collections.abc import Callable

AnyRedis = TypeVar("AnyRedis", Redis, AsyncRedis)

TIMEOUT_SECONDS = 30
"""How long a reply may take; the scripts take milliseconds."""


RETRIES, SHORTEST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 3, 0.05, 1.0
"""A command, each connection that it takes and its greeting are all tried again so often: a server
that takes connections and answers nothing holds a command for half an hour."""

NO_PLACE = (
    "no host and port can be read from it; in a password write /, ?, #, [ and ] as %2F, %3F, %23,"
    " %5B and %5D, or use WIREDESK_REDIS_PASSWORD"
)

_NETWORK: dict[str, Any] = {"socket_connect_timeout": 5, "socket_keepalive": True}


def connect(url: str) -> Redis:
    """A client that returns bytes, and survives a lost connection by asking again.

    Every write goes through a script or sets a value, so a repeated command does no harm.

    Args:
        url: `redis://…`, `rediss://…`, `unix://…`, `sentinel://…` or `rediss+sentinel://…`.

    Raises:
        SetupError: the address cannot be understood.
    """
    return _from_url(Redis, url)


class SteppingBackoff(ExponentialWithJitterBackoff):
    """Pauses between attempts that are told to somebody.

    Args:
        step: called after each attempt that fails.
    """

    def __init__(self, step: Callable[[], None]) -> None:
        super().__init__(base=SHORTEST_PAUSE_SECONDS, cap=LONGEST_PAUSE_SECONDS)
        self._step = step

    def __deepcopy__(self, _memo: dict[int, Any]) -> SteppingBackoff:
        """Each connection copies what it is given; whoever is told stays the same."""
        return self

    def compute(self, failures: int) -> float:
        """The pause after so many attempts, in seconds."""
        self._step()
        return super().compute(failures)


def wait_in_steps(client: Redis, step: Callable[[], None]) -> None:
    """Have somebody told of each attempt of a client that fails: it is no standstill to try again.

    Args:
        client: one of `connect`.
    """
    client.set_retry(Retry(SteppingBackoff(step), retries=RETRIES))


def connect_briefly(url: str, seconds: float) -> Redis:
    """The same for one question: nothing is asked twice.

    Args:
        seconds: how long the connection, and then the answer, may take.

    Raises:
        SetupError: the address cannot be understood.
    """
    connecting = {} if url.startswith("unix:") else {"socket_connect_timeout": seconds}
    once = Retry(NoBackoff(), retries=0)
    return _from_url(Redis, url, socket_timeout=seconds, retry=once, **connecting)


def connect_raw(url: str) -> Redis:
    """The same, but replies are given as they come (RESP 2), not in forms of redis-py.

    Raises:
        SetupError: the address cannot be understood.
    """
    client = _from_url(Redis, url, protocol=2)
    client.response_callbacks.clear()
    return client


def connect_raw_async(url: str) -> AsyncRedis:
    """The same for asyncio.

    Raises:
        SetupError: the address cannot be understood.
    """
    client = _from_url(AsyncRedis, url, protocol=2)
    client.response_callbacks.clear()
    return client


def connect_async(url: str, **options: Any) -> AsyncRedis:
    """An asynchronous client that returns bytes, and never opens more than `max_connections`.

    Args:
        options: of its connections, with `max_connections`, and `timeout`, the seconds to wait
            for one that is free.

    Raises:
        SetupError: the address cannot be understood.
    """
    if is_sentinel(url):
        return SentinelAddress.parse(url).async_client(**options)
    _require_whole_path(url)
    pool = BlockingConnectionPool.from_url(url, **options, **tls_of(url))
    return AsyncRedis.from_pool(pool)


def _from_url(kind: type[AnyRedis], url: str, **more: Any) -> AnyRedis:
    # A unix socket has no connection to keep alive.
    retry = Retry if kind is Redis else AsyncRetry
    network = {} if url.startswith("unix:") else _NETWORK
    options: dict[str, Any] = {
        "socket_timeout": TIMEOUT_SECONDS,
        **network,
        **tls_of(url),
        "health_check_interval": 10,
        "retry": retry(
            ExponentialWithJitterBackoff(base=SHORTEST_PAUSE_SECONDS, cap=LONGEST_PAUSE_SECONDS),
            retries=RETRIES,
        ),
        "retry_on_error": [RedisConnectionError, RedisTimeoutError],
        **more,
    }
    if is_sentinel(url):
        return _from_sentinel(kind, url, options)
    _require_whole_path(url)
    _refuse_without_place(url)
    try:
        client: AnyRedis = kind.from_url(url, **options)
        pool = client.connection_pool
        pool.connection_class(**pool.connection_kwargs)  # does not connect yet
    except ValueError as error:
        raise SetupError(f"WIREDESK_REDIS_URL: {error}") from error
    except TypeError as error:
        name = str(error).rpartition(" ")[2]
        raise SetupError(f"WIREDESK_REDIS_URL: the parameter {name} is not understood") from error
    return client


def _require_whole_path(url: str) -> None:
    """Of `unix://spool/…` redis-py takes the first folder for a host, and waits for the rest."""
    path = url.partition("?")[0].rpartition("@")[2].removeprefix("unix://")
    if url.startswith("unix://") and not path.startswith("/"):
        raise SetupError(
            f"WIREDESK_REDIS_URL: {path} is no whole path: a unix socket is given as "
            "unix:///home/me/spool/.wiredesk/server.sock"
        )


def _refuse_without_place(url: str) -> None:
    try:
        parts = urlsplit(url)
        _ = parts.port, (parts.hostname or "").encode("idna")
    except ValueError as error:
        # What the error says may be a part of the password.
        raise SetupError(f"WIREDESK_REDIS_URL: {NO_PLACE}") from error


def _from_sentinel(kind: type[AnyRedis], url: str, options: dict[str, Any]) -> AnyRedis:
    address = SentinelAddress.parse(url)
    made = address.client(**options) if kind is Redis else address.async_client(**options)
    return cast("AnyRedis", made)
