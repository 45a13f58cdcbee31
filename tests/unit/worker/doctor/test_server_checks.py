"""What is said of the server, on a real one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tasks.deployment import Deployment
from tasks.keys import Keys
from tasks.presence import Presence
from worker.doctor.examination import examine
from worker.doctor.finding import Level
from worker.doctor.law import presence_findings
from worker.doctor.server import server_findings
from worker.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from redis import Redis

    from worker.doctor.finding import Finding


@pytest.fixture
def server(real_redis: Redis) -> Iterator[Redis]:
    """A server whose configuration is put back."""
    kept: dict[Any, Any] = {}
    for pattern in ("maxmemory*", "appendonly"):
        kept.update(real_redis.config_get(pattern))
    yield real_redis
    for name, value in kept.items():
        real_redis.config_set(name, value)


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


def test_nobody_at_work_is_a_warning(server: Redis) -> None:
    deployment = Deployment(redis=server, keys=Keys(), options=Settings())
    assert [each.level for each in presence_findings(deployment)] == [Level.WARNING] * 2
    Presence(server, Keys().watchers).beat()
    levels = {each.check: each.level for each in presence_findings(deployment)}
    assert levels == {"watcher": Level.OK, "worker": Level.WARNING}


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
    assert found[-1].what == "the spool's own server does not run"
    assert list(tmp_path.iterdir()) == []
