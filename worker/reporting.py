"""What a worker's main process tells of itself, and its end when its batches are stuck."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

import celery.worker.state
import redis
import structlog
from billiard import active_children
from celery import bootsteps

from schemas.errors import EXIT_INCOMPATIBLE, IncompatibleError
from tasks.presence import BEAT_SECONDS, Presence
from worker.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from tasks.deployment import Deployment
    from worker.settings import Settings

log = structlog.get_logger()

PATIENCE_LEASES = 2
"""A worker is unhealthy when nothing moves for a lease, and ends itself after two."""

EXIT_STUCK = 70

ENDING_SECONDS = 40.0
"""What stopping takes beside the batches at hand: more than one answer of a silent server."""


def reporting(
    deployment: Deployment, settings: Settings, parent: int | None, step: Callable[[], None]
) -> type[bootsteps.StartStopStep]:
    """A part of the worker's main process that tells every few seconds that it lives.

    Args:
        parent: process id of the supervisor; when that process is gone the worker stops.
        step: called before and after each report: to wait for a server that is away is no
            standstill.
    """

    class Reporting(bootsteps.StartStopStep):
        requires = ("celery.worker.components:Timer",)

        def start(self, worker: Any) -> None:
            self.presence = Presence(deployment.redis, settings.keys.workers)
            self.progress = Progress()
            self.report()
            worker.timer.call_repeatedly(BEAT_SECONDS, self.report)

        def stop(self, _worker: Any) -> None:
            with suppress(redis.RedisError):
                self.presence.leave()

        def report(self) -> None:
            step()
            self.tell()
            step()

        def tell(self) -> None:
            state = celery.worker.state
            holds, begun = len(state.reserved_requests), state.all_total_count[0]
            running = [request.id for request in state.active_requests]
            stalled = self.progress.look(holds=holds, begun=begun, running=running)
            with suppress(redis.RedisError):
                try:
                    deployment.release_check.enter()
                except IncompatibleError as error:
                    log.error("worker.incompatible", error=str(error))  # noqa: TRY400 - no traceback
                    _end(self.presence, EXIT_INCOMPATIBLE)
                self.presence.beat(holds, done=begun, stalled=stalled)
            if parent is not None and os.getppid() != parent:
                os.kill(os.getpid(), signal.SIGTERM)
            if stalled > PATIENCE_LEASES * settings.lease_seconds:
                _give_up(self.presence, stalled)

    return Reporting


def seconds_to_end(settings: Settings) -> float:
    """How long this worker, which begins to stop, may take: as long as its batches may, and a bit.

    Celery waits without limit for a process of its pool that has no batch and does not end, and
    was seen to get no further where batches came to their time limit while it stopped.
    """
    now = time.time()
    begun = [request.time_start or now for request in celery.worker.state.active_requests]
    left = max(begun) + settings.hard_time_limit_seconds - now if begun else 0.0
    return min(settings.stop_seconds, max(0.0, left) + ENDING_SECONDS)


def signal_children(number: int) -> None:
    """Send a signal to the processes of this worker's pool."""
    for pid in (child.pid for child in active_children()):
        if pid is not None:
            with suppress(ProcessLookupError):
                os.kill(pid, number)


def _give_up(presence: Presence, stalled: float) -> None:
    """End at once, so that whoever started this worker starts another.

    Nothing is lost: what was not acknowledged is sent again, by its lease. Stopping in order would
    wait for the very batches that do not end, and processes that are stopped do not hear of it.
    """
    log.error("worker.stuck", seconds=stalled, goes_on="in a new worker, if it is started again")
    _end(presence, EXIT_STUCK)


def _end(presence: Presence, status: int) -> NoReturn:
    signal_children(signal.SIGKILL)
    # The next worker of this host shall not be judged by this one's last words.
    with suppress(redis.RedisError):
        presence.leave()
    os._exit(status)
