"""What all workers together may ask a language model: so many at a time, so many tokens a day, and
nothing for a while when it fails again and again.
"""

from __future__ import annotations

import datetime as dt
import time
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tasks.scripts import load_script
from tasks.summarize.backend import BackendError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redis import Redis

    from tasks.keys import Keys
    from tasks.options import Options

FAILURES = 5
"""Failures in a row at which the circuit opens (Nygard, "Release It!", 2007)."""

FAILURES_SECONDS = 3_600
DAY_SECONDS = 2 * 86_400
LOOK_SECONDS = 0.05
"""Pause between two looks whether a slot is free."""

NO_SLOT = "no free slot"


@dataclass(frozen=True)
class Admission:
    """A question that may be asked.

    Attributes:
        tokens: that it was estimated to take.
    """

    id: str
    keys: Sequence[str]
    tokens: int


class Limits:
    """Circuit breaker, concurrency limit and token budget, shared through Redis."""

    def __init__(self, redis: Redis, keys: Keys, options: Options) -> None:
        self._keys = keys
        self._options = options
        self._admit = load_script(redis, "tasks.summarize.llm", "admit")
        self._settle = load_script(redis, "tasks.summarize.llm", "settle")

    def admit(self, tokens: int, deadline: float) -> Admission:
        """Wait for a free slot.

        Args:
            tokens: that the question will take, about.
            deadline: on the clock of `time.monotonic`.

        Raises:
            BackendError: there is none in time, or no question may be asked.
            redis.RedisError: the server cannot be asked.
        """
        names = ("failures", "pause", "probe", "slots", f"tokens:{dt.datetime.now(dt.UTC):%Y%m%d}")
        admission = Admission(uuid.uuid4().hex, [self._keys.llm(name) for name in names], tokens)
        while True:
            answer = self._ask(admission)
            if answer == "yes":
                return admission
            if answer != NO_SLOT or time.monotonic() + LOOK_SECONDS >= deadline:
                raise BackendError(answer)
            time.sleep(LOOK_SECONDS)

    def settle(self, admission: Admission, tokens: int, *, failed: bool) -> None:
        """Give the slot back, and say how it went.

        Args:
            tokens: that the question really took.

        Raises:
            redis.RedisError: the server cannot be asked; the slot comes back by itself.
        """
        self._settle(
            keys=list(admission.keys),
            args=[
                admission.id,
                int(failed),
                tokens - admission.tokens,
                FAILURES,
                self._options.llm_pause_seconds,
                FAILURES_SECONDS,
            ],
        )

    def _ask(self, admission: Admission) -> str:
        options = self._options
        answer: Any = self._admit(
            keys=list(admission.keys),
            args=[
                admission.id,
                options.llm_timeout_seconds,
                options.llm_concurrency,
                admission.tokens,
                options.llm_tokens_per_day,
                FAILURES,
                DAY_SECONDS,
            ],
        )
        return bytes(answer).decode()
