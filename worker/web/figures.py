"""The pipeline in numbers, looked up once for all browsers, and kept for a quarter of an hour."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

import redis
import structlog
from anyio.to_thread import run_sync

from schemas.errors import IncompatibleError
from tasks.presence import living
from tasks.queues import depths
from worker.inbox import Inbox
from worker.spool import Spool
from worker.web.failures import mark_of
from worker.web.feed import Message, frame

if TYPE_CHECKING:
    from tasks.deployment import Deployment
    from worker.settings import Settings
    from worker.web.feed import Feed
    from worker.web.stream import Line

log = structlog.get_logger()

PAUSE_SECONDS = 2.0
KEPT_POINTS = 450
"""A quarter of an hour at one point every two seconds."""

SPAN_SECONDS = 60.0
"""Rate and latency are those of the last minute."""

SHARE = 10
"""The pause is at least so many times what looking took: long folders are listed less often."""

MOST_ARRIVALS = 20_000


class Arrivals:
    """When the last minute's events were made, and how long each was on its way."""

    def __init__(self) -> None:
        self._events: deque[tuple[float, float | None]] = deque(maxlen=MOST_ARRIVALS)

    def note(self, line: Line) -> None:
        """Another event."""
        self._events.append((line.time, line.seconds))

    def figures(self, now: float) -> dict[str, float | None]:
        """Events per minute, and median and 95th percentile of claim to stream in seconds."""
        while self._events and self._events[0][0] < now - SPAN_SECONDS:
            self._events.popleft()
        seconds = [taken for _, taken in self._events if taken is not None]
        return {
            "rate": round(len(self._events) * 60 / SPAN_SECONDS, 1),
            "median": round(median(seconds), 3) if seconds else None,
            "slow": round(quantiles(seconds, n=20)[-1], 3) if len(seconds) > 1 else None,
        }


class Figures:
    """Looks again and again, and tells every browser."""

    def __init__(self, deployment: Deployment, settings: Settings, arrivals: Arrivals) -> None:
        self._deployment = deployment
        self._settings = settings
        self._spool = Spool(settings.spool)
        self._arrivals = arrivals
        self.history: deque[dict[str, Any]] = deque(maxlen=KEPT_POINTS)
        self.refused: IncompatibleError | None = None

    async def run(self, feed: Feed) -> None:
        """Look, tell, pause, until the state is newer than this release; `refused` says so then."""
        while True:
            begun = time.monotonic()
            try:
                looked = await run_sync(self._looked)
            except IncompatibleError as error:
                self.refused = error
                return
            except OSError as error:
                # Such as too many open files: another look may go well.
                log.warning("web.no_figures", error=str(error))
                await asyncio.sleep(SHARE * PAUSE_SECONDS)
                continue
            point = {"time": round(time.time(), 1), **looked}
            point |= self._arrivals.figures(point["time"])
            point["connected"] = feed.connected and point["connected"]
            self.history.append(point)
            feed.tell(Message(None, frame("figures", json.dumps(point))))
            await asyncio.sleep(max(PAUSE_SECONDS, SHARE * (time.monotonic() - begun)))

    def _looked(self) -> dict[str, Any]:
        folders = {
            "inbox": Inbox(self._spool, 0, self._settings.ignore).count(),
            "failed": mark_of(self._settings.spool),
        }
        try:
            self._deployment.release_check.newer()
            return {"connected": True, **folders, **self._asked()}
        except redis.RedisError:
            return {"connected": False, **folders}

    def _asked(self) -> dict[str, Any]:
        client, keys = self._deployment.redis, self._deployment.keys
        return {
            "articles": int(client.xlen(keys.articles)),
            "flight": self._deployment.ledger.in_flight(),
            "queues": {stage.value: depth for stage, depth in depths(client, keys).items()},
            "workers": len(living(client, keys.workers)),
            "watchers": len(living(client, keys.watchers)),
            "groups": self._groups(),
        }

    def _groups(self) -> list[dict[str, Any]]:
        """Each consumer group: entries that it has not been given, and not acknowledged."""
        try:
            groups: Any = self._deployment.redis.xinfo_groups(self._deployment.keys.articles)
        except redis.ResponseError:
            return []  # there is no stream yet
        return [
            {
                "name": group["name"].decode("utf-8", "replace"),
                "lag": group.get("lag"),
                "pending": group["pending"],
                "consumers": group["consumers"],
            }
            for group in groups
        ]
