"""Reading the stream, on fakeredis and on a real server."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest

from schemas.errors import SetupError
from tests.samples import sample_event
from worker import reading
from worker.reading import StreamReader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from redis import Redis

    from schemas.event import ArticleEvent

KEY = "articles"


def add_event(redis: Redis, event: ArticleEvent) -> str:
    """An entry of the stream; returns its id."""
    entry_id: Any = redis.xadd(KEY, event.to_entry())  # type: ignore[arg-type]
    return str(entry_id.decode())


def add(redis: Redis, *headlines: str) -> list[str]:
    """Entries with these headlines; returns their ids."""
    return [add_event(redis, sample_event(headline=headline)) for headline in headlines]


@pytest.fixture
def reader(redis: Redis) -> StreamReader:
    return StreamReader(redis, KEY)


def headlines(entries: Iterable[reading.Entry]) -> list[str]:
    return [event.data.headline for _, event in entries]


def test_an_empty_stream_has_no_last(reader: StreamReader) -> None:
    assert reader.last(10) == []


def test_the_last_come_oldest_first(redis: Redis, reader: StreamReader) -> None:
    add(redis, "a", "b", "c")
    assert headlines(reader.last(2)) == ["b", "c"]


def test_the_last_none_are_none(redis: Redis, reader: StreamReader) -> None:
    add(redis, "a")
    assert reader.last(0) == []


def test_an_entry_is_its_id_and_its_event(redis: Redis, reader: StreamReader) -> None:
    event = sample_event()
    entry_id = add_event(redis, event)
    assert reader.last(1) == [(entry_id, event)]


def test_from_0_on_there_is_everything(redis: Redis, reader: StreamReader) -> None:
    add(redis, "a", "b")
    assert headlines(reader.after("0")) == ["a", "b"]


def test_the_entry_itself_is_not_after_itself(redis: Redis, reader: StreamReader) -> None:
    first, _, _ = add(redis, "a", "b", "c")
    assert headlines(reader.after(first)) == ["b", "c"]


def test_nothing_is_left_out_between_pages(
    redis: Redis, reader: StreamReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PAGE", 2)
    add(redis, "a", "b", "c", "d", "e")
    assert headlines(reader.after("0")) == ["a", "b", "c", "d", "e"]


def test_what_is_no_entry_id_is_refused(redis: Redis, reader: StreamReader) -> None:
    add(redis, "a")
    with pytest.raises(SetupError) as refused:
        list(reader.after("yesterday"))
    assert str(refused.value) == "'yesterday' is no entry id such as 1700000000000-0"


def test_following_goes_on_after_the_first_entries(redis: Redis, reader: StreamReader) -> None:
    add(redis, "a")
    following = reader.follow(reader.last(1))
    assert next(following)[1].data.headline == "a"
    add(redis, "b", "c")
    assert headlines([next(following), next(following)]) == ["b", "c"]


def test_following_goes_on_after_an_entry_that_has_none_after_it(
    redis: Redis, reader: StreamReader
) -> None:
    [last] = add(redis, "a")
    following = reader.follow(reader.after(last), last)
    add(redis, "b")
    assert next(following)[1].data.headline == "b"


def test_reading_leaves_no_trace(redis: Redis, reader: StreamReader) -> None:
    add(redis, "a")
    reader.last(1)
    reader.after("0")
    assert redis.xinfo_groups(KEY) == []


@pytest.mark.parametrize("fields", [{"a": "b"}, {"data": "{}"}, {"data": b"\xff"}])
def test_what_somebody_else_has_written_is_passed_over(
    reader: StreamReader, redis: Redis, fields: dict[Any, Any]
) -> None:
    foreign: Any = redis.xadd(KEY, fields)
    add(redis, "Ferry")
    assert headlines(reader.last(2)) == headlines(reader.after("0")) == ["Ferry"]
    assert headlines(islice(reader.follow(after="0"), 1)) == ["Ferry"]
    assert reader.at(foreign.decode()) is None
