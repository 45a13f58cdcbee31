"""How many articles have each term, counted by all workers together."""

from __future__ import annotations

import math
import struct
import time
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from tasks.deduplicate.stories.vectors import MOST_COUNTED, TOTAL
from tasks.scripts import load_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from redis import Redis

    from tasks.keys import Keys

KEPT_SECONDS = 30.0
"""How long the earlier counts are taken for the latest ones without asking, by a worker that may
not have seen that counting began anew."""


class TermCounts:
    """The counters of terms.

    Articles are counted in one string. After `MOST_COUNTED` it becomes the earlier one, which is
    read on, and counting begins anew. The earlier counts do not change until then, so a worker
    keeps them: on the server each would cost as much as the present one.

    Args:
        kept_seconds: see `KEPT_SECONDS`.
    """

    def __init__(self, redis: Redis, keys: Keys, kept_seconds: float = KEPT_SECONDS) -> None:
        self._redis = redis
        self._keys = keys
        self._count = load_script(redis, "tasks.deduplicate.stories", "count")
        self._kept_seconds = kept_seconds
        self._articles = 0
        self._earlier: NDArray[np.uint16] | None = None
        self._read_at = -math.inf

    def count(self, articles: Iterable[tuple[Sequence[int], bool]]) -> dict[int, int]:
        """Count the articles of a batch; counter -> what stands in it then.

        Args:
            articles: the counters of each, that of all articles among them, and whether it counts.

        Raises:
            redis.RedisError: the server cannot be asked. Asking again counts twice, which changes
                the order of no two terms.
        """
        added = Counter[int]()
        for places, counts in articles:
            added.update(places if counts else dict.fromkeys(places, 0))
        if not added:
            return {}
        places = list(added)
        packed = struct.pack(f">{2 * len(added)}I", *chain.from_iterable(added.items()))
        found: Any = self._count(
            keys=[self._keys.term_counts, self._keys.earlier_term_counts],
            args=[TOTAL, MOST_COUNTED, packed],
        )
        now = dict(zip(places, found, strict=True))
        earlier = self._earlier_counts(now.get(TOTAL, 0))
        if earlier is None:
            return now
        return dict(zip(places, (earlier[places] + found).tolist(), strict=True))

    def _earlier_counts(self, articles: int) -> NDArray[np.uint16] | None:
        """The counts before counting began anew; None if it has not yet.

        Args:
            articles: counted by now; fewer than before, if it has begun anew since.
        """
        moment = time.monotonic()
        if articles < self._articles or moment > self._read_at + self._kept_seconds:
            kept: Any = self._redis.get(self._keys.earlier_term_counts)
            self._earlier = np.frombuffer(kept, ">u2") if kept else None
            self._read_at = moment
        self._articles = articles
        return self._earlier
