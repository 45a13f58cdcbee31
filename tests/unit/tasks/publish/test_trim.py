"""How far the streams are trimmed, on a real server: fakeredis knows no idle consumers."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from tasks.counters import TRIMMED
from tasks.deployment import Deployment
from tasks.keys import Keys
from tasks.options import Options

if TYPE_CHECKING:
    from redis import Redis

STREAM = Keys().articles
NOW = int(time.time() * 1000)
OLD, YOUNG = 10, 5
"""How many entries are older than is kept, and how many are not."""


@pytest.fixture
def stream(real_redis: Redis) -> Redis:
    """Ten entries of two hours ago, five of now."""
    for number in range(OLD):
        real_redis.xadd(STREAM, {"n": number}, id=f"{NOW - 7_200_000 + number}-0")
    for number in range(YOUNG):
        real_redis.xadd(STREAM, {"n": number}, id=f"{NOW + number}-0")
    return real_redis


def deployment(client: Redis, **options: int) -> Deployment:
    return Deployment(redis=client, keys=Keys(), options=Options(stream_seconds=3_600, **options))


def read(client: Redis, group: str, count: int, *, acknowledge: bool = True) -> None:
    reply: Any = client.execute_command(  # type: ignore[no-untyped-call]
        "XREADGROUP", "GROUP", group, "consumer", "COUNT", count, "STREAMS", STREAM, ">"
    )
    entries = next(iter(reply.values()))[0] if isinstance(reply, dict) else reply[0][1]
    if acknowledge:
        client.xack(STREAM, group, *(entry_id for entry_id, _ in entries))


def records(client: Redis) -> list[dict[str, str]]:
    found: Any = client.xrange(Keys().trims)
    return [{k.decode(): v.decode() for k, v in fields.items()} for _, fields in found]


def test_without_groups_what_is_too_old_goes(stream: Redis) -> None:
    deployment(stream).trimmer.trim()
    assert stream.xlen(STREAM) == YOUNG


def test_a_clock_that_is_ahead_takes_nothing_off(
    stream: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time", lambda: NOW / 1000 + 7_200)
    deployment(stream).trimmer.trim()
    assert stream.xlen(STREAM) == YOUNG


def test_a_record_tells_from_where_to_where(stream: Redis) -> None:
    deployment(stream).trimmer.trim()
    [record] = records(stream)
    assert record["from"] == f"{NOW - 7_200_000}-0"
    assert record["to"] == f"{NOW - 7_200_000 + 9}-0"
    assert (record["count"], record["reason"]) == ("10", "age")


def test_a_stream_with_nothing_to_take_off_has_no_record(stream: Redis) -> None:
    for _ in range(2):
        deployment(stream).trimmer.trim()
    assert len(records(stream)) == 1


def test_what_was_trimmed_is_counted_once(stream: Redis) -> None:
    made = deployment(stream)
    for _ in range(2):
        made.trimmer.trim()
    field, _ = TRIMMED.counted("articles", "age")
    assert made.counters.read() == {field: OLD}


def test_an_empty_stream_is_left_alone(real_redis: Redis) -> None:
    assert deployment(real_redis).trimmer.trim() == ([], [])


def test_entries_that_a_living_group_has_not_read_stay(stream: Redis) -> None:
    stream.xgroup_create(STREAM, "desk", "0")
    read(stream, "desk", 4)
    deployment(stream).trimmer.trim()
    assert stream.xlen(STREAM) == OLD - 4 + YOUNG


def test_entries_that_a_living_group_has_not_acknowledged_stay(stream: Redis) -> None:
    stream.xgroup_create(STREAM, "desk", "0")
    read(stream, "desk", 3)
    read(stream, "desk", 6, acknowledge=False)
    deployment(stream).trimmer.trim()
    assert stream.xlen(STREAM) == OLD - 3 + YOUNG


def test_the_slowest_of_two_groups_decides(stream: Redis) -> None:
    for name, count in (("fast", 15), ("slow", 2)):
        stream.xgroup_create(STREAM, name, "0")
        read(stream, name, count)
    deployment(stream).trimmer.trim()
    assert stream.xlen(STREAM) == OLD - 2 + YOUNG


def test_a_group_that_holds_entries_back_is_told_of(stream: Redis) -> None:
    stream.xgroup_create(STREAM, "desk", "0")
    _, [place] = deployment(stream).trimmer.trim()
    assert (place.name, place.holds_back) == ("desk", True)


def test_a_dead_group_holds_nothing_back(stream: Redis) -> None:
    stream.xgroup_create(STREAM, "desk", "0")
    trimmer = deployment(stream, group_dead_seconds=1).trimmer
    trimmer.trim()
    stream.hset(Keys().groups(STREAM), "desk", f"0-1 {NOW - 10_000}")
    trimmer.trim()
    assert stream.xlen(STREAM) == YOUNG
    assert records(stream)[-1]["groups"] == "desk"


def test_a_group_that_moves_on_is_alive(stream: Redis) -> None:
    stream.xgroup_create(STREAM, "desk", "0")
    trimmer = deployment(stream, group_dead_seconds=1).trimmer
    stream.hset(Keys().groups(STREAM), "desk", f"0-1 {NOW - 10_000}")
    stream.xgroup_setid(STREAM, "desk", f"{NOW - 7_200_000}-0")
    trimmer.trim()
    assert stream.xlen(STREAM) == OLD - 1 + YOUNG


def test_a_group_that_is_gone_is_forgotten(stream: Redis) -> None:
    stream.xgroup_create(STREAM, "desk", "0")
    deployment(stream).trimmer.trim()
    stream.xgroup_destroy(STREAM, "desk")
    deployment(stream).trimmer.trim()
    assert stream.hgetall(Keys().groups(STREAM)) == {}


def test_beyond_its_memory_a_stream_loses_its_oldest_even_if_they_are_needed(
    real_redis: Redis,
) -> None:
    for number in range(2_000):
        real_redis.xadd(STREAM, {"n": f"{number:0>500}"}, id=f"{NOW + number}-0")
    real_redis.xgroup_create(STREAM, "desk", "0")
    deployment(real_redis, stream_max_bytes=500_000).trimmer.trim()
    usage: Any = real_redis.memory_usage(STREAM)
    assert usage < 500_000
    assert records(real_redis)[-1]["reason"] == "memory"
