"""A release that meets the state of a later one: it says so, and leaves all as it is."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from schemas.errors import EXIT_INCOMPATIBLE
from tasks.keys import STATE_VERSION, Keys
from worker.connection import connect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.acceptance.conftest import Desk
    from tests.acceptance.web_desk import WebDesk

pytestmark = pytest.mark.acceptance

COMMANDS = (
    ["run"], ["watch"], ["work"], ["web", "--port", "0"],
    ["status"], ["stories"], ["metrics"], ["sources"], ["tail", "--from", "0"], ["groups"],
)  # fmt: skip


def test_a_later_state_is_refused_and_left_alone(
    make_desk: Callable[..., Desk], server_url: str
) -> None:
    desk = make_desk(WIREDESK_REDIS_URL=server_url, WIREDESK_DEPLOYMENT="later")
    desk.drop("ferry.txt", "Ferry service resumes\n\nThe ferry to Skarvik sails again.")
    with closing(connect(server_url)) as client:
        client.hset(Keys("later").release, mapping={"state": STATE_VERSION + 1, "release": "9.0"})
        for command in COMMANDS:
            done = desk.command(*command)
            told = f"of version {STATE_VERSION + 1} (wiredesk 9.0)"
            assert (done.returncode, told in done.stderr) == (EXIT_INCOMPATIBLE, True), command
        assert client.keys("{later}:*") == [Keys("later").release.encode()]
    assert desk.files("inbox") == ["ferry.txt"]


def test_a_page_that_is_served_ends_when_the_state_becomes_later(web: WebDesk) -> None:
    page = web.serve()
    web.redis.hset(web.keys.release, mapping={"state": STATE_VERSION + 1, "release": "9.0"})
    assert page.wait(30) == EXIT_INCOMPATIBLE
    assert f"of version {STATE_VERSION + 1} (wiredesk 9.0)" in web.desk.log.read_text()
