"""All checks in their order; nothing is started, made or mended."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import redis

from tasks.deployment import Deployment
from worker.connection import connect
from worker.doctor.events import events_finding
from worker.doctor.files import file_findings
from worker.doctor.finding import Finding, Level
from worker.doctor.law import ledger_findings, presence_findings
from worker.doctor.server import server_findings
from worker.doctor.spool import spool_findings
from worker.doctor.stream import stream_findings
from worker.embedded import EmbeddedServer
from worker.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worker.settings import Settings


def examine(settings: Settings) -> Iterator[Finding]:
    """Every finding; a server that cannot be asked is one of them."""
    spool = Spool(settings.spool)
    yield from spool_findings(spool)
    if spool.inbox.is_dir():
        yield events_finding(spool.inbox)
    url = _address(settings, spool)
    if url is None:
        what = "the spool's own server does not run"
        yield Finding(Level.PROBLEM, "server", what, "start `wiredesk run`")
        return
    try:
        with closing(connect(url)) as client:
            deployment = Deployment(redis=client, options=settings, keys=settings.keys)
            for check in (server_findings, presence_findings, ledger_findings, stream_findings):
                yield from check(deployment)
            yield from file_findings(deployment, spool)
    except redis.RedisError as error:
        advice = "see that it runs, and that WIREDESK_REDIS_URL names it and its password"
        yield Finding(Level.PROBLEM, "server", f"cannot be asked: {error}", advice)


def _address(settings: Settings, spool: Spool) -> str | None:
    """The server's address; None where the embedded one would have to be started first."""
    if settings.server_url is not None:
        return settings.server_url
    embedded = EmbeddedServer(spool.private)
    return embedded.url if embedded.answers() else None
