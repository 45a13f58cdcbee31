"""The watcher's process: passes, pauses, and patience when something is in trouble."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import redis
import structlog
from kombu.exceptions import OperationalError

from schemas.errors import RetryableError
from tasks.pipeline import submit
from tasks.presence import BEAT_SECONDS, Presence
from worker.connection import wait_in_steps
from worker.inbox import Inbox
from worker.logs import switch_debug_on_signal
from worker.server_trouble import explained
from worker.spool import Spool
from worker.wake import Wake
from worker.watchdog import Watchdog
from worker.watcher import Watcher

if TYPE_CHECKING:
    from types import FrameType

    from tasks.base import PipelineApp
    from worker.settings import Settings

log = structlog.get_logger()

TROUBLE = (redis.RedisError, OperationalError, OSError, RetryableError)
"""What passes by itself or is mended by a person, while the watcher waits."""

SHORTEST_PAUSE_SECONDS = 0.02

RESTS, REST_SECONDS_PER_FILE, LONGEST_REST_SECONDS = 7, 0.000_1, 0.5
"""A short pass leaves the processor to the workers for seven times as long before the next one. A
pass may ask for every file in flight, however little it moves: the more of them, the longer it
rests."""

LONGEST_TROUBLE_SECONDS = 30.0


class WatchProcess:
    """Runs a `Watcher` until it is told to stop.

    Args:
        until_idle: end as soon as the inbox is empty and everything is settled.
        parent: process id of the supervisor; when that process is gone the watcher stops.
    """

    def __init__(
        self, app: PipelineApp, settings: Settings, *, until_idle: bool, parent: int | None = None
    ) -> None:
        self._watchdog = Watchdog(settings.stuck_seconds)
        self._spool = spool = Spool(settings.spool, self._watchdog.step)
        spool.prepare()
        inbox = Inbox(spool, settings.settle_seconds, settings.ignore)
        self._watcher = Watcher(spool, inbox, app.deployment, settings, partial(submit, app))
        self._wake = Wake(spool.inbox)
        self._redis = app.deployment.redis
        self._presence = Presence(self._redis, settings.keys.watchers)
        self._release_check = app.deployment.release_check
        self._tracing = app.deployment.tracing
        self._next_beat = 0.0
        self._passes = 0
        self._url = settings.server_url
        self._until_idle = until_idle
        self._parent = parent
        self._stopping = False
        self._settings = settings

    def run(self) -> None:
        """Pass after pass, until SIGTERM, SIGINT or, if so asked, until there is nothing left.

        Raises:
            IncompatibleError: the state belongs to another release, or does so from now on.
        """
        wait_in_steps(self._redis, self._watchdog.step)
        signal.signal(signal.SIGTERM, self._on_signal)
        signal.signal(signal.SIGINT, self._on_signal)
        switch_debug_on_signal(self._settings)
        self._wake.start()
        self._tracing.start()
        log.info("watcher.started")
        try:
            self._passes_until_stopped()
        finally:
            self._wake.stop()
            with suppress(redis.RedisError):
                self._presence.leave()
            self._tracing.stop()
            self._watchdog.leave()
            log.info("watcher.stopped")

    def _passes_until_stopped(self) -> None:
        pause, trouble = SHORTEST_PAUSE_SECONDS, 0.0
        while not self._stopping and not self._orphaned():
            began = time.monotonic()
            try:
                self._beat()
                moved = self._watcher.step()
                if self._until_idle and not moved and self._watcher.idle():
                    break
            except TROUBLE as error:
                trouble = self._wait_out(error, trouble)
                continue
            self._passes += 1
            trouble = self._over(trouble)
            pause = SHORTEST_PAUSE_SECONDS if moved else pause * 1.5
            time.sleep(self._rest_seconds(time.monotonic() - began))
            self._wait(self._watcher.pause_seconds(moved=moved, longest=pause))

    def _rest_seconds(self, took: float) -> float:
        per_file = REST_SECONDS_PER_FILE * self._watcher.in_flight
        rest = min(RESTS * took, SHORTEST_PAUSE_SECONDS) + per_file
        return min(LONGEST_REST_SECONDS, max(took, rest))

    def _wait(self, seconds: float, trouble: str = "") -> None:
        """Wait until woken or told to stop; in trouble, to the end. Reports go on meanwhile."""
        deadline = time.monotonic() + seconds
        while not self._stopping and (left := deadline - time.monotonic()) > 0:
            woken = self._wake.event.wait(min(left, BEAT_SECONDS))
            self._wake.event.clear()
            if woken and not trouble:
                return
            with suppress(redis.RedisError):
                self._beat(trouble)

    def _wait_out(self, error: Exception, before: float) -> float:
        """Say once what is wrong, then try again with growing pauses; returns the pause."""
        pause = min(LONGEST_TROUBLE_SECONDS, max(0.25, before * 2))
        say = log.debug if before else log.error
        told = str(error) if before else explained(error, self._url)
        say("watcher.trouble", error=told, kind=type(error).__name__, goes_on="by itself")
        self._wait(pause, trouble=str(error) or type(error).__name__)
        return pause

    def _over(self, trouble: float) -> float:
        if trouble:
            log.info("watcher.recovered")
        return 0.0

    def _beat(self, trouble: str = "") -> None:
        self._watchdog.step()
        if time.monotonic() >= self._next_beat:
            self._check_release()
            self._presence.beat(done=self._passes, trouble=trouble)
            self._next_beat = time.monotonic() + BEAT_SECONDS

    def _check_release(self) -> None:
        """Later looks need not know what lies in `processing/`, which may be thousands of files."""
        if self._release_check.entered:
            self._release_check.newer()
        else:
            self._release_check.enter(len(self._spool.claimed()))

    def _orphaned(self) -> bool:
        return self._parent is not None and os.getppid() != self._parent

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True
        self._wake.event.set()
