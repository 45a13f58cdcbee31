"""The index in Redis, on fakeredis and on a real server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tasks.deployment import Deployment

PRINT = "f" * 32


@pytest.fixture(autouse=True)
def _records(deployment: Deployment) -> None:
    for article in ("a", "b"):
        deployment.redis.hset(deployment.keys.article(article), "article", "{}")


def claim(deployment: Deployment, *articles: str) -> dict[str, str]:
    return deployment.index.claim(dict.fromkeys(articles, PRINT))


def test_the_first_claim_is_its_own(deployment: Deployment) -> None:
    assert claim(deployment, "a") == {"a": "a"}


def test_a_second_claim_is_told_who_was_first(deployment: Deployment) -> None:
    claim(deployment, "a")
    assert claim(deployment, "b") == {"b": "a"}


def test_claims_of_one_batch_see_each_other(deployment: Deployment) -> None:
    assert claim(deployment, "a", "b") == {"a": "a", "b": "a"}


def test_a_retry_gets_the_same_answer(deployment: Deployment) -> None:
    claim(deployment, "a")
    claim(deployment, "b")
    assert claim(deployment, "a", "b") == {"a": "a", "b": "a"}


def test_a_retry_gets_the_same_answer_after_the_window(deployment: Deployment) -> None:
    claim(deployment, "a")
    claim(deployment, "b")
    deployment.redis.delete(deployment.keys.fingerprint(PRINT))
    assert claim(deployment, "b") == {"b": "a"}


def test_a_claim_expires_with_the_window(deployment: Deployment) -> None:
    claim(deployment, "a")
    assert 0 < deployment.redis.ttl(deployment.keys.fingerprint(PRINT)) <= 72 * 3600


def test_an_article_that_is_gone_claims_nothing(deployment: Deployment) -> None:
    claim(deployment, "gone")
    assert claim(deployment, "a") == {"a": "a"}


def test_a_released_claim_is_free_for_the_next(deployment: Deployment) -> None:
    claim(deployment, "a")
    deployment.index.release("a", PRINT)
    assert claim(deployment, "b") == {"b": "b"}


def test_a_claim_is_released_by_its_owner_only(deployment: Deployment) -> None:
    claim(deployment, "a")
    deployment.index.release("b", PRINT)
    assert claim(deployment, "b") == {"b": "a"}
