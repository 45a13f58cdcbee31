"""From settings to a deployment that can be worked with: server, client, app."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import redis

from schemas.errors import SetupError
from tasks.deployment import Deployment
from tasks.tracing import NO_TRACING, Tracing
from worker.connection import connect
from worker.embedded import EmbeddedServer
from worker.server_trouble import explained, refuse_lasting
from worker.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worker.settings import Settings


@contextmanager
def server_url(settings: Settings) -> Iterator[str]:
    """The address of the server; an embedded one runs for as long as this context does.

    Raises:
        SetupError: the embedded server does not start; or another one refuses this process.
    """
    if settings.server_url is not None:
        refuse_lasting(settings.server_url)
        yield settings.server_url
        return
    with EmbeddedServer(Spool(settings.spool).private) as server:
        yield server.url


@contextmanager
def deployment_of(
    settings: Settings, tracing: Tracing = NO_TRACING
) -> Iterator[tuple[Deployment, str]]:
    """The deployment that the settings describe, and the address of its server."""
    with server_url(settings) as url, closing(connect(url)) as client:
        yield (
            Deployment(redis=client, options=settings, keys=settings.keys, tracing=tracing),
            url,
        )


@contextmanager
def view_of(settings: Settings) -> Iterator[Deployment]:
    """The same for a command that only looks: it does not wait for a server that is away.

    Raises:
        SetupError: the server cannot be asked.
        IncompatibleError: its state is newer than this release.
    """
    with deployment_of(settings) as (deployment, url):
        try:
            deployment.release_check.newer()
            yield deployment
        except redis.RedisError as error:
            message = f"the server at WIREDESK_REDIS_URL cannot be asked: {explained(error, url)}"
            raise SetupError(message) from error
