"""Which processes are alive, on fakeredis and on a real server."""

from __future__ import annotations

import json
import os
import socket
import time
from typing import TYPE_CHECKING

from tasks.presence import (
    ALIVE_SECONDS,
    BEAT_SECONDS,
    FORGET_SECONDS,
    Presence,
    idle_at,
    living,
    reports,
)

if TYPE_CHECKING:
    from redis import Redis

KEY = "watchers"


def report_of_the_dead(redis: Redis, ago: float = ALIVE_SECONDS + 1) -> None:
    seen = time.time() - ago
    redis.hset(KEY, "host:1", json.dumps({"since": 1.0, "seen": seen, "holds": 0}))


def test_nobody_lives_at_first(redis: Redis) -> None:
    assert living(redis, KEY) == []


def test_a_process_that_reports_lives(redis: Redis) -> None:
    before = time.time()
    Presence(redis, KEY).beat(holds=3)
    [found] = living(redis, KEY)
    assert (found.name, found.holds) == (f"{socket.gethostname()}:{os.getpid()}", 3)
    assert before <= found.since <= found.seen <= time.time()


def test_reporting_often_is_being_there_once(redis: Redis) -> None:
    presence = Presence(redis, KEY)
    presence.beat()
    presence.beat()
    assert len(living(redis, KEY)) == 1


def test_a_process_that_leaves_is_gone(redis: Redis) -> None:
    presence = Presence(redis, KEY)
    presence.beat()
    presence.leave()
    assert living(redis, KEY) == []


def test_a_process_that_has_not_reported_for_long_is_dead(redis: Redis) -> None:
    report_of_the_dead(redis)
    assert living(redis, KEY) == []


def test_a_new_process_takes_the_dead_off_the_list(redis: Redis) -> None:
    report_of_the_dead(redis, FORGET_SECONDS + 1)
    Presence(redis, KEY).beat()
    assert redis.hlen(KEY) == 1


def test_whoever_only_looks_changes_nothing(redis: Redis) -> None:
    report_of_the_dead(redis)
    living(redis, KEY)
    assert redis.hlen(KEY) == 1


def test_five_reports_may_be_missed() -> None:
    assert ALIVE_SECONDS / BEAT_SECONDS == 5


def test_nobody_is_idle_where_nobody_lives(redis: Redis) -> None:
    assert idle_at(redis, KEY) is None


def test_a_process_that_holds_nothing_is_idle(redis: Redis) -> None:
    Presence(redis, KEY).beat()
    [found] = living(redis, KEY)
    assert idle_at(redis, KEY) == found.seen


def test_a_process_that_holds_something_is_not(redis: Redis) -> None:
    Presence(redis, KEY).beat(holds=1)
    assert idle_at(redis, KEY) is None


def test_a_new_process_leaves_those_that_may_only_be_late(redis: Redis) -> None:
    report_of_the_dead(redis)
    Presence(redis, KEY).beat()
    assert redis.hlen(KEY) == 2


def test_the_last_report_of_the_dead_can_be_read(redis: Redis) -> None:
    report_of_the_dead(redis)
    assert [each.name for each in reports(redis, KEY)] == ["host:1"]


def test_progress_is_reported(redis: Redis) -> None:
    Presence(redis, KEY).beat(2, done=7, stalled=4.0, trouble="the disk is full")
    [found] = living(redis, KEY)
    told = (found.holds, found.done, found.stalled, found.trouble)
    assert told == (2, 7, 4.0, "the disk is full")


def test_what_another_release_tells_besides_is_left_out(redis: Redis) -> None:
    redis.hset(KEY, "host:1", json.dumps({"since": 1.0, "seen": time.time(), "mood": "good"}))
    assert [each.name for each in living(redis, KEY)] == ["host:1"]
