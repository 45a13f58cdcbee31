"""`wiredesk run`: the server, a watcher and a worker as one tree of processes."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

import structlog

from schemas.errors import EXIT_INCOMPATIBLE, SetupError
from worker.embedded import EmbeddedServer
from worker.logs import switch_debug_on_signal
from worker.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import FrameType

    from worker.settings import Settings

log = structlog.get_logger()

HOME = Path(__file__).resolve().parent.parent
"""Where these packages lie."""

LOOK_SECONDS = 0.1
"""Pause between two looks at the children."""

PING_SECONDS = 1.0
"""Pause between two questions to the embedded server whether it lives."""

LONGEST_PAUSE_SECONDS = 30.0
HEALTHY_SECONDS = 10.0
"""A child that ran for this long is started again at once when it dies."""


@dataclass
class Child:
    """A process that is started again when it dies, after a pause that grows if it dies young."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 0.0
    due: float = field(default=0.0)

    def start(self) -> None:
        """Start it in a session of its own: Ctrl-C reaches the supervisor only."""
        self.started = time.monotonic()
        # Ignored until it handles it itself: a new process would end at SIGUSR2.
        before = signal.signal(signal.SIGUSR2, signal.SIG_IGN)
        self.process = subprocess.Popen(
            self.command, env=dict(self.environment), start_new_session=True
        )
        signal.signal(signal.SIGUSR2, before)
        log.info("child.started", child=self.name, pid=self.process.pid)

    def exit_status(self) -> int | None:
        """The status it ended with, None while it runs."""
        return self.process.poll() if self.process else None

    def restart_when_due(self) -> None:
        """Call again and again while it is dead: starts it after the pause."""
        now = time.monotonic()
        if not self.due:
            young = now - self.started < HEALTHY_SECONDS
            self.pause = min(LONGEST_PAUSE_SECONDS, self.pause * 2 or 0.5) if young else 0.0
            self.due = now + self.pause
            log.warning("child.died", child=self.name, status=self.exit_status(), pause=self.pause)
            self._end_orphans()
        elif now >= self.due:
            self.due = 0.0
            self.start()

    def _end_orphans(self) -> None:
        """End what it has left: nobody enforces the time limits of a dead worker's processes."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def switch_debug(self) -> None:
        """Pass on that debug lines are wanted, or not any more."""
        if self.process is not None:
            self.process.send_signal(signal.SIGUSR2)

    def stop(self, seconds: float) -> None:
        """SIGTERM, and SIGKILL if it has not ended after so many seconds."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            log.error("child.killed", child=self.name, after_seconds=seconds)  # noqa: TRY400 - no traceback
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Supervisor:
    """Runs a deployment on one machine until it is told to stop, or has nothing left to do."""

    def __init__(self, settings: Settings, environment: Mapping[str, str]) -> None:
        self._settings = settings
        self._spool = Spool(settings.spool)
        self._environment = dict(environment)
        self._stopping = False

    def run(self, *, until_idle: bool) -> int:
        """Start everything, keep it running, stop it in order; returns the exit status.

        Raises:
            SetupError: the spool cannot be used, another `run` has it, or the server fails.
        """
        self._spool.prepare()
        signal.signal(signal.SIGTERM, self._on_signal)
        signal.signal(signal.SIGINT, self._on_signal)
        with self._only_one():
            if not self._settings.embedded:
                return self._supervise(None, until_idle=until_idle)
            with EmbeddedServer(self._spool.private) as server:
                self._environment["WIREDESK_REDIS_URL"] = server.url
                return self._supervise(server, until_idle=until_idle)

    def _supervise(self, server: EmbeddedServer | None, *, until_idle: bool) -> int:
        watcher = self._child("watcher", "watch", *(["--until-idle"] if until_idle else []))
        worker = self._child("worker", "work")
        for child in (worker, watcher):
            child.start()
        switch_debug_on_signal(self._settings, [worker.switch_debug, watcher.switch_debug])
        next_ping, status = 0.0, 0
        try:
            while not self._stopping:
                if watcher.exit_status() == 0 and until_idle:
                    break
                if EXIT_INCOMPATIBLE in {worker.exit_status(), watcher.exit_status()}:
                    # It has said why; another one would find the same.
                    status = EXIT_INCOMPATIBLE
                    break
                for child in (worker, watcher):
                    if child.exit_status() is not None:
                        child.restart_when_due()
                if server is not None and time.monotonic() >= next_ping:
                    server.keep_running()
                    next_ping = time.monotonic() + PING_SECONDS
                time.sleep(LOOK_SECONDS)
        finally:
            watcher.stop(self._settings.stop_seconds)
            worker.stop(self._settings.stop_seconds)
        log.info("run.stopped")
        return status

    def _child(self, name: str, *arguments: str) -> Child:
        # What lies in the folder that it is started in, such as a `tasks.py`, is not ours.
        python = [sys.executable] if Path.cwd() == HOME else [sys.executable, "-P"]
        command = [*python, "-m", "worker", *arguments, "--parent", str(os.getpid())]
        return Child(name, command, self._environment)

    def _only_one(self) -> IO[bytes]:
        """The lock on this spool, held until it is closed.

        Raises:
            SetupError: another `wiredesk run` holds it.
        """
        self._spool.private.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = (self._spool.private / "run.lock").open("ab")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise SetupError(
                f"another `wiredesk run` works on {self._spool.root}: stop it first, or give "
                "this one another folder"
            ) from None
        return lock

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True
