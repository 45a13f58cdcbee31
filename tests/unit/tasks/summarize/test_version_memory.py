"""The sentences of earlier versions, in Redis and in memory."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from tasks.summarize.changes import sentence_hashes
from tasks.summarize.news import read_news
from tasks.summarize.version_memory import MemoryVersions, RedisVersions
from tests.samples import make_article

if TYPE_CHECKING:
    from collections.abc import Callable

    from tasks.deployment import Deployment

FIRST, SECOND, THIRD = (str(uuid.uuid5(uuid.NAMESPACE_DNS, name)) for name in "abc")
DAY = 86_400


@pytest.fixture
def versions(deployment: Deployment) -> RedisVersions:
    return RedisVersions(deployment.redis, deployment.keys, DAY)


def test_what_is_remembered_is_known_of_the_next_version(versions: RedisVersions) -> None:
    versions.remember({FIRST: b"1111", SECOND: b"22222222"})
    assert versions.before({THIRD: FIRST}) == {THIRD: b"1111"}


def test_an_article_without_sentences_is_known_to_have_none(versions: RedisVersions) -> None:
    versions.remember({FIRST: b""})
    assert versions.before({SECOND: FIRST}) == {SECOND: b""}


def test_an_unknown_predecessor_has_no_answer(versions: RedisVersions) -> None:
    versions.remember({FIRST: b"1111"})
    assert versions.before({THIRD: SECOND}) == {}
    assert versions.before({}) == {}


def test_a_predecessor_on_its_way_is_looked_at_itself(
    versions: RedisVersions, deployment: Deployment
) -> None:
    article = make_article(body_text="One two. Three four.")
    deployment.redis.hset(deployment.keys.article(FIRST), "article", article.to_json())
    assert versions.before({SECOND: FIRST}) == {SECOND: sentence_hashes(read_news(article))}


def test_remembering_again_changes_nothing(versions: RedisVersions) -> None:
    for _ in range(2):
        versions.remember({FIRST: b"1111"})
    assert versions.before({SECOND: FIRST}) == {SECOND: b"1111"}


def test_it_expires_after_one_to_two_windows(
    versions: RedisVersions, deployment: Deployment
) -> None:
    versions.remember({FIRST: b"1111", SECOND: b"2222"})
    keys = list(deployment.redis.scan_iter("*sentences*"))
    assert len(keys) == 2
    assert all(DAY <= deployment.redis.ttl(key) <= 2 * DAY for key in keys)


@pytest.mark.parametrize("redis", ["real"], indirect=True)
def test_it_is_known_in_the_next_epoch(
    deployment: Deployment, wait_until: Callable[..., None]
) -> None:
    versions = RedisVersions(deployment.redis, deployment.keys, 2)
    versions.remember({FIRST: b"1111"})
    [key] = deployment.redis.scan_iter("*sentences*")
    deployment.redis.persist(key)
    epoch = int(key.split(b":")[3])
    deployment.redis.rename(key, key.replace(f":{epoch}:".encode(), f":{epoch + 1}:".encode()))
    wait_until(lambda: versions._epoch() in {epoch + 1, epoch + 2})
    assert versions.before({SECOND: FIRST}) == {SECOND: b"1111"}


def test_a_process_remembers_the_last_ones_only() -> None:
    versions = MemoryVersions(most_articles=2)
    versions.remember({FIRST: b"1111"})
    versions.remember({SECOND: b"2222", THIRD: b"3333"})
    assert versions.before({"x": FIRST, "y": THIRD}) == {"y": b"3333"}
