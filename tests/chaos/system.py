"""A deployment whose processes are killed and started again: server, watcher and worker."""

from __future__ import annotations

import os
import signal
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tests.chaos.boundaries import FOLDER, armed, frozen
from tests.chaos.freezing import run_forked
from tests.forked import PROCESSES, ROOT
from tests.pace import Pace
from tests.surroundings import outside
from worker.connection import connect
from worker.embedded import EmbeddedServer

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.process import BaseProcess
    from types import TracebackType

    import redis

    from tests.chaos.boundaries import Boundary

ROLES = ("watch", "work")

QUICK = {
    "WIREDESK_SETTLE_SECONDS": "0.1",
    "WIREDESK_SCAN_SECONDS": "0.2",
    "WIREDESK_SWEEP_SECONDS": "1",
    "WIREDESK_BATCH_SIZE": "16",
    "WIREDESK_HIGH_WATER_DOCUMENTS": "200",
    "WIREDESK_CONCURRENCY": "2",
    "WIREDESK_SOFT_TIME_LIMIT_SECONDS": "10",
    "WIREDESK_HARD_TIME_LIMIT_SECONDS": "15",
    "WIREDESK_LEASE_SECONDS": "20",
    "WIREDESK_LOG_LEVEL": "warning",
}
"""Settings with which a lost message is found soon; the rules are those of the defaults."""


TAKEN_SECONDS = 5.0
"""How long a process takes at most from the laid file to its stop."""


class System:
    """Processes on one spool, as a context: they run while it is entered."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.spool = folder / "spool"
        self.inbox = self.spool / "inbox"
        self.inbox.mkdir(parents=True)
        self._laid = folder / "laid"
        self._laid.mkdir()
        self.log = folder / "chaos.log"
        self.server = EmbeddedServer(self.spool / ".wiredesk")
        self._environment = {
            **outside(),
            **QUICK,
            **settings,
            "WIREDESK_SPOOL": str(self.spool),
            "PYTHONPATH": str(ROOT),
            FOLDER: str(self._laid),
        }
        self._processes: dict[str, BaseProcess] = {}
        self.starts = 0

    def __enter__(self) -> Self:
        self.server.__enter__()
        self._environment.setdefault("WIREDESK_REDIS_URL", self.server.url)
        self.revive()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for role in ROLES:
            self.signal(self.family(role), signal.SIGKILL)
        for process in self._processes.values():
            process.join()
        self.server.__exit__(kind, error, trace)

    def reach_through(self, url: str) -> None:
        """Let the processes that are started from now on use another way to the server."""
        self._environment["WIREDESK_REDIS_URL"] = url

    def revive(self) -> None:
        """Start what is dead: the server, the watcher, the worker."""
        self.server.keep_running()
        for role in ROLES:
            process = self._processes.get(role)
            if process is None or not process.is_alive():
                self._processes[role] = self._start(role)

    def client(self) -> redis.Redis:
        """A client of the server."""
        return connect(self.server.url)

    def server_pid(self) -> int:
        """Process id of the server."""
        with closing(self.client()) as client:
            return int(client.info("server")["process_id"])

    def main(self, role: str) -> int:
        """Process id of the watcher or of the worker's main process."""
        pid = self._processes[role].pid
        assert pid is not None, "it was started"
        return pid

    def family(self, role: str) -> list[int]:
        """A role's processes: the main one first, then its children, alive or not."""
        main = self.main(role)
        return [main, *_children(main)]

    def everything(self) -> list[int]:
        """All processes, the server's included."""
        return [self.server_pid(), *(pid for role in ROLES for pid in self.family(role))]

    def freeze_at(self, boundary: Boundary, seconds: float) -> int | None:
        """Wait for a process to come to a boundary; its id, or None when none came in time."""
        laid, there = armed(self._laid, boundary), frozen(self._laid, boundary)
        laid.touch()
        while not self.wait(there.exists, seconds):
            with suppress(FileNotFoundError):
                laid.unlink()
                return None
            # Taken: by one that comes at the last moment, or that was killed before it froze, as
            # an orphan of the worker's last main process is.
            if self.wait(there.exists, TAKEN_SECONDS):
                break
            laid.touch()
        pid = int(there.read_text("utf-8"))
        there.unlink()
        self.wait(lambda: _state(pid) in {"T", "Z", None}, seconds)
        return pid

    def wait(
        self, condition: Callable[[], object], seconds: float, *, reviving: bool = True
    ) -> bool:
        """Wait for a condition while what has died is started again; whether it came true."""
        pace, deadline = Pace(), time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                return False
            if reviving:
                self.revive()
            pace.pause()
        return True

    @staticmethod
    def signal(pids: list[int], number: int) -> None:
        """Send a signal to processes, some of which may be gone."""
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    def _start(self, role: str) -> BaseProcess:
        self.starts += 1
        arguments = ((role,), self._environment, self.log)
        process = PROCESSES.Process(target=run_forked, args=arguments)
        process.start()
        return process


def _children(parent: int) -> list[int]:
    try:
        listed = Path(f"/proc/{parent}/task/{parent}/children").read_text("ascii")
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [int(pid) for pid in listed.split()]


def _state(pid: int) -> str | None:
    """One letter: R running, S sleeping, T stopped, Z dead; None for one that is gone."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return None
    return status.rpartition(") ")[2][0]
