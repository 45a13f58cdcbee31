"""Two copies at the same moment: exactly one is the original."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from tasks.deduplicate.index import RedisIndex
from tasks.keys import Keys
from worker.connection import connect

if TYPE_CHECKING:
    from redis import Redis

pytestmark = pytest.mark.integration

CLAIMANTS = 8
GROUPS = 200


def test_of_eight_simultaneous_copies_one_is_first_and_all_agree_which(
    real_redis: Redis, server_url: str
) -> None:
    keys, start = Keys(), Barrier(CLAIMANTS)
    for group in range(GROUPS):
        for claimant in range(CLAIMANTS):
            real_redis.hset(keys.article(f"{group}:{claimant}"), "article", "{}")

    def claim_all(claimant: int) -> dict[str, str]:
        client = connect(server_url)
        index = RedisIndex(client, keys, 60)
        owners: dict[str, str] = {}
        for group in range(GROUPS):
            start.wait()
            owners |= index.claim({f"{group}:{claimant}": f"text {group}"})
        client.close()
        return owners

    with ThreadPoolExecutor(CLAIMANTS) as pool:
        answers = list(pool.map(claim_all, range(CLAIMANTS)))
    for group in range(GROUPS):
        owners = {answers[c][f"{group}:{c}"] for c in range(CLAIMANTS)}
        assert len(owners) == 1
        assert owners.pop().startswith(f"{group}:")
    originals = Counter(
        name.partition(":")[0]
        for answer in answers
        for name, owner in answer.items()
        if name == owner
    )
    assert set(originals.values()) == {1}
    assert len(originals) == GROUPS
