"""`docker compose up --build`, for real: a file dropped on the host becomes an event."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.compose_project import Project, running
from tests.conftest import SEEDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = [pytest.mark.docker, pytest.mark.acceptance, pytest.mark.timeout(900)]

SERVICES = ("redis", "spool", "watcher", "worker")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The services of docker-compose.yml, up and running on an empty spool; no variable is set."""
    yield from running(Project(tmp_path_factory.mktemp("compose") / "spool"))


@pytest.fixture
def wait_for(project: Project) -> Callable[[Callable[[], bool]], None]:
    """Wait for something to come true."""
    return project.wait_for


def settled(project: Project, name: str) -> bool:
    """Whether a file has arrived in `processed/<date>/`."""
    return any(path.is_file() for path in project.spool.glob(f"processed/*/{name}"))


def in_processing(project: Project) -> list[Path]:
    """The files that are being worked on."""
    return [path for path in (project.spool / "processing").rglob("*") if path.is_file()]


def test_a_dropped_file_becomes_an_event(project: Project, wait_for: Any) -> None:
    dropped = project.spool / "inbox" / "kremlin-talks.txt"
    shutil.copyfile(SEEDS / "kremlin-talks.txt", dropped)
    dropped.chmod(0o644)
    wait_for(lambda: settled(project, "kremlin-talks.txt"))
    event = next(
        each
        for each in project.events()
        if each["data"]["provenance"]["document"] == "kremlin-talks.txt"
    )
    assert event["type"] == "news.article.published"
    assert event["source"] == "wiredesk/spool"
    assert event["data"]["headline"] == "The talks between Putin and Hollande in the Kremlin ended"
    assert in_processing(project) == []


def test_a_subfolder_that_somebody_else_made_is_opened_by_the_next_up(
    project: Project, wait_for: Any
) -> None:
    desk = project.spool / "inbox" / "harbour"
    desk.mkdir()
    desk.chmod(0o755)
    project.compose("up", "--detach", "--no-build", "spool")
    (desk / "ferry.txt").write_text("Ferry sails again\n\nThe ferry to Skarvik sails again.\n")
    wait_for(lambda: settled(project, "harbour/ferry.txt"))
    assert any(event["data"].get("source") == "harbour" for event in project.events())


def test_an_empty_file_ends_in_failed_with_its_reason(project: Project, wait_for: Any) -> None:
    (project.spool / "inbox" / "empty.txt").touch()
    sidecar = project.spool / "failed" / "empty.txt.error.json"
    wait_for(sidecar.is_file)
    assert json.loads(sidecar.read_text("utf-8"))["reason"] == "empty_file"
    assert (project.spool / "failed" / "empty.txt").is_file()


def test_the_watcher_and_the_worker_are_at_work(project: Project, wait_for: Any) -> None:
    def both() -> bool:
        status = json.loads(project.wiredesk("watcher", "status", "--json"))
        return bool(status["watchers"] == status["workers"] == 1)

    wait_for(both)


@pytest.mark.parametrize("service", ["redis", "watcher", "worker"])
def test_a_service_is_found_healthy(project: Project, wait_for: Any, service: str) -> None:
    wait_for(lambda: project.health(service) == "healthy")


def test_the_live_page_is_not_served_unless_asked_for(project: Project) -> None:
    assert project.compose("ps", "--all", "--quiet", "web") == ""


@pytest.mark.parametrize("service", SERVICES)
def test_a_container_has_a_read_only_root_and_gains_no_rights(
    project: Project, service: str
) -> None:
    host = project.container(service)["HostConfig"]
    assert host["ReadonlyRootfs"]
    assert host["CapDrop"] == ["ALL"]
    assert host["SecurityOpt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("service", ["redis", "watcher", "worker"])
def test_a_service_does_not_run_as_root(project: Project, service: str) -> None:
    assert int(project.compose("exec", "-T", service, "id", "-u")) != 0


@pytest.mark.parametrize("service", ["redis", "watcher", "worker"])
def test_a_service_has_no_capabilities(project: Project, service: str) -> None:
    assert not project.container(service)["HostConfig"]["CapAdd"]
    status = project.compose("exec", "-T", service, "cat", "/proc/1/status")
    sets = dict(line.split(":\t") for line in status.splitlines() if line.startswith("Cap"))
    assert {name for name, bits in sets.items() if int(bits, 16)} == set()


def test_what_runs_as_root_has_ended_and_could_only_set_rights(project: Project) -> None:
    spool = project.container("spool")
    added = {name.removeprefix("CAP_") for name in spool["HostConfig"]["CapAdd"]}
    assert added == {"CHOWN", "DAC_OVERRIDE", "FOWNER"}
    assert (spool["State"]["Status"], spool["State"]["ExitCode"]) == ("exited", 0)


def test_the_image_has_no_pip(project: Project) -> None:
    find = "import importlib.util as u; print(u.find_spec('pip'), u.find_spec('ensurepip'))"
    assert project.compose("exec", "-T", "worker", "python3", "-c", find).split() == ["None"] * 2


def test_what_runs_as_root_has_no_network(project: Project) -> None:
    assert project.container("spool")["HostConfig"]["NetworkMode"] == "none"


@pytest.mark.parametrize("service", SERVICES)
def test_no_port_is_open_to_the_host(project: Project, service: str) -> None:
    assert not project.container(service)["HostConfig"]["PortBindings"]


def test_what_is_in_flight_outlives_the_server_and_the_worker(
    project: Project, wait_for: Any
) -> None:
    """Killed and started again, the server has its stream and the next file comes out."""
    before = len(project.events())
    project.compose("kill", "redis", "worker", "watcher")
    (project.spool / "inbox" / "later.txt").write_text("Later that day\n\nThe tide went out.\n")
    project.compose("up", "--detach", "--no-build")
    wait_for(lambda: settled(project, "later.txt"))
    assert len(project.events()) == before + 1
