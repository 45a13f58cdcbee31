"""From a judgement to the story."""

from __future__ import annotations

import uuid

from schemas.article import PubStatus
from tasks.deduplicate.deduplicate import deduplicate
from tasks.deduplicate.grouping import grouped
from tasks.deduplicate.memory_index import MemoryIndex
from tasks.deduplicate.stories.clustering import MemoryStories
from tasks.options import Options
from tests.news import story

A, B, C = (str(uuid.UUID(int=number)) for number in (1, 2, 3))


def test_copies_and_withdrawals_get_the_story_that_they_are_about() -> None:
    articles = {
        A: story(uri="urn:a"),
        B: story(uri="urn:b"),
        C: story(uri="urn:a", pubstatus=PubStatus.CANCELED),
    }
    judgements = deduplicate(articles, MemoryIndex(), Options())
    found = grouped(judgements, articles, MemoryStories())
    assert {each.verdict.story_id for each in found.values()} == {A}
    assert list(found) == [A, B, C]
