"""How a subscriber reads: its group, its filter, its patience."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass, field

from worker.subscribe.filters import Filter


def _name_of_this_process() -> str:
    return f"{socket.gethostname()}-{os.getpid()}"


@dataclass(frozen=True, kw_only=True)
class SubscriberOptions:
    """What a subscriber may choose.

    Attributes:
        group: consumer group; those who share it share the events between them.
        consumer: name of this one in the group. One that is the same after a restart goes on with
            its own unfinished events at once; others wait `claim_seconds` for them.
        deployment: whose stream.
        start: where a group that is new begins: `beginning` or `new` (only what comes from now on).
        filter: events that do not meet it are acknowledged unseen.
        batch: events that are taken from the server at a time.
        claim_seconds: how long an event may lie with a consumer that gives no sign of life before
            another one takes it. More than the handler ever takes for one event.
        max_attempts: deliveries of an event before it is parked on the dead stream; of one that is
            never acknowledged no fewer than two.
        retry_seconds: pause before the second attempt; it doubles each time, up to
            `longest_retry_seconds`.
        max_waiting: events that wait for another attempt before no new ones are taken.
    """

    group: str
    consumer: str = field(default_factory=_name_of_this_process)
    deployment: str = "wiredesk"
    start: str = "beginning"
    filter: Filter = field(default_factory=Filter)
    batch: int = 16
    claim_seconds: float = 60.0
    max_attempts: int = 8
    retry_seconds: float = 1.0
    longest_retry_seconds: float = 300.0
    max_waiting: int = 1_000

    def retry_after(self, attempt: int) -> float:
        """Seconds to wait after an attempt, counted from 1."""
        doublings = min(attempt - 1, 30)
        return min(self.longest_retry_seconds, self.retry_seconds * 2.0**doublings)
