"""Real processes through the command line, on a spool of their own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import uuid
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance import forked_command
from tests.acceptance.web_desk import WebDesk, launched
from tests.conftest import ROOT
from tests.surroundings import outside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from playwright.sync_api import Browser, Page

BIN = Path(sys.executable).parent / "wiredesk"


class Desk:
    """A spool, and the command `wiredesk` on it."""

    def __init__(self, spool: Path, **settings: str) -> None:
        self.spool = spool
        self.inbox = spool / "inbox"
        self.inbox.mkdir(parents=True)
        self.environment = {**outside(), "WIREDESK_SPOOL": str(spool), **settings}
        self.log = spool.with_suffix(".log")
        self._running: list[subprocess.Popen[bytes]] = []

    def drop(self, name: str, text: str) -> None:
        """Drop a file the careful way."""
        target = self.inbox / name
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{target.name}.part")
        part.write_text(text, "utf-8")
        part.rename(target)

    def start(
        self, *arguments: str, under: Sequence[str] = (), program: Sequence[str | Path] = (BIN,)
    ) -> subprocess.Popen[bytes]:
        """A command that goes on running; its log is kept in `self.log`.

        Args:
            under: program that starts it, with its arguments.
            program: what stands in for `wiredesk`.
        """
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [*under, *program, *arguments],
                env=self.environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
        self._running.append(process)
        return process

    def command(self, *arguments: str, timeout: float = 60) -> subprocess.CompletedProcess[str]:
        """A command run to its end."""
        return forked_command.run(arguments, self.environment, timeout)

    def run_until_idle(self, timeout: float = 90) -> None:
        """Everything in the inbox is worked off."""
        done = self.command("run", "--until-idle", timeout=timeout)
        assert done.returncode == 0, done.stderr[-3000:]

    def events(self) -> list[dict[str, Any]]:
        """All entries of the stream."""
        done = self.command("tail", "--json", "--from", "0")
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def files(self, folder: str) -> list[str]:
        """Paths of the files below one of the spool's folders."""
        top = self.spool / folder
        # Asked for many times a second: `Path.rglob` would take five times as long.
        found = (f"{at}/{name}" for at, _, names in os.walk(top) for name in names)
        return sorted(path.removeprefix(f"{top}/") for path in found)

    def sidecar(self, name: str) -> dict[str, Any]:
        """What is said of a failed file."""
        found: dict[str, Any] = json.loads(
            (self.spool / "failed" / f"{name}.error.json").read_text()
        )
        return found

    def children(self, role: str) -> list[int]:
        """Process ids of the watcher (`watch`) or worker (`work`) processes of this spool's run."""
        found = []
        for entry, command in _command_lines():
            if role.encode() not in command or b"--parent" not in command:
                continue
            try:
                environment = (entry / "environ").read_bytes()
            except (FileNotFoundError, ProcessLookupError, PermissionError):
                continue
            if f"WIREDESK_SPOOL={self.spool}\0".encode() in environment:
                found.append(int(entry.name))
        return found

    def servers(self) -> list[int]:
        """Process ids of this spool's embedded server; it outlives a `run` that is killed."""
        socket = os.fsencode(self.spool / ".wiredesk" / "server.sock")
        return [
            int(entry.name) for entry, command in _command_lines() if socket in b" ".join(command)
        ]

    def stop_all(self) -> None:
        """End whatever a test has left running."""
        for process in self._running:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self._running:
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for pid in (*self.children("watch"), *self.children("work"), *self.servers()):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _command_lines() -> Iterator[tuple[Path, list[bytes]]]:
    """Every process, as its folder in `/proc`, with its arguments."""
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(FileNotFoundError, ProcessLookupError, PermissionError):
            yield entry, (entry / "cmdline").read_bytes().split(b"\0")


@pytest.fixture(scope="module")
def make_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Desk]]:
    """Makes desks; what they leave running is ended after the module."""
    made: list[Desk] = []

    def make(**settings: str) -> Desk:
        quick = {"WIREDESK_SETTLE_SECONDS": "0.3", "WIREDESK_CONCURRENCY": "2"}
        desk = Desk(tmp_path_factory.mktemp("desk") / "spool", **{**quick, **settings})
        made.append(desk)
        return desk

    yield make
    for desk in made:
        desk.stop_all()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser without a window."""
    yield from launched()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab whose scripts may not fail."""
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    context.set_default_timeout(30_000)
    made = context.new_page()
    failed: list[str] = []
    made.on("pageerror", lambda error: failed.append(str(error)))
    yield made
    context.close()
    assert failed == []


@pytest.fixture
def web(make_desk: Callable[..., Desk], server_url: str) -> WebDesk:
    """A desk with a stream of its own, that is written to without a pipeline."""
    name = f"page-{uuid.uuid4().hex}"
    desk = make_desk(WIREDESK_REDIS_URL=server_url, WIREDESK_DEPLOYMENT=name)
    return WebDesk(desk, server_url, name)
