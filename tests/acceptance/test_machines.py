"""Two watchers on two spools and two workers, as on four machines that share one server only."""

from __future__ import annotations

import subprocess
import uuid
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tasks.keys import Keys
from tasks.presence import living
from worker.connection import connect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

FILES = 60
BODY = "The ferry to Skarvik sails again. The storm has passed, and the quay is open.\n\n" * 3

HOST = ("unshare", "--uts", "--map-root-user", "sh", "-c", 'hostname "$0" && exec "$@"')
"""Starts a program on a machine of another name, as far as it can see."""


@pytest.fixture
def _hosts() -> None:
    """A machine's name can be changed for one program."""
    if subprocess.run([*HOST, "worker-0", "true"], check=False, capture_output=True).returncode:
        pytest.skip("unshare (apt install util-linux) may not name a machine here")


@pytest.fixture
def desks(make_desk: Callable[..., Desk], server_url: str) -> list[Desk]:
    """Two spools; nothing but the server is common to them."""
    shared = {
        "WIREDESK_REDIS_URL": server_url,
        "WIREDESK_DEPLOYMENT": f"machines-{uuid.uuid4().hex}",
        "WIREDESK_CONCURRENCY": "1",
    }
    return [make_desk(**shared), make_desk(**shared)]


def report(number: int) -> str:
    return f"Ferry report number {number}\n\n{BODY}It is report {number} of this winter.\n"


def names(server_url: str, desk: Desk) -> set[str]:
    """The machines that report."""
    keys = Keys(desk.environment["WIREDESK_DEPLOYMENT"])
    with closing(connect(server_url)) as client:
        found = [*living(client, keys.watchers), *living(client, keys.workers)]
    return {each.name.partition(":")[0] for each in found}


@pytest.mark.usefixtures("_hosts")
def test_two_watchers_and_two_workers_do_every_file_once(
    desks: list[Desk], server_url: str, wait_until: Callable[..., None]
) -> None:
    one, other = desks
    for number in range(FILES):
        # Half of them reach both machines: they are copies wherever they are worked on.
        one.drop(f"{number:03}.txt", report(number))
        if number % 2:
            other.drop(f"{number:03}.txt", report(number))
    for number, desk in enumerate(desks):
        desk.start("work", under=[*HOST, f"worker-{number}"])
        desk.start("watch", under=[*HOST, f"watcher-{number}"])
    wait_until(lambda: len(one.files("processed")) == FILES)
    wait_until(lambda: len(other.files("processed")) == FILES / 2)
    assert names(server_url, one) == {"worker-0", "worker-1", "watcher-0", "watcher-1"}
    events = one.events()
    assert len({event["id"] for event in events}) == len(events) == FILES * 3 / 2
    kinds = [event["type"].rpartition(".")[2] for event in events]
    assert (kinds.count("published"), kinds.count("duplicate")) == (FILES, FILES / 2)
