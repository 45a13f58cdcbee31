from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.update import Update

if TYPE_CHECKING:
    from redis import Redis


def test_the_fields_of_each_record_are_written(redis: Redis) -> None:
    redis.hset("one", "a", 1)
    redis.hset("two", "a", 1)
    Update(redis)({"one": {"b": 2, "c": 3}, "two": {"d": 4}})
    assert redis.hgetall("one") == {b"a": b"1", b"b": b"2", b"c": b"3"}
    assert redis.hgetall("two") == {b"a": b"1", b"d": b"4"}


def test_a_record_that_is_gone_stays_gone_and_stops_no_other(redis: Redis) -> None:
    redis.hset("there", "a", 1)
    Update(redis)({"gone": {"b": 2}, "there": {"b": 2}})
    assert not redis.exists("gone")
    assert redis.hget("there", "b") == b"2"


def test_a_field_that_is_over_is_removed_from_each(redis: Redis) -> None:
    redis.hset("one", "old", 1)
    redis.hset("two", "old", 1)
    Update(redis)({"one": {"b": 2}, "two": {"b": 2}}, over="old")
    assert redis.hgetall("one") == redis.hgetall("two") == {b"b": b"2"}


def test_nothing_to_write_is_no_command(redis: Redis) -> None:
    pipeline = redis.pipeline()
    Update(redis)({}, pipeline=pipeline)
    assert len(pipeline) == 0


def test_a_pipeline_is_left_to_its_owner(redis: Redis) -> None:
    redis.hset("one", "a", 1)
    pipeline = redis.pipeline()
    Update(redis)({"one": {"a": 2}}, pipeline=pipeline)
    assert redis.hget("one", "a") == b"1"
    pipeline.execute()
    assert redis.hget("one", "a") == b"2"
