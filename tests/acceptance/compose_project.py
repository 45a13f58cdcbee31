"""A project of Compose, for tests: the services of docker-compose.yml on a spool of their own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

DOCKER = shutil.which("docker")
REQUIRED = os.environ.get("WIREDESK_TEST_DOCKER") == "required"


class Project:
    """A Compose project of its own name, with its own image and spool.

    Args:
        variables: what would stand in `.env`.
    """

    def __init__(self, spool: Path, **variables: str) -> None:
        self.spool = spool
        self.name = f"wiredesk-test-{uuid.uuid4().hex[:8]}"
        self._environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("WIREDESK_", "COMPOSE_"))},
            "SPOOL_DIR": str(spool),
            "WIREDESK_IMAGE": self.name,
            "WIREDESK_SETTLE_SECONDS": "0.3",
            **variables,
        }

    def compose(self, *arguments: str) -> str:
        """What a `docker compose` command prints; its complaints are the failure's message."""
        return self._docker(*self._command, *arguments)

    def refused(self, *arguments: str) -> str:
        """What a `docker compose` command complains of; that it succeeds is a failure."""
        done = self._run(*self._command, *arguments)
        assert done.returncode, f"{' '.join(arguments)} succeeds: {done.stdout}"
        return done.stderr

    def wiredesk(self, service: str, *arguments: str) -> str:
        """What a `wiredesk` command in a running container prints."""
        return self.compose("exec", "-T", service, "wiredesk", *arguments)

    def container(self, service: str) -> dict[str, Any]:
        """What the engine knows of a service's container."""
        identity = self.compose("ps", "--all", "--quiet", service).strip()
        inspected: dict[str, Any] = json.loads(self._docker("inspect", identity))[0]
        return inspected

    def health(self, service: str) -> str:
        """What the health check of a service's container has found."""
        return str(self.container(service)["State"]["Health"]["Status"])

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Wait for something to come true; the services' logs are the message if it does not."""
        deadline = time.monotonic() + 120
        while not condition():
            if time.monotonic() > deadline:
                pytest.fail(self.compose("logs", "--no-color", "--tail", "40"))
            time.sleep(0.25)

    def events(self) -> list[dict[str, Any]]:
        """The last events of the stream, as a worker's container shows them."""
        lines = self.wiredesk("worker", "tail", "--json", "-n", "10").splitlines()
        return [json.loads(line) for line in lines]

    def remove(self) -> None:
        """Take away everything that the project has made; its image too."""
        try:
            self.compose("down", "--volumes", "--remove-orphans", "--timeout", "20")
        finally:
            self._docker("image", "rm", "--force", self.name)

    @property
    def _command(self) -> tuple[str, ...]:
        file = str(ROOT / "docker-compose.yml")
        project = ("--project-name", self.name, "--file", file, "--env-file", os.devnull)
        return ("compose", *project)

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [DOCKER or "docker", *arguments],
            env=self._environment, capture_output=True, text=True, timeout=800, check=False,
        )  # fmt: skip

    def _docker(self, *arguments: str) -> str:
        done = self._run(*arguments)
        if done.returncode:
            pytest.fail(f"docker {' '.join(arguments)}\n{done.stdout}{done.stderr}"[-8000:])
        return done.stdout


def why_not() -> str | None:
    """The reason why Compose cannot be used here, None where it can."""
    if DOCKER is None:
        return "there is no `docker` command"
    for question in (["info"], ["compose", "version"]):
        done = subprocess.run(
            [DOCKER, *question], capture_output=True, text=True, timeout=60, check=False
        )
        if done.returncode:
            return f"`docker {' '.join(question)}` fails: {done.stderr.strip()[-300:]}"
    return None


def running(project: Project, *arguments: str) -> Iterator[Project]:
    """A project that is up for as long as the generator lives; skips where there is no Compose."""
    reason = why_not()
    if reason and REQUIRED:
        pytest.fail(f"WIREDESK_TEST_DOCKER=required, but {reason}")
    if reason:
        pytest.skip(f"needs a container engine with Compose v2: {reason}")
    try:
        project.compose(*arguments, "up", "--build", "--detach", "--quiet-pull")
        yield project
    finally:
        project.remove()
