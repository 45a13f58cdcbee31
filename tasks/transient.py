"""Faults that say nothing of the article: the server, the network or the machine is at fault."""

from __future__ import annotations

import redis
from kombu.exceptions import OperationalError
from redis.exceptions import MasterDownError, NoPermissionError, TryAgainError

from schemas.errors import RetryableError

TRANSIENT = (
    RetryableError,
    OperationalError,
    redis.ConnectionError,
    redis.TimeoutError,
    redis.BusyLoadingError,
    redis.OutOfMemoryError,
    redis.ReadOnlyError,
    MasterDownError,
    NoPermissionError,
    TryAgainError,
)
"""Faults that pass by themselves or are mended at the server: the batch is tried again, and no
attempt is counted."""

REFUSING = ("MISCONF", "NOREPLICAS", "ACL failure in script")
"""How a server begins its answer that takes no writes now: its disk is full, its replicas are
away, a right is missed within a script. redis-py has no names for these."""
