"""A failover by Sentinel in the middle of the work: every article is on the new primary, once."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.test_crashes import assert_nothing_lost_nothing_twice, drop_many, settled
from tests.certificates import Authority
from tests.replicas import MASTER, guarded, replicated
from tests.tls_server import guarding_tls, program, running_tls
from worker.connection import connect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

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
        assert run.wait(180) == 0
        with closing(connect(replica.url)) as client:
            assert client.info("replication")["role"] == "master"
        assert_nothing_lost_nothing_twice(desk, FILES)


def test_files_go_through_a_server_that_is_found_and_spoken_to_by_tls(
    make_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    program()
    authority = Authority(tmp_path, "authority")
    pair, ca = authority.issue("server"), authority.file
    with (
        running_tls(tmp_path / "primary", pair, ca) as primary,
        guarding_tls(tmp_path / "guard", pair, ca, primary, MASTER) as sentinel,
    ):
        desk = make_desk(
            WIREDESK_REDIS_URL=f"rediss+sentinel://localhost:{sentinel}/0?master={MASTER}",
            WIREDESK_REDIS_CA_FILE=str(ca),
            WIREDESK_REDIS_CERT_FILE=str(pair.certificate),
            WIREDESK_REDIS_KEY_FILE=str(pair.key),
        )
        drop_many(desk, 20)
        desk.run_until_idle()
        assert_nothing_lost_nothing_twice(desk, 20)
