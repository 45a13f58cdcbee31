"""When silent sources are looked for, and what is said of them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import structlog

from schemas.alarm import AlarmType

if TYPE_CHECKING:
    from tasks.deployment import Deployment
    from worker.settings import Settings

log = structlog.get_logger()

LOGGED_FIELDS = {"source", "last", "silent_seconds", "usual_seconds"}

SHARE = 100
"""How many times as long as a look took it is left for other work."""


class Silence:
    """Looks for silent sources every now and then, for one watcher of several at a time."""

    def __init__(self, deployment: Deployment, settings: Settings) -> None:
        self._arrivals = deployment.arrivals
        self._pause = settings.sweep_seconds
        # What was dropped while no watcher ran is taken in first.
        self._next = time.monotonic() + 2 * settings.settle_seconds + settings.scan_seconds

    def step(self, *, backlog: bool) -> None:
        """Look if it is time.

        Args:
            backlog: files wait for room, so that what is silent may only be waiting.

        Raises:
            redis.RedisError: the server cannot be asked.
        """
        began = time.monotonic()
        if backlog or began < self._next:
            return
        self._next = began + self._pause
        for alarm in self._arrivals.look(self._pause / 2):
            about = alarm.model_dump(mode="json", include=LOGGED_FIELDS)
            if alarm.type is AlarmType.SILENT:
                log.warning("source.silent", **about)
            else:
                log.info("source.heard", **about)
        took = time.monotonic() - began
        self._next = max(self._next, began + SHARE * took)
