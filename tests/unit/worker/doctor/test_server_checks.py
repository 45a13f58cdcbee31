"""What is said of the server, on a real one."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from tasks.deployment import Deployment
from tasks.keys import Keys
from tasks.presence import Presence
from worker.doctor.examination import examine
from worker.doctor.finding import Level
from worker.doctor.law import presence_findings
from worker.doctor.server import OLDEST, server_findings
from worker.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from redis import Redis

    from worker.doctor.finding import Finding


@pytest.fixture
def server(real_redis: Redis, wait_until: Callable[..., None]) -> Iterator[Redis]:
    """A server whose configuration is put back."""
    kept: dict[Any, Any] = {}
    for pattern in ("maxmemory*", "appendonly"):
        kept.update(real_redis.config_get(pattern))
    yield real_redis
    for name, value in kept.items():
        real_redis.config_set(name, value)
    # While it writes its first append-only file again, it refuses to be stopped.
    busy = ("aof_rewrite_in_progress", "aof_rewrite_scheduled")
    wait_until(lambda: not any(real_redis.info("persistence")[name] for name in busy))


def level_of(client: Redis, check: str) -> Level:
    deployment = Deployment(redis=client, keys=Keys(), options=Settings())
    [found] = [each for each in server_findings(deployment) if each.check == check]
    return found.level


@pytest.mark.parametrize("check", ["server", "appendonly", "eviction", "memory", "clock"])
def test_a_server_as_it_should_be_is_no_problem(server: Redis, check: str) -> None:
    assert level_of(server, check) is Level.OK


def test_a_server_without_append_only_file_is_a_problem(server: Redis) -> None:
    server.config_set("appendonly", "no")
    assert level_of(server, "appendonly") is Level.PROBLEM


def test_a_server_that_evicts_is_a_problem(server: Redis) -> None:
    server.config_set("maxmemory-policy", "allkeys-lru")
    assert level_of(server, "eviction") is Level.PROBLEM


def test_a_server_that_is_nearly_full_is_a_warning(server: Redis) -> None:
    used = int(server.info("memory")["used_memory"])
    server.config_set("maxmemory", str(int(used * 1.05)))
    assert level_of(server, "memory") is Level.WARNING


def test_a_server_that_is_too_old_is_a_problem(
    server: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "valkey" if "valkey_version" in server.info("server") else "redis"
    monkeypatch.setitem(OLDEST, name, 1_000)
    assert level_of(server, "server") is Level.PROBLEM


def test_a_clock_that_differs_from_the_servers_is_a_problem(
    server: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = time.time
    monkeypatch.setattr("worker.doctor.server.time.time", lambda: ours() + 30)
    assert level_of(server, "clock") is Level.PROBLEM


def test_nobody_at_work_is_a_warning(server: Redis) -> None:
    deployment = Deployment(redis=server, keys=Keys(), options=Settings())
    assert [each.level for each in presence_findings(deployment)] == [Level.WARNING] * 2
    Presence(server, Keys().watchers).beat()
    levels = {each.check: each.level for each in presence_findings(deployment)}
    assert levels == {"watcher": Level.OK, "worker": Level.WARNING}


def test_one_that_has_ended_without_leaving_counts_no_more_and_is_not_taken_off(
    server: Redis,
) -> None:
    keys = Keys()
    deployment = Deployment(redis=server, keys=keys, options=Settings())
    server.hset(keys.workers, "desk:1", json.dumps({"since": 1.0, "seen": 2.0, "holds": 0}))
    [worker] = [each for each in presence_findings(deployment) if each.check == "worker"]
    assert worker.level is Level.WARNING
    assert server.hlen(keys.workers) == 1


def problems(settings: Settings) -> list[Finding]:
    return [each for each in examine(settings) if each.level is Level.PROBLEM]


def test_a_server_that_cannot_be_reached_is_a_finding_beside_those_of_the_folders(
    tmp_path: Path,
) -> None:
    settings = Settings(spool=tmp_path, redis_url="redis://127.0.0.1:1/0")
    found = problems(settings)
    assert [each.check for each in found] == ["spool"] * 4 + ["server"]
    assert "WIREDESK_REDIS_URL" in found[-1].advice


def test_a_server_of_the_spool_that_does_not_run_is_not_started(tmp_path: Path) -> None:
    found = problems(Settings(spool=tmp_path))
    assert "the spool's own server does not run" in found[-1].what
    assert list(tmp_path.iterdir()) == []


def test_a_check_that_the_server_refuses_does_not_hide_the_others(
    server: Redis, server_url: str, tmp_path: Path
) -> None:
    server.acl_setuser(
        "desk", enabled=True, passwords=["+x"], categories=["+@all"], commands=["-info"], keys=["*"]
    )
    try:
        url = server_url.replace("unix://", "unix://desk:x@")
        found = list(examine(Settings(spool=tmp_path, redis_url=url)))
    finally:
        server.acl_deluser("desk")
    levels = {each.check: each.level for each in found}
    assert levels["server"] is Level.PROBLEM
    assert levels["stream"] is Level.OK


def test_a_password_that_is_refused_is_a_finding(server_url: str, tmp_path: Path) -> None:
    url = server_url.replace("unix://", "unix://nobody:wrong@")
    found = problems(Settings(spool=tmp_path, redis_url=url))
    assert found[-1].check == "server"
    assert "wrong" not in found[-1].what
