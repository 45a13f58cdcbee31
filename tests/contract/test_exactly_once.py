"""The table of the Python example: every event once, whatever is killed or comes again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import pytest

from schemas.event import EventType
from tests.contract.example import Example, acknowledged, add

if TYPE_CHECKING:
    from pathlib import Path

    from redis import Redis

    from schemas.event import ArticleEvent

pytestmark = pytest.mark.integration

KILLED_AFTER = (0.2, 0.4, 0.7)
"""The shares of all entries that have been acknowledged when the example is killed."""


def has_acknowledged(client: Redis, count: int) -> bool:
    return acknowledged(client) >= count


@pytest.fixture(scope="module")
def table(
    events: list[ArticleEvent],
    client: Redis,
    address: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> list[tuple[str, str]]:
    """Uri and id of each row, after all events have come twice and the example was killed."""
    client.flushall()
    entries = [add(client, event.to_entry()) for event in [*events, *events]]
    folder: Path = tmp_path_factory.mktemp("example")
    for share in (*KILLED_AFTER, 1.0):
        with Example("Python", folder, address) as example:
            example.wait(partial(has_acknowledged, client, round(share * len(entries))))
    assert acknowledged(client) == len(entries)
    with closing(sqlite3.connect(folder / "articles.db")) as store:
        return store.execute("SELECT uri, id FROM articles").fetchall()


def test_the_table_holds_the_newest_version_of_what_was_not_withdrawn(
    events: list[ArticleEvent], table: list[tuple[str, str]]
) -> None:
    newest: dict[str, ArticleEvent] = {}
    for event in events:
        known = newest.get(event.subject)
        if event.type is not EventType.DUPLICATE and (
            known is None or event.data.version > known.data.version
        ):
            newest[event.subject] = event
    expected = [
        (uri, event.id) for uri, event in newest.items() if event.type is not EventType.WITHDRAWN
    ]
    assert sorted(table) == sorted(expected)


def test_there_were_events_of_every_type(events: list[ArticleEvent]) -> None:
    assert {event.type for event in events} == set(EventType)


def test_no_article_is_in_the_table_twice(table: list[tuple[str, str]]) -> None:
    assert len({identity for _, identity in table}) == len(table) > 0
