"""Asking the server with patience: while it is away, a subscriber waits and asks again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from redis.exceptions import ResponseError

from tasks.transient import TRANSIENT, refuses_writes
from worker.server_trouble import explained
from worker.subscribe.steps import Ask, Pause

if TYPE_CHECKING:
    from collections.abc import Generator

    from worker.subscribe.steps import Command, Step

log = structlog.get_logger()

FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 10.0


class StoppedError(Exception):
    """The subscriber was told to stop while the server was away."""


class Asking:
    """Questions to the server.

    Attributes:
        stopping: set when the subscriber is told to stop.
    """

    def __init__(self) -> None:
        self.stopping = False

    def one(self, command: Command) -> Generator[Step, Any, Any]:
        """The reply to one command."""
        replies = yield from self.all(command)
        return replies[0]

    def all(self, *commands: Command) -> Generator[Step, Any, list[Any]]:
        """The replies to a transaction.

        Raises:
            ResponseError: the server understood, and says no.
            StoppedError: it cannot be reached, and the subscriber was told to stop.
        """
        pause = 0.0
        while True:
            try:
                replies: list[Any] = yield Ask(commands)
            except (*TRANSIENT, ResponseError) as error:
                if not _passes(error):
                    raise
                if not pause:
                    told = explained(error, None)
                    log.warning("subscriber.waits", error=told, kind=type(error).__name__)
                pause = min(LONGEST_PAUSE_SECONDS, max(FIRST_PAUSE_SECONDS, pause * 2))
                yield Pause(pause)
                if self.stopping:
                    raise StoppedError from error
            else:
                if pause:
                    log.info("subscriber.goes_on")
                return replies


def _passes(error: Exception) -> bool:
    return isinstance(error, TRANSIENT) or refuses_writes(error)
