"""Whether this host's watcher, worker or page does its work, told from one look.

A container's health check runs it every few seconds: it loads little and never waits long.
"""

from __future__ import annotations

import ipaddress
import time
from contextlib import closing
from enum import StrEnum
from typing import TYPE_CHECKING

from schemas.errors import SetupError, WiredeskError
from tasks.presence import ALIVE_SECONDS, Report, here

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worker.settings import Settings

PASS_SECONDS = 120.0
"""A watcher reports between passes; one over a great backlog takes a while, none takes so long."""

ANSWER_SECONDS = 3.0
"""How long the server or the page may take to answer."""


class Role(StrEnum):
    """A process that can be asked for."""

    WATCHER = "watcher"
    WORKER = "worker"
    WEB = "web"


class UnhealthyError(WiredeskError):
    """A process does not do its work; the message says why."""


def check(role: Role, settings: Settings) -> str:
    """What can be said of a process that is well, in a line.

    Raises:
        UnhealthyError: it is not.
        SetupError: the address of the server or the page is no address.
    """
    if role is Role.WEB:
        return _page(settings)
    found = [each for each in _reports(role, settings) if each.name.startswith(here())]
    return judge(role, found, settings.lease_seconds, time.time())


def judge(role: Role, found: Sequence[Report], lease_seconds: float, now: float) -> str:
    """The same from the reports of this host.

    Of several processes every one that reports must be well. One that is silent beside another
    that reports has been replaced by it.

    Raises:
        UnhealthyError: none reports, or one is stuck.
    """
    patience = PASS_SECONDS if role is Role.WATCHER else ALIVE_SECONDS
    heard = [each for each in found if now - each.seen <= patience]
    if not heard:
        raise UnhealthyError(_silence(role, found, now))
    for each in heard:
        if each.stalled > lease_seconds:
            raise UnhealthyError(
                f"{role} {each.name} holds {each.holds} batches and has got no further with any "
                f"for {each.stalled:.0f} s, longer than a lease ({lease_seconds:g} s)"
            )
    return "; ".join(_well(role, each) for each in heard)


def _silence(role: Role, found: Sequence[Report], now: float) -> str:
    if not found:
        return f"no {role} of this host has reported"
    ago = now - max(each.seen for each in found)
    return f"the {role} of this host last reported {ago:.0f} s ago"


def _well(role: Role, report: Report) -> str:
    if report.trouble:
        # A new process would meet the same full disk: to wait for its end is what is right.
        return f"{role} {report.name} waits out: {report.trouble}"
    if role is Role.WATCHER:
        return f"watcher {report.name}: {report.done} passes"
    return f"worker {report.name}: {report.done} batches begun, {report.holds} at hand"


def _reports(role: Role, settings: Settings) -> list[Report]:
    import redis  # noqa: PLC0415 - the page is asked without it

    from tasks.presence import reports  # noqa: PLC0415
    from worker.connection import connect_briefly  # noqa: PLC0415
    from worker.server_trouble import explained  # noqa: PLC0415

    key = settings.keys.watchers if role is Role.WATCHER else settings.keys.workers
    try:
        with closing(connect_briefly(_address(settings), ANSWER_SECONDS)) as client:
            return reports(client, key)
    except redis.RedisError as error:
        told = explained(error, settings.server_url)
        raise UnhealthyError(f"the server cannot be asked: {told}") from error


def _address(settings: Settings) -> str:
    if settings.server_url is not None:
        return settings.server_url
    from worker.embedded import EmbeddedServer  # noqa: PLC0415 - most deployments have none
    from worker.spool import Spool  # noqa: PLC0415

    return EmbeddedServer(Spool(settings.spool).private).url


def _page(settings: Settings) -> str:
    import http.client  # noqa: PLC0415 - it takes a while to load, and the other roles need none

    if not settings.web_port:
        raise SetupError("WIREDESK_WEB_PORT is 0: nobody knows where the page is served")
    host = _reachable(settings.web_host)
    try:
        connection = http.client.HTTPConnection(host, settings.web_port, timeout=ANSWER_SECONDS)
        with closing(connection):
            connection.request("GET", "/health")
            status = connection.getresponse().status
    except (OSError, UnicodeError, http.client.HTTPException) as error:
        raise UnhealthyError(f"the page does not answer: {error}") from error
    if status != http.client.OK:
        raise UnhealthyError(f"the page answers with status {status}")
    return "web: the page answers"


def _reachable(host: str) -> str:
    """An address to reach what is served at a host, which may stand for all addresses."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if not address.is_unspecified:
        return host
    return "127.0.0.1" if address.version == 4 else "::1"  # noqa: PLR2004 - versions of IP
