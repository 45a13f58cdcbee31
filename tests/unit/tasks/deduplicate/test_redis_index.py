"""What the index in Redis settles, on fakeredis and on a real server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from schemas.verdict import VerdictKind
from tasks.deduplicate.deduplicate import deduplicate
from tasks.deduplicate.memory_index import MemoryIndex
from tasks.deduplicate.redis_index import QUESTIONS_PER_CALL
from tests.index_samples import OPTIONS, index_keys, judge, judge_all, mixed, one, reports
from tests.news import BODY, HEADLINE, story

if TYPE_CHECKING:
    from tasks.deployment import Deployment

ORIGINAL, EXACT, NEAR = VerdictKind.ORIGINAL, VerdictKind.EXACT, VerdictKind.NEAR_DUPLICATE
LATER = f"{BODY} The ferry runs every hour now."


@pytest.mark.parametrize("seed", [1, 2])
def test_it_judges_as_the_index_in_memory_does(deployment: Deployment, seed: int) -> None:
    articles, memory = list(mixed(300, seed).items()), MemoryIndex()
    kinds = set()
    for start in range(0, len(articles), 50):
        batch = dict(articles[start : start + 50])
        expected = list(deduplicate(batch, memory, OPTIONS).values())
        assert judge(deployment, batch) == expected
        kinds |= {each.verdict.kind for each in expected}
    assert {ORIGINAL, EXACT, NEAR, VerdictKind.VERSION} <= kinds


def test_a_retry_gets_the_same_judgement(deployment: Deployment) -> None:
    articles = mixed(60)
    assert judge(deployment, articles) == judge(deployment, articles)


def test_a_batch_of_more_than_a_call_settles_is_answered_in_its_order(
    deployment: Deployment,
) -> None:
    articles = reports(2 * QUESTIONS_PER_CALL + 1)
    found = [each.verdict.canonical_id for each in judge(deployment, articles)]
    assert found == list(articles)


def test_a_retry_in_another_order_and_alone_gets_the_same_judgement(deployment: Deployment) -> None:
    articles = mixed(60)
    first = dict(zip(articles, judge(deployment, articles), strict=True))
    for article_id in reversed(articles):
        assert judge(deployment, {article_id: articles[article_id]}) == [first[article_id]]


def test_a_retry_remembers_nothing_again(deployment: Deployment) -> None:
    one(deployment, "a")
    before = {key: deployment.redis.dump(key) for key in index_keys(deployment)}
    one(deployment, "a")
    assert {key: deployment.redis.dump(key) for key in index_keys(deployment)} == before


def test_a_retry_gets_the_same_judgement_when_all_else_is_forgotten(deployment: Deployment) -> None:
    one(deployment, "a")
    copy = one(deployment, "b")
    deployment.redis.delete(*index_keys(deployment))
    assert one(deployment, "b") == copy


def test_copies_in_one_batch_point_at_the_first(deployment: Deployment) -> None:
    texts = {"a": BODY, "b": BODY, "c": BODY.replace("free", "nothing"), "d": BODY[:-30]}
    articles = {name: story(uri=f"urn:uuid:{name}", body_text=texts[name]) for name in texts}
    found = [each.verdict for each in judge(deployment, articles)]
    assert [each.kind for each in found] == [ORIGINAL, EXACT, NEAR, NEAR]
    assert {each.canonical_id for each in found} == {"a"}


def test_the_claim_is_written_together_with_what_is_remembered(deployment: Deployment) -> None:
    one(deployment, "a")
    one(deployment, "b")
    claims = [deployment.redis.hget(deployment.keys.article(each), "claim") for each in "ab"]
    assert claims[0] is not None
    assert claims[1] is None


def test_an_article_that_is_gone_settles_nothing(deployment: Deployment) -> None:
    gone = {"gone": story(uri="urn:example:1")}
    [judgement] = deduplicate(gone, deployment.index, OPTIONS).values()
    assert judgement.verdict.kind is ORIGINAL
    assert not index_keys(deployment)
    assert not deployment.redis.exists(deployment.keys.article("gone"))


def test_a_copy_after_the_release_of_its_original_is_an_original(deployment: Deployment) -> None:
    one(deployment, "a")
    deployment.index.release("a")
    assert one(deployment, "b").verdict.kind is ORIGINAL
    assert one(deployment, "c").verdict.canonical_id == "b"


def test_an_article_with_a_uri_that_was_released_is_an_original_again(
    deployment: Deployment,
) -> None:
    """Dropped in a second time it must not pass for an unchanged version that nobody has seen."""
    one(deployment, "a", uri="urn:example:1")
    deployment.index.release("a")
    assert one(deployment, "b", uri="urn:example:1").verdict.kind is ORIGINAL


def test_a_version_that_was_released_leaves_its_line_to_the_one_before(
    deployment: Deployment,
) -> None:
    one(deployment, "a", uri="urn:example:1")
    one(deployment, "b", uri="urn:example:1", body_text=LATER)
    deployment.index.release("b")
    again = one(deployment, "c", uri="urn:example:1", body_text=LATER)
    assert (again.version, again.verdict.version_of) == (2, "a")


def test_a_release_takes_no_later_version_away(deployment: Deployment) -> None:
    one(deployment, "a", uri="urn:example:1")
    one(deployment, "b", uri="urn:example:1", body_text=LATER)
    deployment.index.release("a")
    assert one(deployment, "c", uri="urn:example:1", body_text=LATER).verdict.canonical_id == "b"


def test_a_release_after_all_has_expired_leaves_nothing_behind(deployment: Deployment) -> None:
    one(deployment, "a", uri="urn:example:1")
    deployment.redis.delete(*index_keys(deployment))
    deployment.index.release("a")
    assert not index_keys(deployment)


def test_one_word_a_hundred_thousand_times_is_compared(deployment: Deployment) -> None:
    one(deployment, "a", body_text="spam " * 100_000)
    assert one(deployment, "b", body_text="spam " * 100_000).verdict.kind is EXACT
    assert one(deployment, "c").verdict.kind is not EXACT


def test_a_text_of_a_hundred_thousand_words_is_found_by_its_copy_and_by_no_other(
    deployment: Deployment,
) -> None:
    def long(seed: int) -> str:
        return "\n".join([BODY, *(each.body_text for each in reports(700, seed).values())])

    first, other = long(1), long(2)
    one(deployment, "a", body_text=first)
    assert one(deployment, "b", headline="Bridge shut", body_text=first[:-9_000]).verdict.suppressed
    other_verdict = one(deployment, "c", headline=HEADLINE, body_text=other).verdict
    assert not other_verdict.suppressed


@pytest.mark.parametrize("redis", ["real"], indirect=True)
def test_a_thousand_articles_are_one_batch(deployment: Deployment) -> None:
    kinds = {each.verdict.kind for each in judge(deployment, reports(1_000))}
    assert kinds == {ORIGINAL}


@pytest.mark.parametrize("redis", ["real"], indirect=True)
def test_the_last_of_a_thousand_copies_in_one_batch_points_at_the_first(
    deployment: Deployment,
) -> None:
    articles = {f"{n}": story(uri=f"urn:uuid:{n}") for n in range(1_000)}
    found = judge(deployment, articles)
    assert {each.verdict.canonical_id for each in found} == {"0"}


@pytest.mark.parametrize("redis", ["real"], indirect=True)
def test_an_article_is_found_after_thousands_have_come(deployment: Deployment) -> None:
    """Its features have moved to other hashes again and again."""
    firsts = reports(100)
    judge_all(deployment, firsts)
    judge_all(deployment, reports(3_000, seed=2))
    for article_id, article in firsts.items():
        copy = one(deployment, f"copy of {article_id}", body_text=article.body_text[:700])
        assert copy.verdict.canonical_id == article_id
