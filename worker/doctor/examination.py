"""All checks in their order; nothing is started, made or mended."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

import redis

from tasks.deployment import Deployment
from worker.connection import connect_briefly
from worker.doctor.events import events_finding
from worker.doctor.files import file_findings
from worker.doctor.finding import Finding, Level
from worker.doctor.guards import guard_findings, leftover_findings
from worker.doctor.law import ledger_findings, presence_findings
from worker.doctor.releases import release_findings
from worker.doctor.rights import may, rights_findings
from worker.doctor.server import server_findings
from worker.doctor.spool import spool_findings
from worker.doctor.stream import stream_findings
from worker.doctor.users import user_findings
from worker.embedded import EmbeddedServer
from worker.inbox import Inbox
from worker.server_trouble import RIGHTS, explained
from worker.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from worker.settings import Settings

CHECKS = (
    server_findings,
    release_findings,
    user_findings,
    presence_findings,
    ledger_findings,
    stream_findings,
    guard_findings,
    leftover_findings,
)
"""The checks that ask the server only, in their order."""

UNCHECKED = "ledger, records and streams are not checked"


PATIENCE_SECONDS = 5.0
"""How long the server may take for an answer; one that is away is a finding."""


def examine(settings: Settings) -> Iterator[Finding]:
    """Every finding; a server that cannot be asked is one of them."""
    spool = Spool(settings.spool)
    yield from spool_findings(spool)
    if may(spool.root, os.X_OK) and spool.inbox.is_dir():
        yield from rights_findings(spool, Inbox(spool, settings.settle_seconds, settings.ignore))
        yield events_finding(spool.inbox)
    url = _address(settings, spool)
    if url is None:
        what = "the spool's own server does not run, or does not answer: "
        advice = f"start `wiredesk run`; if it runs, see {spool.private / 'server.log'}"
        yield Finding(Level.PROBLEM, "server", f"{what}{UNCHECKED}", advice)
        return
    with closing(connect_briefly(url, PATIENCE_SECONDS)) as client:
        deployment = Deployment(redis=client, options=settings, keys=settings.keys)
        try:
            yield from _of_deployment(deployment, spool)
        except redis.RedisError as error:
            what = f"cannot be asked: {explained(error, settings.server_url)}; {UNCHECKED}"
            advice = "see that it runs, and that WIREDESK_REDIS_URL names it and its password"
            yield Finding(Level.PROBLEM, "server", what, advice)


def _of_deployment(deployment: Deployment, spool: Spool) -> Iterator[Finding]:
    """Every check that asks the server; what it refuses to answer is a finding.

    Raises:
        redis.RedisError: it does not answer at all.
    """
    for check in CHECKS:
        try:
            yield from check(deployment)
        except redis.ResponseError as error:
            name = check.__name__.removesuffix("_findings")
            what = f"this cannot be checked: the server says {error}"
            yield Finding(Level.PROBLEM, name, what, f"see its log; {RIGHTS}")
    yield from file_findings(deployment, spool)


def _address(settings: Settings, spool: Spool) -> str | None:
    """The server's address; None where the embedded one would have to be started first."""
    if settings.server_url is not None:
        return settings.server_url
    embedded = EmbeddedServer(spool.private)
    return embedded.url if embedded.answers() else None
