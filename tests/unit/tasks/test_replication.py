"""How far a replica is: what a failover would forget."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from tasks.keys import Keys
from tasks.replication import Replication
from tests.replicas import Server, awaited, lagging, replicated
from worker.connection import connect

if TYPE_CHECKING:
    from pathlib import Path

    from redis import Redis


def caught_up(primary: Server) -> bool:
    with closing(connect(primary.url)) as client:
        return Replication(client, Keys()).caught_up()


def test_a_server_without_replicas_needs_none(redis: Redis) -> None:
    assert Replication(redis, Keys()).caught_up()


def test_a_replica_that_follows_has_what_was_written(tmp_path: Path) -> None:
    with replicated(tmp_path) as (primary, _):
        awaited(lambda: caught_up(primary))


def test_a_replica_that_lags_has_not(tmp_path: Path) -> None:
    with lagging(tmp_path) as (primary, _):
        assert not caught_up(primary)
