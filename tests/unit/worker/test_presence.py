"""Which processes are alive, on fakeredis and on a real server."""

from __future__ import annotations

import os
import socket
import time
from typing import TYPE_CHECKING

from worker.presence import BEAT_SECONDS, Presence, living

from tasks.ledger import ALIVE_SECONDS

if TYPE_CHECKING:
    from redis import Redis

KEY = "watchers"


def test_nobody_lives_at_first(redis: Redis) -> None:
    assert living(redis, KEY) == []


def test_a_process_that_reports_lives(redis: Redis) -> None:
    before = time.time()
    Presence(redis, KEY).beat()
    [found] = living(redis, KEY)
    assert found.name == f"{socket.gethostname()}:{os.getpid()}"
    assert before - 0.001 <= found.since <= time.time()


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
    redis.zadd(KEY, {"1.000@host:1": time.time() - ALIVE_SECONDS - 1})
    assert living(redis, KEY) == []


def test_the_dead_are_removed_when_another_reports(redis: Redis) -> None:
    redis.zadd(KEY, {"1.000@host:1": time.time() - ALIVE_SECONDS - 1})
    Presence(redis, KEY).beat()
    assert redis.zcard(KEY) == 1


def test_five_reports_may_be_missed() -> None:
    assert ALIVE_SECONDS / BEAT_SECONDS == 5
