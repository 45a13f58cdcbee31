"""What is called well, and what is not."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from schemas.errors import SetupError
from tasks.presence import ALIVE_SECONDS, Presence, Report
from worker.health import PASS_SECONDS, Role, UnhealthyError, check, judge
from worker.settings import Settings

if TYPE_CHECKING:
    from redis import Redis

NOW = 1_000_000.0
LEASE = 150.0


def report(ago: float = 1.0, **told: object) -> Report:
    return Report(**{"name": "desk:1", "since": 1.0, "seen": NOW - ago, **told})  # type: ignore[arg-type]


def refusal(role: Role, *found: Report) -> str:
    with pytest.raises(UnhealthyError) as unhealthy:
        judge(role, found, LEASE, NOW)
    return str(unhealthy.value)


def test_a_worker_without_work_is_well() -> None:
    told = judge(Role.WORKER, [report(done=7)], LEASE, NOW)
    assert told == "worker desk:1: 7 batches begun, 0 at hand"


def test_a_worker_with_which_nothing_moves_for_a_lease_is_well() -> None:
    told = judge(Role.WORKER, [report(holds=1, done=1, stalled=LEASE)], LEASE, NOW)
    assert told == "worker desk:1: 1 batches begun, 1 at hand"


def test_one_with_which_nothing_moves_for_longer_is_not() -> None:
    assert refusal(Role.WORKER, report(holds=2, stalled=152.0)) == (
        "worker desk:1 holds 2 batches and has got no further with any for 152 s, "
        "longer than a lease (150 s)"
    )


def test_nobody_has_reported() -> None:
    assert refusal(Role.WORKER) == "no worker of this host has reported"


def test_a_worker_that_is_silent_is_not_well() -> None:
    told = refusal(Role.WORKER, report(ALIVE_SECONDS + 5))
    assert told == "the worker of this host last reported 15 s ago"


def test_one_that_was_replaced_does_not_count() -> None:
    found = [report(ALIVE_SECONDS + 5, stalled=999.0), report(name="desk:2")]
    assert judge(Role.WORKER, found, LEASE, NOW).startswith("worker desk:2")


def test_of_two_that_report_both_must_be_well() -> None:
    assert "desk:1" in refusal(Role.WORKER, report(stalled=999.0), report(name="desk:2"))


def test_a_watcher_may_take_its_time_for_a_pass() -> None:
    told = judge(Role.WATCHER, [report(PASS_SECONDS, done=3)], LEASE, NOW)
    assert told == "watcher desk:1: 3 passes"


def test_but_not_for_ever() -> None:
    told = refusal(Role.WATCHER, report(PASS_SECONDS + 1))
    assert told == "the watcher of this host last reported 121 s ago"


def test_a_watcher_that_waits_out_a_full_disk_is_well() -> None:
    told = judge(Role.WATCHER, [report(trouble="No space left on device")], LEASE, NOW)
    assert told == "watcher desk:1 waits out: No space left on device"


def test_the_reports_of_this_host_are_read(real_redis: Redis, server_url: str) -> None:
    settings = Settings.model_validate({"redis_url": server_url})
    Presence(real_redis, settings.keys.workers).beat()
    assert check(Role.WORKER, settings).startswith("worker ")


def test_processes_of_other_hosts_do_not_count(real_redis: Redis, server_url: str) -> None:
    settings = Settings.model_validate({"redis_url": server_url})
    told = f'{{"since": 1.0, "seen": {time.time()}, "holds": 0}}'
    real_redis.hset(settings.keys.workers, "another-host:1", told)
    with pytest.raises(UnhealthyError, match="no worker of this host has reported"):
        check(Role.WORKER, settings)


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1", "unix:///nonexistent/socket"])
def test_a_server_that_is_away_is_the_reason(url: str) -> None:
    with pytest.raises(UnhealthyError, match="the server cannot be asked"):
        check(Role.WATCHER, Settings.model_validate({"redis_url": url}))


def test_a_page_that_is_not_served_is_the_reason() -> None:
    with pytest.raises(UnhealthyError, match="the page does not answer"):
        check(Role.WEB, Settings(web_port=1))


@pytest.mark.parametrize("host", ["a..b", "a\nb"])
def test_a_page_at_no_address_is_not_healthy(host: str) -> None:
    with pytest.raises(UnhealthyError, match="does not answer"):
        check(Role.WEB, Settings(web_host=host))


def test_a_page_at_any_port_cannot_be_asked_for() -> None:
    with pytest.raises(SetupError, match="WIREDESK_WEB_PORT is 0"):
        check(Role.WEB, Settings(web_port=0))
