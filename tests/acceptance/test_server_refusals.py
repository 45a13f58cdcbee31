"""A server that answers, and refuses: the pipeline waits, says so once, and goes on after."""

from __future__ import annotations

import random
import resource
import signal
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.chaos.system import System
from tests.chaos.traffic import Account, Traffic, account, settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    import redis

    Refusal = Callable[[System, redis.Redis], AbstractContextManager[None]]

pytestmark = pytest.mark.acceptance

FILES = 100
PATIENCE_SECONDS = 120.0
ROOM_BYTES = 1000
"""What the server may still write before its disk seems to be full."""


@pytest.fixture
def system(tmp_path: Path) -> Iterator[System]:
    with System(tmp_path) as system:
        yield system


def set_rights(client: redis.Redis, rule: str) -> None:
    client.execute_command("ACL", "SETUSER", "default", rule)  # type: ignore[no-untyped-call]


@contextmanager
def no_replicas(_system: System, client: redis.Redis) -> Iterator[None]:
    client.config_set("min-replicas-to-write", 1)
    yield
    client.config_set("min-replicas-to-write", 0)


@contextmanager
def no_snapshot(system: System, client: redis.Redis) -> Iterator[None]:
    """A folder has the snapshot's name, so that it cannot be written."""
    in_the_way = system.spool / ".wiredesk" / "dump.rdb"
    in_the_way.mkdir()
    client.config_set("save", "3600 1")
    client.bgsave()
    yield
    client.config_set("save", "")
    in_the_way.rmdir()


@contextmanager
def no_right_to_write(_system: System, client: redis.Redis) -> Iterator[None]:
    set_rights(client, "-@write")
    yield
    set_rights(client, "+@all")


@contextmanager
def full_disk(system: System, _client: redis.Redis) -> Iterator[None]:
    """The append-only file may not grow: each write is cut short, as on a full disk."""
    server = system.server_pid()
    unlimited = resource.prlimit(server, resource.RLIMIT_FSIZE)
    # A server that is past its limit already would be killed.
    System.signal([server], signal.SIGSTOP)
    files = (system.spool / ".wiredesk" / "appendonlydir").iterdir()
    limit = max(path.stat().st_size for path in files) + ROOM_BYTES
    resource.prlimit(server, resource.RLIMIT_FSIZE, (limit, unlimited[1]))
    System.signal([server], signal.SIGCONT)
    yield
    resource.prlimit(server, resource.RLIMIT_FSIZE, unlimited)


def complaints(system: System) -> int:
    return system.log.read_text().count("watcher.trouble")


@pytest.mark.parametrize("refusal", [no_replicas, no_snapshot, no_right_to_write, full_disk])
def test_a_server_that_refuses_is_waited_for(system: System, refusal: Refusal) -> None:
    traffic = Traffic(random.Random(3))
    traffic.drop(system.inbox, FILES)
    assert system.wait(lambda: settled(system) >= 20, PATIENCE_SECONDS)
    server = system.server_pid()
    with closing(system.client()) as client, refusal(system, client):
        assert system.wait(lambda: complaints(system) > 0, PATIENCE_SECONDS)
    assert_all_out(system, traffic)
    assert complaints(system) == 1
    assert (system.starts, system.server_pid()) == (2, server)


def test_a_worker_that_may_not_write_the_stream_waits_for_the_right(system: System) -> None:
    """The right is missed within a script: the answer is another than at a plain command."""
    traffic = Traffic(random.Random(3))
    with closing(system.client()) as client:
        set_rights(client, "-xadd")
        traffic.drop(system.inbox, FILES)
        assert system.wait(lambda: "xadd" in system.log.read_text(), 60), system.log.read_text()
        set_rights(client, "+@all")
    assert_all_out(system, traffic)


def assert_all_out(system: System, traffic: Traffic) -> None:
    assert system.wait(lambda: settled(system) >= traffic.dropped, PATIENCE_SECONDS), (
        system.log.read_text()[-3000:]
    )
    assert system.wait(lambda: account(system, traffic).left_over == 0, PATIENCE_SECONDS)
    assert account(system, traffic) == Account(
        documents=FILES,
        entries=traffic.articles,
        lost=0,
        doubled=0,
        wrongly_failed=0,
        left_over=0,
    )
