"""What the index in Redis keeps: bounded by the window, compact, and no more for being large."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Any

import pytest

from schemas.verdict import VerdictKind
from tasks.deduplicate.index import Question
from tasks.deduplicate.redis_index import RedisIndex
from tests.index_samples import OPTIONS, admit, index_keys, judge, judge_all, mixed, one, reports
from tests.news import BODY, story

if TYPE_CHECKING:
    from collections.abc import Callable

    from redis import Redis

    from tasks.deployment import Deployment

on_a_real_server = pytest.mark.parametrize("redis", ["real"], indirect=True)

FEATURES = 21
ENTRY_BYTES = 400
MOST_BUCKET_BYTES = 2_000
FORM = f"{BODY} The office gives the same notice every day."


def ask_many(deployment: Deployment, numbers: range) -> None:
    """Remember articles that have nothing in common, without making up their texts."""
    chance = random.Random(numbers.start)
    questions = [
        Question(
            article_id=f"{number}",
            judgement="{}",
            entry=chance.randbytes(ENTRY_BYTES),
            sure=b"",
            features=chance.randbytes(4 * FEATURES),
            marks=chance.randbytes(4),
            line=chance.randbytes(8),
            becomes=chance.randbytes(37),
        )
        for number in numbers
    ]
    for start in range(0, len(questions), 1_000):
        batch = questions[start : start + 1_000]
        admit(deployment, *(each.article_id for each in batch))
        answers = deployment.index.ask(batch)
        assert {each.judgement for each in answers} == {"{}"}


def lives(deployment: Deployment) -> dict[bytes, int]:
    """All keys of the index, and the seconds that are left to each; -1 for those without end."""
    found: dict[bytes, Any] = {key: deployment.redis.ttl(key) for key in index_keys(deployment)}
    return found


def buckets(deployment: Deployment, table: str = "texts") -> list[bytes]:
    """The keys of a table's buckets."""
    return [
        key for key in index_keys(deployment) if re.search(rf":{table}:\d+:\d+$", str(key, "ascii"))
    ]


def epoch(redis: Redis, seconds: int) -> int:
    now: Any = redis.time()
    return int(now[0]) // seconds


def test_every_key_expires_after_one_to_two_windows(deployment: Deployment) -> None:
    judge(deployment, mixed(400))
    for number in range(40):
        name = f"form {number}"
        one(deployment, name, uri=f"urn:form:{number}", body_text=f"{FORM} No {number * 7} came.")
    found = lives(deployment)
    text_seconds, line_seconds = OPTIONS.dedup_window_seconds, OPTIONS.version_window_seconds
    for part in (b":hot:", b":entries:", b"texts:", b"lines:", b":meta", b":100"):
        assert any(part in key for key in found), part
    for key, life in found.items():
        seconds = line_seconds if b"lines:" in key else text_seconds
        assert seconds <= life <= 2 * seconds, key


def test_every_key_still_expires_after_a_release(deployment: Deployment) -> None:
    one(deployment, "a", uri="urn:example:1")
    deployment.index.release("a")
    one(deployment, "b", uri="urn:example:1")
    assert all(life > 0 for life in lives(deployment).values())


@on_a_real_server
def test_nothing_is_left_when_all_has_expired(
    deployment: Deployment, wait_until: Callable[..., None]
) -> None:
    index = RedisIndex(deployment.redis, deployment.keys, 1, 2)
    judge(deployment, mixed(100), index)
    assert index_keys(deployment)
    wait_until(lambda: not index_keys(deployment))
    [again] = judge(deployment, dict([*mixed(100).items()][:1]), index)
    assert again.verdict.kind is VerdictKind.ORIGINAL


@on_a_real_server
def test_memory_is_bounded_by_the_window(
    deployment: Deployment, wait_until: Callable[..., None]
) -> None:
    """However long it runs: keys without end would stay, and those of old epochs pile up."""
    index = RedisIndex(deployment.redis, deployment.keys, 1, 1)
    seen = set()
    for round_ in range(4):
        began = epoch(deployment.redis, 1)
        judge(deployment, reports(50, seed=round_), index)
        seen |= {key.split(b":")[4] for key in index_keys(deployment)}
        wait_until(lambda began=began: epoch(deployment.redis, 1) > began)
    assert len(seen) >= 4
    wait_until(lambda: not index_keys(deployment))


@on_a_real_server
def test_a_text_is_found_in_the_next_epoch(
    deployment: Deployment, redis: Redis, wait_until: Callable[..., None]
) -> None:
    """The one that lasts until now, and the next one that has just begun."""
    seconds = epoch(redis, 1) + 2
    index = RedisIndex(redis, deployment.keys, seconds, seconds)
    judge(deployment, {"1": story(uri="urn:uuid:1")}, index)
    wait_until(lambda: epoch(redis, seconds) == 1)
    [copy] = judge(deployment, {"2": story(uri="urn:uuid:2")}, index)
    assert copy.verdict.canonical_id == "1"
    assert any(b"texts:0:" in key for key in index_keys(deployment))


@on_a_real_server
def test_a_text_is_not_found_after_two_epochs(
    deployment: Deployment, redis: Redis, wait_until: Callable[..., None]
) -> None:
    index = RedisIndex(redis, deployment.keys, 1, 1)
    judge(deployment, {"1": story(uri="urn:uuid:1")}, index)
    after = epoch(redis, 1) + 2
    wait_until(lambda: epoch(redis, 1) >= after)
    [copy] = judge(deployment, {"2": story(uri="urn:uuid:2")}, index)
    assert copy.verdict.kind is VerdictKind.ORIGINAL


@on_a_real_server
def test_buckets_stay_small_however_many_articles_there_are(deployment: Deployment) -> None:
    judge_all(deployment, mixed(1_500))
    ask_many(deployment, range(3_000))
    postings, lines = buckets(deployment), buckets(deployment, "lines")
    pipeline = deployment.redis.pipeline(transaction=False)
    for key in postings:
        pipeline.strlen(key)
    for key in lines:
        pipeline.object("encoding", key)
    found = pipeline.execute()
    assert len(postings) > 1_500
    assert max(found[: len(postings)]) <= MOST_BUCKET_BYTES
    assert set(found[len(postings) :]) == {b"listpack"}


@on_a_real_server
def test_a_posting_is_added_to_a_bucket_that_has_room(deployment: Deployment) -> None:
    """Buckets that move with every posting leave gaps between them, which allocators search."""
    ask_many(deployment, range(2_000))
    sizes = {key: deployment.redis.memory_usage(key) for key in buckets(deployment)}
    ask_many(deployment, range(2_000, 2_010))
    grown = [key for key, size in sizes.items() if deployment.redis.memory_usage(key) != size]
    assert 0 < len(grown) < 10 * FEATURES / 2


@on_a_real_server
def test_an_article_takes_as_much_among_ten_thousand_as_among_a_thousand(
    deployment: Deployment,
) -> None:
    def used() -> tuple[int, int]:
        keys = index_keys(deployment)
        pipeline = deployment.redis.pipeline(transaction=False)
        for key in keys:
            pipeline.memory_usage(key, samples=0)
        return len(keys), sum(pipeline.execute())

    ask_many(deployment, range(1_000))
    few_keys, few_bytes = used()
    ask_many(deployment, range(1_000, 10_000))
    many_keys, many_bytes = used()
    assert 0.7 < many_keys / few_keys / 10 < 1.3
    assert 0.8 < many_bytes / few_bytes / 10 < 1.2
    assert many_keys / 10_000 < 1
