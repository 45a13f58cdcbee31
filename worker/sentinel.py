"""Sentinel: a primary that is asked for by name, so that another may take its place.

The address names the sentinels and what they call the server:
`sentinel://[user:password@]host[:port][;host[:port]…][/database]?master=name`. User and password
are the server's; `&sentinel_user=` and `&sentinel_password=` are those of the sentinels. With
`rediss+sentinel://` both are spoken to by TLS.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qs, quote, unquote, urlsplit

from redis.asyncio import BlockingConnectionPool
from redis.asyncio import Redis as AsyncRedis
from redis.asyncio.sentinel import Sentinel as AsyncSentinel
from redis.asyncio.sentinel import SentinelConnectionPool as AsyncSentinelPool
from redis.exceptions import RedisError
from redis.sentinel import Sentinel

from schemas.errors import SetupError
from worker.tls import tls_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from redis import Redis

SCHEME = "sentinel"
"""As kombu calls it."""

SCHEMES = frozenset({SCHEME, "redis+sentinel", "rediss+sentinel"})
DEFAULT_PORT = 26379

ANSWER_SECONDS = 1.0
"""How long one sentinel may take before the next is asked."""

_NO_HOST = "one of its places is no host and port; in a password write / as %2F, and so on"
"""What stands there is not repeated: it may be a part of the password."""

_QUERY = {"master", "sentinel_user", "sentinel_password"}
_OF_TLS = "ssl_"


def is_sentinel(url: str) -> bool:
    """Whether an address names sentinels, and not the server itself."""
    return url.partition("://")[0] in SCHEMES


@dataclass(frozen=True)
class SentinelAddress:
    """Where the sentinels are, and what they are asked for.

    Attributes:
        hosts: name or address, and port, of each sentinel.
        master: what they call the server.
        login: `username` and `password` of the server, where there are any.
        sentinel_login: the same for the sentinels.
        tls: what connections to both are told for it; nothing where they go without.
    """

    hosts: tuple[tuple[str, int], ...]
    master: str
    database: int
    login: Mapping[str, str]
    sentinel_login: Mapping[str, str]
    tls: Mapping[str, Any]

    @classmethod
    def parse(cls, url: str) -> Self:
        """Read an address.

        Raises:
            SetupError: it cannot be understood, and the message does not repeat it, for it may
                hold a password; or it names a file for TLS that cannot be used.
        """
        place, _, query = url.partition("?")
        # kombu's way of writing several, each with scheme and database, is understood as well.
        places = [part.rpartition("://")[2] for part in place.split(";")]
        try:
            parts = [urlsplit(f"//{each}") for each in places]
        except ValueError as error:
            raise _mistake(_NO_HOST) from error
        logins, hosts = zip(*(_login_and_host(part.netloc) for part in parts), strict=True)
        databases = [part.path.strip("/") for part in parts]
        user, _, password = max(logins).partition(":")
        asked = parse_qs(query)
        unknown = {name for name in set(asked) - _QUERY if not name.startswith(_OF_TLS)}
        if unknown:
            raise _mistake(f"{', '.join(sorted(unknown))} is not understood")
        if "master" not in asked:
            raise _mistake("the name of the server is missing: add ?master=NAME")
        return cls(
            hosts=hosts,
            master=asked["master"][0],
            database=_number(max(databases) or "0", "the database"),
            login=_login(unquote(user), unquote(password)),
            sentinel_login=_login(
                asked.get("sentinel_user", [""])[0], asked.get("sentinel_password", [""])[0]
            ),
            tls=tls_of(url),
        )

    @property
    def broker_url(self) -> str:
        """The same in kombu's spelling: an address for each sentinel."""
        user, password = (quote(self.login.get(k, ""), safe="") for k in ("username", "password"))
        login = f"{user}:{password}@" if self.login else ""
        hosts = (f"[{host}]" if ":" in host else host for host, _ in self.hosts)
        ports = (port for _, port in self.hosts)
        return ";".join(
            f"{SCHEME}://{login}{host}:{port}/{self.database}"
            for host, port in zip(hosts, ports, strict=True)
        )

    @property
    def broker_options(self) -> dict[str, Any]:
        """What kombu's transport has to be told besides."""
        return {"master_name": self.master, "sentinel_kwargs": self.sentinel_options}

    @property
    def sentinel_options(self) -> dict[str, Any]:
        """How the sentinels themselves are connected to."""
        timeouts = {"socket_timeout": ANSWER_SECONDS, "socket_connect_timeout": ANSWER_SECONDS}
        return {**timeouts, **self.sentinel_login, **self._encryption}

    @property
    def server_options(self) -> dict[str, Any]:
        """What a connection to the server they name needs to know."""
        return {"db": self.database, **self.login, **self._encryption}

    @property
    def _encryption(self) -> dict[str, Any]:
        return {"ssl": True, **self.tls} if self.tls else {}

    def places(self) -> list[tuple[str, int]]:
        """Where the sentinels are, and after them the server that they name, if they do."""
        sentinel: Any = Sentinel(self.hosts, sentinel_kwargs=self.sentinel_options)  # type: ignore[no-untyped-call]
        try:
            return [*self.hosts, sentinel.discover_master(self.master)]
        except RedisError:
            return list(self.hosts)

    def client(self, **options: Any) -> Redis:
        """A client of whatever server is the primary when it connects.

        Args:
            options: of its connections.
        """
        sentinel: Any = Sentinel(self.hosts, sentinel_kwargs=self.sentinel_options)  # type: ignore[no-untyped-call]
        made: Redis = sentinel.master_for(self.master, **{**self.server_options, **options})
        return made

    def async_client(self, **options: Any) -> AsyncRedis:
        """The same for asyncio.

        Args:
            options: of its connections; with `max_connections` and `timeout`, whoever needs one
                more than there may be waits so many seconds for it.
        """
        sentinel: Any = AsyncSentinel(self.hosts, sentinel_kwargs=self.sentinel_options)  # type: ignore[no-untyped-call]
        pool = BlockingSentinelPool if "max_connections" in options else SentinelPool
        options = {**self.server_options, **options}
        return AsyncRedis.from_pool(pool(self.master, sentinel, **options))  # type: ignore[no-untyped-call]


class SentinelPool(AsyncSentinelPool):
    """Connections to the primary; those to the sentinels are closed with them."""

    async def disconnect(self, inuse_connections: bool = True) -> None:  # noqa: FBT001, FBT002 - redis-py's signature
        """Close connections: all, or those that nobody uses."""
        await super().disconnect(inuse_connections)
        if inuse_connections:
            for each in self.sentinel_manager.sentinels:
                await each.aclose()


class BlockingSentinelPool(SentinelPool, BlockingConnectionPool):
    """The same, of limited size."""


def _login_and_host(place: str) -> tuple[str, tuple[str, int]]:
    login, _, name = place.rpartition("@")
    return login, _host(name)


def _host(name: str) -> tuple[str, int]:
    try:
        parts = urlsplit(f"//{name}")
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise _mistake(_NO_HOST) from error
    if not host:
        raise _mistake(_NO_HOST)
    return host, port or DEFAULT_PORT


def _number(text: str, what: str) -> int:
    if not text.isdecimal():
        raise _mistake(f"{what} is a number")
    return int(text)


def _login(user: str, password: str) -> dict[str, str]:
    given = {"username": user, "password": password}
    return {name: value for name, value in given.items() if value}


def _mistake(what: str) -> SetupError:
    form = "sentinel://host:26379;host:26379/0?master=NAME"
    return SetupError(f"WIREDESK_REDIS_URL: {what}; the form is {form}")
