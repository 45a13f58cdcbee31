"""When the streams are trimmed, and what is told of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from tasks.deployment import Deployment
    from tasks.publish.trim import GroupPlace

log = structlog.get_logger()

WARN_SHARE = 0.5
"""A group is warned of after this share of the time after which it counts as dead."""


class Trimming:
    """Trims every now and then, and says once what each group does to it."""

    def __init__(self, deployment: Deployment) -> None:
        self._trimmer = deployment.trimmer
        self._options = deployment.options
        self._next = 0.0
        self._said: dict[tuple[str, str], str] = {}

    def step(self) -> None:
        """Trim if it is time.

        Raises:
            redis.RedisError: the server cannot be asked.
        """
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + self._options.trim_seconds
        trims, places = self._trimmer.trim()
        for trim in trims:
            log.info(
                "stream.trimmed",
                stream=trim.stream,
                reason=trim.reason,
                first=trim.first,
                last=trim.last,
                entries=trim.count,
            )
        for place in places:
            self._tell(place)

    def _tell(self, place: GroupPlace) -> None:
        """Say once when a group gets in the way, and once when it is passed over."""
        key, word = (place.stream, place.name), self._word(place)
        if word == self._said.get(key):
            return
        self._said[key] = word
        if word:
            log.warning(
                word,
                group=place.name,
                stream=place.stream,
                needs=place.needs,
                idle_seconds=round(place.idle_seconds),
                dead_after_seconds=self._options.group_dead_seconds,
            )

    def _word(self, place: GroupPlace) -> str:
        dead = self._options.group_dead_seconds
        if not place.holds_back or place.idle_seconds < dead * WARN_SHARE:
            return ""
        return "group.passed_over" if place.idle_seconds >= dead else "group.holds_back"
