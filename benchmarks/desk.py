"""Real processes on a spool of their own, and what they use."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TICKS = os.sysconf("SC_CLK_TCK")


def environment(**settings: str) -> dict[str, str]:
    """The environment of a process that hears of nothing but these settings."""
    outside = {k: v for k, v in os.environ.items() if not k.startswith("WIREDESK_")}
    return {**outside, "WIREDESK_LOG_LEVEL": "error", **settings}


def start(*arguments: str, **settings: str) -> subprocess.Popen[bytes]:
    """A `wiredesk` command as a process."""
    command = [sys.executable, "-m", "worker", *arguments]
    return subprocess.Popen(command, env=environment(**settings), stdout=subprocess.DEVNULL)


@contextmanager
def running(spool: Path, *arguments: str, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """`wiredesk run` on a spool, as long as the context; its server's socket is there."""
    process = start("run", str(spool), *arguments, **settings)
    try:
        wait(lambda: socket(spool).exists(), process)
        yield process
    finally:
        process.terminate()
        process.wait()


def settled(spool: Path) -> list[Path]:
    """The files that have been worked off."""
    return [path for path in (spool / "processed").rglob("*") if path.is_file()]


def socket(spool: Path) -> Path:
    """The socket of the embedded server of a spool."""
    return spool / ".wiredesk" / "server.sock"


def wait(
    condition: Callable[[], object], process: subprocess.Popen[bytes], seconds: float = 600
) -> None:
    """Wait until a condition is true.

    Raises:
        SystemExit: the process ended before, or time is up.
    """
    deadline = time.monotonic() + seconds
    while not condition():
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit("the pipeline ended before it began, or took too long")
        time.sleep(0.001)


def family(pid: int) -> list[int]:
    """A process and all that it has started, the server too."""
    found = [pid]
    for each in found:
        for thread in Path(f"/proc/{each}/task").glob("*"):
            with suppress(FileNotFoundError, ProcessLookupError):
                found += map(int, (thread / "children").read_text("ascii").split())
    return found


def processor_seconds(pids: list[int], *, ended: bool = False) -> float:
    """Processor time that processes have used, user and system; those that are gone count 0.

    Args:
        ended: count the ended children of the first one, too.
    """
    total = 0
    for place, pid in enumerate(pids):
        with suppress(FileNotFoundError, ProcessLookupError):
            # The name, in brackets, may hold spaces.
            fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
            total += sum(map(int, fields[11 : 15 if ended and place == 0 else 13]))
    return total / TICKS


def memory_peak(pid: int) -> int:
    """Peak resident memory of a process, in bytes; 0 for one that is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii")
    except (FileNotFoundError, ProcessLookupError):
        return 0
    peaks = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(peaks[0]) * 1024 if peaks else 0


def command_of(pid: int) -> list[str]:
    """The command line of a process; empty for one that is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8").split("\0")
    except (FileNotFoundError, ProcessLookupError):
        return []
