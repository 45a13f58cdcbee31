"""A failover by Sentinel in the middle of the work: every article is on the new primary, once."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.test_crashes import assert_nothing_lost_nothing_twice, drop_many, settled
from tests.replicas import guarded, replicated
from worker.connection import connect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.acceptance.conftest import Desk

pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(120)]

FILES = 600


def test_files_survive_a_failover(
    make_desk: Callable[..., Desk], tmp_path: Path, wait_until: Callable[..., None]
) -> None:
    with replicated(tmp_path) as (primary, replica), guarded(primary, tmp_path / "guard") as url:
        desk = make_desk(WIREDESK_REDIS_URL=url)
        drop_many(desk, FILES)
        run = desk.start("run", "--until-idle")
        wait_until(lambda: settled(desk) >= FILES / 6)
        primary.kill()
        assert run.wait(90) == 0
        with closing(connect(replica.url)) as client:
            assert client.info("replication")["role"] == "master"
        assert_nothing_lost_nothing_twice(desk, FILES)
