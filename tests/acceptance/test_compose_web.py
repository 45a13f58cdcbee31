"""Compose with a password and the live page, and what its health check finds."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.compose_project import Project, running
from tests.acceptance.web_desk import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.docker, pytest.mark.acceptance, pytest.mark.timeout(900)]

PASSWORD = 'p@ss "word"\\ $HOME %s/#'
TOKEN = "a token of more than sixteen characters"
PORT = free_port()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Everything that .env can turn on."""
    project = Project(
        tmp_path_factory.mktemp("compose") / "spool",
        WIREDESK_REDIS_PASSWORD=PASSWORD,
        WIREDESK_WEB_TOKEN=TOKEN,
        WIREDESK_WEB_PORT=str(PORT),
        COMPOSE_PROFILES="web",
    )
    yield from running(project)


def status_of(path: str, token: str = "") -> int:
    request = urllib.request.Request(f"http://127.0.0.1:{PORT}{path}")
    if token:
        request.add_header("authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize("service", ["redis", "watcher", "worker", "web"])
def test_every_service_is_found_healthy(project: Project, service: str) -> None:
    project.wait_for(lambda: project.health(service) == "healthy")


def test_a_dropped_file_becomes_an_event(project: Project) -> None:
    text = "Ferry sails again\n\nThe ferry to Skarvik sails again.\n"
    (project.spool / "inbox" / "ferry.txt").write_text(text)
    project.wait_for(lambda: any(project.spool.glob("processed/*/ferry.txt")))
    assert [event["data"]["headline"] for event in project.events()] == ["Ferry sails again"]


def test_the_server_asks_for_the_password(project: Project) -> None:
    without = ["env", "-u", "WIREDESK_REDIS_PASSWORD", "redis-cli", "ping"]
    assert "NOAUTH" in project.compose("exec", "-T", "redis", *without)


def test_the_password_is_not_in_the_list_of_processes(project: Project) -> None:
    command = project.compose("exec", "-T", "redis", "cat", "/proc/1/cmdline")
    assert "word" not in command


def test_the_page_asks_for_the_token(project: Project) -> None:
    assert [status_of("/health"), status_of("/entries"), status_of("/entries", TOKEN)] == [
        200,
        401,
        200,
    ]


def test_the_page_is_published_to_this_machine_only(project: Project) -> None:
    [bindings] = project.container("web")["HostConfig"]["PortBindings"].values()
    assert [each["HostIp"] for each in bindings] == ["127.0.0.1"]


def test_a_stopped_worker_is_found_unhealthy(project: Project) -> None:
    """Stopped inside: the engine knows nothing of it."""
    project.wait_for(lambda: project.health("worker") == "healthy")
    project.compose("exec", "-T", "worker", "sh", "-c", "kill -STOP -1")
    project.wait_for(lambda: project.health("worker") == "unhealthy")
    project.compose("exec", "-T", "worker", "sh", "-c", "kill -CONT -1")
    project.wait_for(lambda: project.health("worker") == "healthy")
