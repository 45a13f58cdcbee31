"""The queues between the stages, seen from outside."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from schemas.failure import Stage

if TYPE_CHECKING:
    from redis import Redis

    from tasks.keys import Keys

TASK_STAGES = (Stage.NORMALIZE, Stage.DEDUPLICATE, Stage.SUMMARIZE, Stage.PUBLISH)
"""The stages in order; each has a task and a queue of its name."""

QUEUED_AT = "queued_at"
"""Message header: when the message was sent, in seconds since the epoch."""

VERSION = 1
"""Of the messages: which tasks there are, and what they are given. Raised when a release before
would misread them."""

MESSAGE_VERSION = "message_version"
"""Message header: the version of whoever sent it; the first releases had none."""


def depths(redis: Redis, keys: Keys) -> dict[Stage, int]:
    """How many messages wait in each queue."""
    pipeline = redis.pipeline(transaction=False)
    for stage in TASK_STAGES:
        pipeline.llen(keys.celery + stage)
    return dict(zip(TASK_STAGES, pipeline.execute(), strict=True))


def oldest_waiting(redis: Redis, keys: Keys) -> float | None:
    """When the oldest message that still waits was sent (epoch seconds), None if none waits.

    kombu pushes to the left of a list and takes from its right, so the oldest is the last.
    """
    pipeline = redis.pipeline(transaction=False)
    for stage in TASK_STAGES:
        pipeline.lindex(keys.celery + stage, -1)
    return min((_sent_at(message) for message in pipeline.execute() if message), default=None)


def _sent_at(message: bytes) -> float:
    headers = json.loads(message)["headers"]
    return float(headers.get(QUEUED_AT, 0))
