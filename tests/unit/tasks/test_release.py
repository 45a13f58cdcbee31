"""Releases that meet on one server, with versions of the state that are made up."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from schemas.errors import IncompatibleError
from tasks.keys import Keys
from tasks.presence import ALIVE_SECONDS, Presence
from tasks.release import ReleaseCheck

if TYPE_CHECKING:
    from redis import Redis

OLD, NEW = Keys(version=2), Keys(version=3)


def watcher(redis: Redis, keys: Keys, *, unsettled: int = 0) -> ReleaseCheck:
    """One that has started."""
    check = ReleaseCheck(redis, keys, f"0.{keys.version}")
    check.enter(unsettled)
    return check


def noted(redis: Redis) -> Any:
    return redis.hget(NEW.release, "state")


def test_a_watcher_notes_the_version_of_the_state(redis: Redis) -> None:
    watcher(redis, OLD)
    assert (noted(redis), redis.hget(OLD.release, "release")) == (b"2", b"0.2")


def test_releases_with_the_same_state_run_side_by_side(redis: Redis) -> None:
    watcher(redis, OLD)
    Presence(redis, OLD.watchers).beat()
    ReleaseCheck(redis, OLD, "0.2.1").enter(unsettled=7)
    assert redis.hget(OLD.release, "release") == b"0.2.1"


@pytest.mark.parametrize("unsettled", [None, 0])
def test_an_older_release_refuses_a_newer_state(redis: Redis, unsettled: int | None) -> None:
    watcher(redis, NEW)
    with pytest.raises(
        IncompatibleError, match=r"version 3 \(wiredesk 0.3\); this is wiredesk 0.2"
    ):
        ReleaseCheck(redis, OLD, "0.2").enter(unsettled)
    assert noted(redis) == b"3"


def test_an_older_release_that_runs_notices_a_newer_state(redis: Redis) -> None:
    running = watcher(redis, OLD)
    watcher(redis, NEW)
    with pytest.raises(IncompatibleError):
        running.enter(0)


def test_a_newer_release_waits_for_living_processes_of_an_older_state(redis: Redis) -> None:
    watcher(redis, OLD)
    Presence(redis, OLD.workers).beat()
    with pytest.raises(IncompatibleError, match="processes are alive"):
        watcher(redis, NEW)
    assert noted(redis) == b"2"


def test_a_newer_release_waits_for_documents_in_flight(redis: Redis) -> None:
    watcher(redis, OLD)
    redis.zadd(OLD.pending, {"a": 1})
    with pytest.raises(IncompatibleError, match="1 documents are in flight"):
        watcher(redis, NEW)


def test_a_newer_release_waits_for_files_that_are_not_settled(redis: Redis) -> None:
    watcher(redis, OLD)
    with pytest.raises(IncompatibleError, match=r"2 files lie in processing/"):
        watcher(redis, NEW, unsettled=2)


def test_a_state_that_nobody_noted_is_found(redis: Redis) -> None:
    redis.zadd(OLD.pending, {"a": 1})
    with pytest.raises(IncompatibleError, match="state of version 2"):
        watcher(redis, NEW)


def test_a_newer_release_goes_on_where_nothing_is_left(redis: Redis) -> None:
    watcher(redis, OLD)
    dead = {"since": 1.0, "seen": time.time() - ALIVE_SECONDS - 1, "holds": 1}
    redis.hset(OLD.workers, "host:1", json.dumps(dead))
    watcher(redis, NEW)
    assert noted(redis) == b"3"


def test_a_worker_leaves_it_to_a_watcher_to_raise_the_version(redis: Redis) -> None:
    watcher(redis, OLD)
    ReleaseCheck(redis, NEW, "0.3").enter()
    assert noted(redis) == b"2"
