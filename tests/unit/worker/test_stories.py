"""The current stories with what became of their members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.samples import sample_event, sample_failure
from tests.story_samples import FIRE, identity, report
from worker.stories import NOT_THERE, NOT_YET, Member, stories_of

if TYPE_CHECKING:
    from schemas.event import ArticleEvent
    from tasks.deployment import Deployment
    from worker.stories import StoryView

A, B = identity("a"), identity("b")


@pytest.fixture(autouse=True)
def _story(deployment: Deployment) -> None:
    """One story of two reports."""
    for article_id in (A, B):
        deployment.redis.hset(deployment.keys.article(article_id), "article", "{}")
    deployment.stories.join({A: report(FIRE[0]), B: report(FIRE[1])})


def publish(deployment: Deployment, article_id: str) -> ArticleEvent:
    """Put an event on the stream, with the guard that leads to it."""
    event = sample_event().model_copy(update={"id": article_id})
    entry_id = deployment.redis.xadd(deployment.keys.articles, event.to_entry())  # type: ignore[arg-type]
    deployment.redis.set(deployment.keys.published(article_id), entry_id)
    return event


def shown(deployment: Deployment) -> StoryView:
    [story] = stories_of(deployment, 9)
    return story


def test_a_story_has_the_id_of_its_first_report(deployment: Deployment) -> None:
    assert shown(deployment).id == A


def test_a_story_says_when_its_last_report_came(deployment: Deployment) -> None:
    seconds, _ = deployment.redis.time()
    assert abs(shown(deployment).last.timestamp() - seconds) <= 60


def test_members_are_shown_by_their_events(deployment: Deployment) -> None:
    events = [publish(deployment, article_id) for article_id in (A, B)]
    assert shown(deployment).members == (Member(A, events[0]), Member(B, events[1]))


def test_a_member_on_its_way_is_shown_as_such(deployment: Deployment) -> None:
    event = publish(deployment, B)
    assert shown(deployment).members == (Member(A, state=NOT_YET), Member(B, event))


def test_a_member_that_the_stream_has_let_go_is_shown_as_such(deployment: Deployment) -> None:
    for article_id in (A, B):
        publish(deployment, article_id)
    deployment.redis.xtrim(deployment.keys.articles, maxlen=1, approximate=False)
    assert shown(deployment).members[0] == Member(A, state=NOT_THERE)


def test_the_entry_of_a_failure_is_not_taken_for_an_event(deployment: Deployment) -> None:
    """Ids of entries are of their stream: another article may have the same one there."""
    publish(deployment, B)
    entries: Any = deployment.redis.xrange(deployment.keys.articles)
    [[entry_id, _]] = entries
    deployment.redis.xadd(deployment.keys.failures, sample_failure().to_entry(), id=entry_id)  # type: ignore[arg-type]
    deployment.redis.set(deployment.keys.published(A), entry_id)
    assert shown(deployment).members[0] == Member(A, state=NOT_THERE)


def test_looking_changes_nothing(deployment: Deployment) -> None:
    before = sorted(deployment.redis.keys("*"))
    shown(deployment)
    assert sorted(deployment.redis.keys("*")) == before
