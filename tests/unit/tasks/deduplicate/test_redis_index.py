"""The index in Redis, on fakeredis and on a real server."""

from __future__ import annotations

import random
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from schemas.verdict import VerdictKind
from tasks.deduplicate.deduplicate import deduplicate
from tasks.deduplicate.memory_index import MemoryIndex
from tasks.deduplicate.redis_index import RedisIndex
from tasks.options import Options
from tests.news import BODY, HEADLINE, story

if TYPE_CHECKING:
    from collections.abc import Callable

    from redis import Redis

    from schemas.article import Article
    from tasks.deduplicate.judgement import Judgement
    from tasks.deployment import Deployment

OPTIONS = Options()
ORIGINAL = VerdictKind.ORIGINAL
COMPACT_FIELDS = 512


def admit(deployment: Deployment, *ids: str) -> None:
    """Make the records that the normalize stage writes."""
    for article_id in ids:
        deployment.redis.hset(deployment.keys.article(article_id), "article", "{}")


def judge(
    deployment: Deployment, articles: dict[str, Article], index: Any = None
) -> list[Judgement]:
    admit(deployment, *articles)
    return list(deduplicate(articles, index or deployment.index, OPTIONS).values())


def one(deployment: Deployment, name: str, **fields: Any) -> Judgement:
    """The judgement on one article without a uri of its own."""
    article = story(uri=f"urn:uuid:{name}", **fields)
    [judgement] = judge(deployment, {name: article})
    return judgement


def corpus(count: int, seed: int = 1) -> dict[str, Article]:
    """Reports of which some are copies, versions and withdrawals of others."""
    chance = random.Random(seed)
    made: list[dict[str, Any]] = []
    words = [f"w{number}" for number in range(2_000)]
    for number in range(count):
        drawn = chance.random()
        if made and drawn < 0.2:
            earlier = chance.choice(made)
            made.append(
                {**earlier, "body_text": earlier["body_text"][: chance.randrange(200, 900)]}
            )
        elif made and drawn < 0.3:
            earlier = chance.choice(made)
            made.append({**earlier, "headline": f"KILL: {earlier['headline']}"})
        elif made and drawn < 0.4:
            earlier = chance.choice(made)
            text = f"{earlier['body_text']} {number}"
            made.append({**earlier, "uri": "urn:line", "body_text": text})
        else:
            headline = " ".join(chance.choices(words, k=6))
            made.append({"headline": headline, "body_text": " ".join(chance.choices(words, k=150))})
    ids = [str(uuid.UUID(int=number + 1)) for number in range(count)]
    return {each: story(**{"uri": f"urn:uuid:{each}", **made[n]}) for n, each in enumerate(ids)}


def index_keys(deployment: Deployment) -> list[bytes]:
    return list(deployment.redis.scan_iter(f"{deployment.keys.index}*", count=1_000))


def test_it_judges_as_the_index_in_memory_does(deployment: Deployment) -> None:
    articles, memory = list(corpus(300).items()), MemoryIndex()
    for start in range(0, len(articles), 50):
        batch = dict(articles[start : start + 50])
        expected = list(deduplicate(batch, memory, OPTIONS).values())
        assert judge(deployment, batch) == expected


def test_a_retry_gets_the_same_judgement(deployment: Deployment) -> None:
    articles = corpus(40)
    assert judge(deployment, articles) == judge(deployment, articles)


def test_a_retry_gets_the_same_judgement_when_all_else_is_forgotten(deployment: Deployment) -> None:
    one(deployment, "a")
    copy = one(deployment, "b")
    deployment.redis.delete(*index_keys(deployment))
    assert one(deployment, "b") == copy


def test_the_claim_is_written_together_with_what_is_remembered(deployment: Deployment) -> None:
    one(deployment, "a")
    one(deployment, "b")
    claims = [deployment.redis.hget(deployment.keys.article(each), "claim") for each in "ab"]
    assert claims[0] is not None
    assert claims[1] is None


def test_an_article_that_is_gone_is_not_remembered(deployment: Deployment) -> None:
    article = {"gone": story(uri="urn:uuid:gone")}
    deduplicate(article, deployment.index, OPTIONS)
    assert one(deployment, "a").verdict.kind is ORIGINAL


def test_the_copy_of_an_article_that_was_released_is_an_original(deployment: Deployment) -> None:
    one(deployment, "a")
    claim = deployment.redis.hget(deployment.keys.article("a"), "claim")
    assert isinstance(claim, bytes)
    deployment.index.release(claim.decode())
    assert one(deployment, "b").verdict.kind is ORIGINAL
    assert one(deployment, "c").verdict.canonical_id == "b"


