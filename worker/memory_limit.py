"""How much memory a worker process may use: a document that eats it harms itself only."""

from __future__ import annotations

import sys
from pathlib import Path


def limit_memory(more_bytes: int) -> None:
    """Let this process take so many bytes beyond what it has; what goes beyond fails.

    The limit is on private writable memory (`RLIMIT_DATA`, setrlimit(2), Linux 4.7 or newer),
    so that files and libraries that are mapped do not count. Python raises `MemoryError`
    there; a library that does not look ends the process. Both are attempts that failed.
    Elsewhere than on Linux nothing is limited.
    """
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = data_bytes() + more_bytes
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def data_bytes() -> int:
    """Private writable memory that this process has now, in bytes."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0
