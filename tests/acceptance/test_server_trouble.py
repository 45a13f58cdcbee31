"""Whatever the server goes through, every file is settled and every event is there once."""

from __future__ import annotations

import random
import signal
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import redis

from tests.chaos.proxy import Proxy
from tests.chaos.system import System
from tests.chaos.traffic import Account, Traffic, account, settled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(400)]

FILES = 200
PATIENCE_SECONDS = 180.0


@pytest.fixture
def traffic() -> Traffic:
    return Traffic(random.Random(3))


@pytest.fixture
def system(tmp_path: Path) -> Iterator[System]:
    with System(tmp_path) as system:
        yield system


def under_way(system: System, traffic: Traffic) -> None:
    """Files are dropped, and some have come out."""
    traffic.drop(system.inbox, FILES)
    assert system.wait(lambda: settled(system) >= 20, PATIENCE_SECONDS)


def assert_all_out(system: System, traffic: Traffic) -> None:
    assert system.wait(lambda: settled(system) >= traffic.dropped, PATIENCE_SECONDS), (
        system.log.read_text()[-3000:]
    )
    nothing_left(system, traffic)
    assert account(system, traffic) == Account(
        documents=FILES,
        entries=traffic.articles,
        lost=0,
        doubled=0,
        wrongly_failed=0,
        left_over=0,
    )


def nothing_left(system: System, traffic: Traffic) -> None:
    assert system.wait(lambda: account(system, traffic).left_over == 0, 60)


def complaints(system: System) -> int:
    return system.log.read_text().count("watcher.trouble")


def configure(system: System, **settings: str) -> None:
    # Without the question whether the server lives: one whose disk is full refuses that, too.
    with closing(redis.Redis.from_url(system.server.url)) as client:
        for name, value in settings.items():
            client.config_set(name.replace("_", "-"), value)


def test_a_server_without_memory_stops_the_pipeline_until_it_has_some(
    system: System, traffic: Traffic
) -> None:
    under_way(system, traffic)
    configure(system, maxmemory="1mb")
    assert system.wait(lambda: complaints(system) > 0, 60)
    configure(system, maxmemory="0")
    assert_all_out(system, traffic)
    assert complaints(system) == 1


def test_a_server_that_became_a_replica_stops_the_pipeline_until_it_takes_writes(
    system: System, traffic: Traffic
) -> None:
    under_way(system, traffic)
    with closing(system.client()) as client:
        client.replicaof("127.0.0.1", 9)
        assert system.wait(lambda: complaints(system) > 0, 60)
        client.replicaof("NO", "ONE")
    assert_all_out(system, traffic)


def test_a_changed_password_stops_the_pipeline_until_it_is_the_known_one_again(
    system: System, traffic: Traffic
) -> None:
    under_way(system, traffic)
    with closing(system.client()) as client:
        client.config_set("requirepass", "another")
        client.client_kill_filter(_type="normal", skipme=True)
        client.connection_pool.connection_kwargs["password"] = "another"
        # The password keeps this test, too, from asking whether the server lives.
        assert system.wait(lambda: complaints(system) > 0, 60, reviving=False)
        client.config_set("requirepass", "")
    assert_all_out(system, traffic)


def test_a_server_that_lost_its_data_gets_everything_unfinished_again(
    system: System, traffic: Traffic
) -> None:
    """What had ended before is on the lost stream; what had not is worked on from the spool."""
    under_way(system, traffic)
    with closing(system.client()) as client:
        client.flushall()
    assert system.wait(lambda: settled(system) >= traffic.dropped, PATIENCE_SECONDS)
    nothing_left(system, traffic)
    result = account(system, traffic)
    assert (result.doubled, result.wrongly_failed) == (0, 0)
    names = {path.name for path in (system.spool / "processed").rglob("*") if path.is_file()}
    assert names == set(traffic.documents)


def test_replies_that_are_lost_double_nothing(system: System, traffic: Traffic) -> None:
    """One reply in a hundred is lost after the server has done what it was told."""
    socket = system.server.url.removeprefix("unix://")
    with Proxy(socket, random.Random(5), loss=0.01) as proxy:
        through(system, proxy)
        traffic.drop(system.inbox, FILES)
        assert_all_out(system, traffic)
        assert proxy.cuts > 5


def test_a_slow_server_is_waited_for(system: System, traffic: Traffic) -> None:
    socket = system.server.url.removeprefix("unix://")
    with Proxy(socket, random.Random(5), delay_seconds=0.01) as proxy:
        through(system, proxy)
        traffic.drop(system.inbox, FILES)
        assert_all_out(system, traffic)


def through(system: System, proxy: Proxy) -> None:
    """Start watcher and worker anew, with the proxy between them and the server."""
    system.reach_through(proxy.url)
    for role in ("watch", "work"):
        system.signal(system.family(role), signal.SIGKILL)
    assert system.wait(lambda: system.starts == 4, 60)
