"""What a session asks of the program around it; the same for threads and for asyncio.

A session is a generator: it yields a step and is resumed with what came of it. That keeps the
protocol with the server in one place, without a line about how one waits.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from worker.subscribe.delivery import Delivery, Gap

Command: TypeAlias = tuple[Any, ...]
"""Name of a Redis command and its arguments."""


@dataclass(frozen=True)
class Ask:
    """Send commands, several of them as one transaction; resumed with the list of replies.

    An error of the server or the network is thrown into the session.
    """

    commands: tuple[Command, ...]


@dataclass(frozen=True)
class Handle:
    """Call the subscriber's handler; resumed with the exception that it ended with, or None."""

    delivery: Delivery


@dataclass(frozen=True)
class Report:
    """Tell the subscriber of entries that it will never get; resumed with nothing."""

    gap: Gap


@dataclass(frozen=True)
class Pause:
    """Wait, or less if the subscriber is stopped meanwhile; resumed with nothing."""

    seconds: float


Step: TypeAlias = Ask | Handle | Report | Pause

Steps: TypeAlias = Generator[Step, Any, None]
"""A part of a session that comes to nothing but its steps."""


def resume(steps: Steps, reply: Any) -> Step | None:
    """Go on with what came of a step; the next one, None at the end."""
    try:
        return steps.send(reply)
    except StopIteration:
        return None


def throw(steps: Steps, error: Exception) -> Step | None:
    """Go on with the error that a step ended with; the next one, None at the end."""
    try:
        return steps.throw(error)
    except StopIteration:
        return None


def without_errors(replies: list[Any]) -> list[Any]:
    """The replies to a transaction.

    Raises:
        redis.RedisError: the first of them that is an error.
    """
    for reply in replies:
        if isinstance(reply, Exception):
            raise reply
    return replies
