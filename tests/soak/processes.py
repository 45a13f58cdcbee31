"""What each process of a running `wiredesk run` holds, read from `/proc`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
KIB = 1024


@dataclass(frozen=True)
class Usage:
    """What one process holds.

    Attributes:
        memory: resident memory, in bytes.
        files: open file descriptors.
    """

    pid: int
    memory: int
    files: int


def usages(supervisor: int) -> dict[str, Usage]:
    """Name of each process -> what it holds; a worker's processes are numbered by their age."""
    found: dict[str, Usage] = {}
    for name, pids in _named(supervisor).items():
        for number, pid in enumerate(sorted(pids), 1):
            usage = _usage(pid)
            if usage is not None:
                found[f"{name} {number}" if len(pids) > 1 else name] = usage
    return found


def _named(supervisor: int) -> dict[str, list[int]]:
    names: dict[str, list[int]] = defaultdict(list)
    names["supervisor"].append(supervisor)
    for pid in _children(supervisor):
        name = _role(pid)
        names[name].append(pid)
        names[f"{name} process"] += _children(pid)
    return names


def _role(pid: int) -> str:
    """The subcommand of a child of the supervisor, or the server's program name."""
    words = _read(pid, "cmdline").split("\0")
    return next((word for word in ("watch", "work") if word in words), "server")


def _children(pid: int) -> list[int]:
    return [int(each) for each in _read(pid, f"task/{pid}/children").split()]


def _usage(pid: int) -> Usage | None:
    for line in _read(pid, "status").splitlines():
        if line.startswith("VmRSS:"):
            return Usage(pid, int(line.split()[1]) * KIB, _open_files(pid))
    return None


def _open_files(pid: int) -> int:
    try:
        return sum(1 for _ in (PROC / str(pid) / "fd").iterdir())
    except (FileNotFoundError, PermissionError):
        return 0


def _read(pid: int, name: str) -> str:
    try:
        return (PROC / str(pid) / name).read_text("utf-8", "replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""
