"""Every role under a Redis user of its own, plainly and over mutual TLS, with all samples."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from tests.acceptance.conftest import Desk
from tests.certificates import Authority
from tests.conftest import ROOT
from tests.redis_users import ADMIN, password, server_with_users, users_file
from tests.tls_server import free_port, program, running_tls
from worker.connection import connect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.acceptance

QUICK = {
    "WIREDESK_SETTLE_SECONDS": "0.1",
    "WIREDESK_CONCURRENCY": "2",
    "WIREDESK_TRIM_SECONDS": "1",
    "WIREDESK_SWEEP_SECONDS": "1",
}


class Site:
    """One server with its users, and a desk whose processes are each its role's user."""

    def __init__(self, folder: Path, place: str, tls: dict[str, str]) -> None:
        self._place = place
        self._tls = tls
        self.web_port = free_port()
        self.desk = Desk(folder / "spool", **QUICK, **tls, WIREDESK_WEB_PORT=str(self.web_port))

    @property
    def encrypted(self) -> bool:
        """Whether it is reached by TLS."""
        return bool(self._tls)

    def take_part(self, role: str) -> Desk:
        """The desk, with what is started next as this role."""
        scheme = "rediss" if self._tls else "redis"
        self.desk.environment |= {
            "WIREDESK_REDIS_URL": f"{scheme}://wiredesk-{role}@{self._place}",
            "WIREDESK_REDIS_PASSWORD": password(role),
        }
        return self.desk

    def refusals(self) -> list[tuple[Any, ...]]:
        """What the server has refused: whom, and what."""
        parts = {"WIREDESK_REDIS_CA_FILE": "ssl_ca_certs", "WIREDESK_REDIS_CERT_FILE": "ssl_certfile",
                 "WIREDESK_REDIS_KEY_FILE": "ssl_keyfile"}  # fmt: skip
        query = "&".join(f"{parts[name]}={quote(path)}" for name, path in self._tls.items())
        scheme = "rediss" if self._tls else "redis"
        with closing(connect(f"{scheme}://{ADMIN}:{ADMIN}@{self._place}?{query}")) as client:
            log: Any = client.acl_log()
        return [(each["username"], each["reason"], each["context"], each["object"]) for each in log]

    def get(self, path: str) -> Any:
        """What the live page answers."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.web_port}{path}", timeout=10) as page:
            return page.read().decode()


@pytest.fixture(scope="module", params=["plain", "tls"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("roles")
    with ExitStack() as stack:
        if request.param == "plain":
            port, tls = stack.enter_context(server_with_users(folder)), {}
        else:
            users = users_file(folder, program())
            authority = Authority(folder, "authority")
            pair, client = authority.issue("server"), authority.issue("client")
            secured = running_tls(folder, pair, authority.file, "yes", "--aclfile", users)
            port = stack.enter_context(secured)
            tls = {
                "WIREDESK_REDIS_CA_FILE": str(authority.file),
                "WIREDESK_REDIS_CERT_FILE": str(client.certificate),
                "WIREDESK_REDIS_KEY_FILE": str(client.key),
            }
        made = Site(folder, f"localhost:{port}", tls)
        stack.callback(made.desk.stop_all)
        yield made


@pytest.fixture(scope="module")
def worked(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site with every sample worked off and read."""
    outside = site.desk.environment
    drop = [sys.executable, str(ROOT / "seeds" / "drop.py"), "--huge", str(site.desk.inbox)]
    subprocess.run(drop, check=True, env=outside, capture_output=True)
    worker = site.take_part("worker").start("work")
    site.take_part("web").start("web")
    done = site.take_part("watcher").command("watch", "--until-idle", timeout=120)
    assert done.returncode == 0, done.stderr[-3000:]
    site.take_part("watcher").start("watch")
    assert worker.poll() is None
    return site


COMMANDS = [
    ("operator", "status"),
    ("operator", "stories"),
    ("operator", "explain", "kremlin-talks.txt"),
    ("operator", "explain", "broken.json"),
    ("operator", "failed", "list"),
    ("operator", "failed", "retry", "broken.json"),
    ("operator", "failed", "drop", "scan.pdf", "--yes"),
    ("operator", "replay", "--group", "desk"),
    ("operator", "replay", "--json"),
    ("subscriber", "groups"),
    ("subscriber", "replay", "--group", "desk"),
    ("subscriber", "replay", "--group", "bad", "--parked"),
    ("worker", "health", "worker"),
    ("metrics", "health", "watcher"),
]
"""What people and health checks do; over TLS it is the same."""

ANYWHERE = [("operator", "doctor"), ("metrics", "metrics"), ("web", "health", "web")]


def test_a_role_does_its_work_and_is_refused_nothing(
    worked: Site, wait_until: Callable[..., None]
) -> None:
    site = worked
    events = site.take_part("operator").events()
    taken = site.desk.spool / "taken"
    subscribe = ("subscribe", "--exec", f"tee -a {taken}", "--group", "desk")
    subscriber = site.take_part("subscriber").start(*subscribe)
    site.desk.start("subscribe", "--exec", "false", "--group", "bad", "--attempts", "1")
    wait_until(lambda: taken.exists() and taken.read_text().count('"specversion"') >= len(events))
    assert (subscriber.poll(), len(events) > 40) == (None, True)
    for role, *arguments in ANYWHERE + ([] if site.encrypted else COMMANDS):
        done = site.take_part(role).command(*arguments)
        assert done.returncode == 0, (role, arguments, done.stderr[-1000:], done.stdout[-2000:])
    for path in ("/entries", "/figures", "/failures", "/metrics"):
        assert site.get(path)
    assert site.refusals() == []
