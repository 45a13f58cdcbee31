"""Near-identical articles at the same moment: exactly one is the original, whoever is killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from schemas.verdict import VerdictKind
from tasks.deduplicate.deduplicate import deduplicate
from tasks.deployment import Deployment
from tasks.keys import Keys
from tasks.options import Options
from tests.news import BODY, HEADLINE, story
from worker.connection import connect

if TYPE_CHECKING:
    from multiprocessing.synchronize import Barrier

    from redis import Redis

    from schemas.article import Article

pytestmark = pytest.mark.integration

SPAWN = multiprocessing.get_context("spawn")
PROCESSES = 8
GROUPS = 150
WORDS = "alder birch cedar dogwood elm fir gorse hazel".split()


def copy_of(group: int, number: int) -> Article:
    """One of the near-identical articles of a group: a word and a headline are its own."""
    town = f"Tarn{group}holm"
    body = BODY.replace("Tarnholm", town).replace("9 of the 24", f"{group} of the {group + 9}")
    body = body.replace("free", f"{WORDS[number]} free")
    headline = HEADLINE.replace("Tarnholm", town)
    return story(uri=f"urn:uuid:{group}.{number}", headline=headline, body_text=body)


def deployment_at(url: str) -> Deployment:
    return Deployment(redis=connect(url), options=Options(), keys=Keys())


def judge_all(url: str, number: int, barrier: Barrier | None) -> None:
    """Judge one article of each group; of all processes at once, if they have a barrier."""
    there = deployment_at(url)
    for group in range(GROUPS):
        if barrier is not None:
            barrier.wait(timeout=60)
        deduplicate({f"{group}.{number}": copy_of(group, number)}, there.index, there.options)


def admit(client: Redis) -> None:
    pipeline = client.pipeline(transaction=False)
    for group in range(GROUPS):
        for number in range(PROCESSES):
            pipeline.hset(Keys().article(f"{group}.{number}"), "article", "{}")
    pipeline.execute()


def verdicts(url: str) -> list[Counter[str]]:
    """For each group, how many articles point at which one: a retry tells what was settled."""
    there, found = deployment_at(url), []
    for group in range(GROUPS):
        articles = {f"{group}.{number}": copy_of(group, number) for number in range(PROCESSES)}
        judged = deduplicate(articles, there.index, there.options)
        found.append(Counter(each.verdict.canonical_id for each in judged.values()))
    return found


def assert_one_original_each(found: list[Counter[str]]) -> None:
    assert [sum(counts.values()) for counts in found] == [PROCESSES] * GROUPS
    assert [len(counts) for counts in found] == [1] * GROUPS


def start_all(url: str, barrier: Barrier | None) -> list[Any]:
    arguments = [(url, number, barrier) for number in range(PROCESSES)]
    racers = [SPAWN.Process(target=judge_all, args=each) for each in arguments]
    for racer in racers:
        racer.start()
    return racers


def race(url: str) -> None:
    """Let all processes judge, each group at the same moment."""
    barrier = SPAWN.Barrier(PROCESSES)
    racers = start_all(url, barrier)
    for racer in racers:
        racer.join()
    assert [racer.exitcode for racer in racers] == [0] * PROCESSES


def test_of_eight_processes_released_together_one_has_the_original(
    real_redis: Redis, server_url: str
) -> None:
    admit(real_redis)
    race(server_url)
    assert_one_original_each(verdicts(server_url))


def test_it_is_one_among_articles_that_are_like_others_already_there(
    real_redis: Redis, server_url: str
) -> None:
    """Then every one of them has to be weighed before it can be settled."""
    there = deployment_at(server_url)
    for group in range(GROUPS):
        name = f"related {group}"
        real_redis.hset(Keys().article(name), "article", "{}")
        article = copy_of(group, 0)
        text = article.body_text[:350] + " Nothing else is known." * 20
        article = article.model_copy(update={"uri": f"urn:uuid:{name}", "body_text": text})
        deduplicate({name: article}, there.index, there.options)
    admit(real_redis)
    race(server_url)
    assert_one_original_each(verdicts(server_url))


def test_it_is_one_when_all_are_killed_in_the_middle_and_others_try_again(
    real_redis: Redis, server_url: str, wait_until: Any
) -> None:
    admit(real_redis)
    racers = start_all(server_url, None)
    some = [Keys().article(f"{GROUPS // 3}.{number}") for number in range(PROCESSES)]
    wait_until(lambda: any(real_redis.hexists(key, "judgement") for key in some))
    for racer in racers:
        os.kill(racer.pid, signal.SIGKILL)
        racer.join()
    before = settled(real_redis)
    assert before
    found = verdicts(server_url)
    assert_one_original_each(found)
    assert before.items() <= settled(real_redis).items()
    kinds = Counter(VerdictKind.ORIGINAL.value in value.decode() for value in before.values())
    assert kinds[True] <= GROUPS


def settled(client: Redis) -> dict[bytes, bytes]:
    """The judgements that articles have."""
    found = {}
    for key in client.scan_iter(f"{Keys().article('')}*", count=1_000):
        judgement: Any = client.hget(key, "judgement")
        if judgement:
            found[key] = judgement
    return found
