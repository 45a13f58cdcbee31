"""Near-identical articles at the same moment: exactly one is the original, whoever is killed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tasks.deduplicate.deduplicate import deduplicate
from tests.forked import PROCESSES
from tests.integration.race_worker import (
    COPIES,
    admit,
    assert_one_original_each,
    copy_of,
    deployment_at,
    name_of,
    race,
    retry,
    start,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from redis import Redis

pytestmark = pytest.mark.integration

GROUPS = 100
KILLED_GROUPS = 60


def run_race(url: str, folder: Path) -> None:
    barrier = PROCESSES.Barrier(COPIES)
    racers = [
        start(race, url, GROUPS, number, folder / f"{number}.heard", barrier)
        for number in range(COPIES)
    ]
    for racer in racers:
        racer.join()
    assert [racer.exitcode for racer in racers] == [0] * COPIES


def test_of_eight_processes_released_together_one_has_the_original(
    real_redis: Redis, server_url: str, tmp_path: Path
) -> None:
    there = deployment_at(server_url)
    admit(there, GROUPS)
    run_race(server_url, tmp_path)
    assert_one_original_each(there, GROUPS, tmp_path)


def test_it_is_one_among_articles_that_are_like_others_already_there(
    real_redis: Redis, server_url: str, tmp_path: Path
) -> None:
    """Then every one of them has to be weighed before it can be settled."""
    there = deployment_at(server_url)
    for group in range(GROUPS):
        name, article = f"related {group}", copy_of(group, 0)
        text = article.body_text[:350] + f" Nothing else is known of {group} so far." * 20
        article = article.model_copy(update={"uri": f"urn:uuid:{name}", "body_text": text})
        real_redis.hset(there.keys.article(name), "article", "{}")
        deduplicate({name: article}, there.index, there.options)
    admit(there, GROUPS)
    run_race(server_url, tmp_path)
    assert_one_original_each(there, GROUPS, tmp_path)


def test_it_is_one_when_workers_are_killed_and_others_do_their_work(
    real_redis: Redis, server_url: str, tmp_path: Path, wait_until: Callable[..., None]
) -> None:
    """All work on all articles, so that each is settled while others are at it; one after another
    is killed at any point, and the last ones finish.
    """
    there = deployment_at(server_url)
    admit(there, KILLED_GROUPS)
    workers = [
        start(retry, server_url, KILLED_GROUPS, number, tmp_path / f"{number}.heard")
        for number in range(6)
    ]
    for group, worker in zip((3, 10, 25, 40), workers, strict=False):
        key = there.keys.article(name_of(group, group % COPIES))
        wait_until(lambda key=key: real_redis.hexists(key, "judgement"))
        worker.kill()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [-9] * 4 + [0] * 2
    assert_one_original_each(there, KILLED_GROUPS, tmp_path)