def test_every_key_of_the_index_expires(deployment: Deployment) -> None:
    judge(deployment, corpus(400))
    keys = index_keys(deployment)
    lives = [deployment.redis.ttl(key) for key in keys]
    window, lines = OPTIONS.dedup_window_seconds, OPTIONS.version_window_seconds
    assert len(keys) > 100
    assert all(window <= life <= 2 * window or lines <= life <= 2 * lines for life in lives)


def test_a_feature_of_very_many_articles_expires_as_well(deployment: Deployment) -> None:
    for number in range(20):
        judge(deployment, {f"{number}": story(uri=f"urn:{number}", body_text=form(number))})
    hot = [key for key in index_keys(deployment) if b":hot:" in key]
    assert hot
    assert all(deployment.redis.ttl(key) > 0 for key in hot)


def form(number: int) -> str:
    """Yesterday's and today's weather, in the same words."""
    return (
        f"The weather office expects {number * 7 + 1} degrees and {number * 3 + 2} millimetres of "
        f"rain in the whole of the valley, with winds of {number * 11 + 5} kilometres an hour from "
        "the west. The outlook for the coming days is unsettled with further showers and a little "
        "snow on higher ground, and the roads may be slippery in the early hours of the morning."
    )


def test_forms_filled_in_a_thousand_times_do_not_hide_a_copy_of_the_first(
    deployment: Deployment,
) -> None:
    forms = {
        f"{n}": story(uri=f"urn:{n}", headline=f"Weather {n}", body_text=form(n))
        for n in range(400)
    }
    assert not any(each.verdict.suppressed for each in judge(deployment, forms))
    for number in (0, 200, 399):
        copy = story(uri="urn:copy", headline="Rain and wind ahead", body_text=form(number)[:230])
        name = f"copy of {number}"
        [judgement] = judge(deployment, {name: copy.model_copy(update={"uri": f"urn:uuid:{name}"})})
        assert judgement.verdict.canonical_id == str(number)


@pytest.mark.parametrize("redis", ["real"], indirect=True)
def test_what_is_remembered_is_forgotten_after_two_windows_and_nothing_is_left(
    deployment: Deployment, wait_until: Callable[..., None]
) -> None:
    index = RedisIndex(deployment.redis, deployment.keys, 1, 1)
    judge(deployment, corpus(50), index)
    assert index_keys(deployment)
    wait_until(lambda: not index_keys(deployment))
    [again] = judge(deployment, {"z": story(uri="urn:z")}, index)
    assert again.verdict.kind is ORIGINAL


@pytest.mark.parametrize("redis", ["real"], indirect=True)
def test_the_epoch_before_this_one_is_still_searched(
    deployment: Deployment, redis: Redis, wait_until: Callable[..., None]
) -> None:
    index = RedisIndex(redis, deployment.keys, 2, 2)

    def epoch() -> int:
        seconds: Any = redis.time()
        return int(seconds[0]) // 2

    began = epoch()
    wait_until(lambda: epoch() > began)
    began = epoch()
    judge(deployment, {"a": story(uri="urn:a")}, index)
    wait_until(lambda: epoch() > began)
    [copy] = judge(deployment, {"b": story(uri="urn:b")}, index)
    assert (epoch(), copy.verdict.canonical_id) == (began + 1, "a")


@pytest.mark.parametrize("redis", ["real"], indirect=True)
def test_its_tables_stay_compact_however_many_articles_there_are(deployment: Deployment) -> None:
    articles = list(corpus(4_000).items())
    for start in range(0, len(articles), 500):
        judge(deployment, dict(articles[start : start + 500]))
    tables = [key for key in index_keys(deployment) if key.rsplit(b":", 1)[1].isdigit()]
    tables = [key for key in tables if b":entries:" not in key and b":hot:" not in key]
    pipeline = deployment.redis.pipeline(transaction=False)
    for key in tables:
        pipeline.hlen(key)
        pipeline.object("encoding", key)
    found = pipeline.execute()
    assert len(tables) > 500
    assert max(found[::2]) <= COMPACT_FIELDS
    assert set(found[1::2]) == {b"listpack"}


@pytest.mark.parametrize("redis", ["real"], indirect=True)
def test_an_article_is_found_after_its_features_have_moved(deployment: Deployment) -> None:
    one(deployment, "first", headline=HEADLINE, body_text=BODY)
    articles = list(corpus(2_000, seed=2).items())
    for start in range(0, len(articles), 500):
        judge(deployment, dict(articles[start : start + 500]))
    copy = one(deployment, "copy", headline="Bridge shut", body_text=BODY[:450])
    assert copy.verdict.canonical_id == "first"
