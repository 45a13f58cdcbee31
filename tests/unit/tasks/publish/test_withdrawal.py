"""What a withdrawal takes off the stream, on fakeredis and on a real server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from schemas.event import EventType
from tasks.counters import WITHDRAWN
from tests.samples import sample_event
from tests.unit.tasks.test_state import articles_of

if TYPE_CHECKING:
    from schemas.event import ArticleEvent
    from tasks.deployment import Deployment


class Wire:
    """Publishes events of articles that point at each other."""

    def __init__(self, deployment: Deployment, count: int) -> None:
        self._deployment = deployment
        records = articles_of(deployment, count)
        self._document = records[0].document_id
        event = sample_event(document_id=self._document)
        self._events = [event.model_copy(update={"id": record.id}) for record in records]

    def id(self, number: int) -> str:
        return self._events[number].id

    def publish(self, number: int, *, withdrawal: bool = False, **links: int) -> ArticleEvent:
        """Publish an article; `version_of` and `superseded_by` are numbers of others."""
        event = self._events[number]
        update = {name: self.id(other) for name, other in links.items()}
        verdict = event.data.verdict.model_copy(update=update)
        data = event.data.model_copy(update={"verdict": verdict})
        kind = EventType.WITHDRAWN if withdrawal else event.type
        event = event.model_copy(update={"data": data, "type": kind})
        assert self._deployment.stream.publish([(self._document, event)]) == [True]
        return event

    def on_stream(self) -> list[int]:
        """Numbers of the articles whose entries are there."""
        entries: Any = self._deployment.redis.xrange(self._deployment.keys.articles)
        ids = [event.id for event in self._events]
        return [ids.index(fields[b"id"].decode()) for _, fields in entries]

    def taken_back(self) -> list[tuple[int, int]]:
        """Numbers of the articles that were taken back, and of what withdrew them."""
        records: Any = self._deployment.redis.xrange(self._deployment.keys.trims)
        ids = [event.id for event in self._events]
        return [
            (ids.index(fields[b"article"].decode()), ids.index(fields[b"by"].decode()))
            for _, fields in records
            if fields[b"reason"] == b"withdrawn"
        ]


@pytest.fixture
def wire(deployment: Deployment) -> Wire:
    return Wire(deployment, 5)


def test_a_withdrawal_takes_the_withdrawn_entry_off_the_stream(wire: Wire) -> None:
    wire.publish(0)
    wire.publish(1)
    wire.publish(2, withdrawal=True, version_of=0)
    assert wire.on_stream() == [1, 2]


def test_what_was_taken_back_is_recorded_with_what_withdrew_it(wire: Wire) -> None:
    wire.publish(0)
    wire.publish(1, withdrawal=True, version_of=0)
    assert wire.taken_back() == [(0, 1)]


def test_all_versions_before_a_withdrawal_go(wire: Wire) -> None:
    wire.publish(0)
    wire.publish(1, version_of=0)
    wire.publish(2, version_of=1)
    wire.publish(3, withdrawal=True, version_of=2)
    assert wire.on_stream() == [3]


def test_a_version_that_came_too_late_goes_with_the_one_that_superseded_it(wire: Wire) -> None:
    wire.publish(0)
    wire.publish(1, superseded_by=0)
    wire.publish(2, withdrawal=True, version_of=0)
    assert wire.on_stream() == [2]


def test_what_comes_after_its_withdrawal_is_taken_back_at_once(wire: Wire) -> None:
    wire.publish(0, withdrawal=True)
    wire.publish(1, superseded_by=0)
    assert wire.on_stream() == [0]


def test_a_withdrawn_article_that_was_still_on_its_way_is_taken_back(wire: Wire) -> None:
    wire.publish(1, version_of=0)
    wire.publish(2, withdrawal=True, version_of=1)
    wire.publish(0)
    wire.publish(3)
    assert wire.on_stream() == [2, 3]


def test_the_chain_goes_on_from_one_that_was_still_on_its_way(wire: Wire) -> None:
    wire.publish(0)
    wire.publish(2, withdrawal=True, version_of=1)
    assert wire.on_stream() == [0, 2]
    wire.publish(1, version_of=0)
    assert wire.on_stream() == [2]


def test_a_story_that_comes_back_after_its_withdrawal_stays(wire: Wire) -> None:
    wire.publish(0)
    wire.publish(1, withdrawal=True, version_of=0)
    wire.publish(2, version_of=1)
    assert wire.on_stream() == [1, 2]


def test_a_second_withdrawal_leaves_the_first_one_standing(wire: Wire) -> None:
    wire.publish(0)
    wire.publish(1, withdrawal=True, version_of=0)
    wire.publish(2, version_of=1)
    wire.publish(3, withdrawal=True, version_of=2)
    assert wire.on_stream() == [1, 3]


def test_entries_that_are_taken_back_are_counted(wire: Wire, deployment: Deployment) -> None:
    wire.publish(0)
    wire.publish(1, version_of=0)
    wire.publish(2, withdrawal=True, version_of=1)
    assert deployment.counters.read()[WITHDRAWN.name] == len(wire.taken_back()) == 2
