"""Programs of others that some tests need: Node.js with packages, a Python of its own, redis-cli.

Packages are installed from locks, once for each state of the lock, into `.examples/`. Where a
program or the network is missing, the test is skipped and says so; in CI it fails.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REQUIRED = os.environ.get("WIREDESK_TEST_EXAMPLES") == "required"
CACHE = ROOT / ".examples"
NODE_SOURCES = ROOT / "tests" / "contract" / "node"
PYTHON_LOCK = ROOT / "requirements" / "examples.txt"

OLDEST_NODE = 20
"""The oldest release of Node.js that node-redis 6 runs on."""

INSTALL_SECONDS = 150

_FAILED: dict[Path, str] = {}
"""Folder -> why nothing could be installed there."""


def program(name: str, package: str) -> str:
    """Path of a program; the test is skipped where there is none.

    Args:
        package: what it comes with on Debian and Ubuntu.
    """
    found = shutil.which(name)
    return found or _missing(f"there is no {name} (apt install {package})")


def node() -> str:
    """Path of a Node.js that is new enough."""
    found = program("node", "nodejs")
    version = _run(found, "--version").strip()
    if int(version.lstrip("v").partition(".")[0]) < OLDEST_NODE:
        _missing(f"Node.js {version} is older than {OLDEST_NODE}")
    return found


def node_modules() -> Path:
    """The folder `node_modules` with the packages of the lock."""
    node()
    npm = program("npm", "npm")
    folder = CACHE / "node"
    lock = NODE_SOURCES / "package-lock.json"
    with _preparing(folder, lock.read_bytes()) as stale:
        if stale:
            for name in ("package.json", "package-lock.json"):
                shutil.copy(NODE_SOURCES / name, folder)
            _install(
                npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1",
                "--fetch-retry-mintimeout=1000", cwd=folder,
            )  # fmt: skip
    return folder / "node_modules"


def python() -> Path:
    """A Python that has what a subscriber's own would have, and not Wiredesk."""
    folder = CACHE / "python"
    made = folder / "bin" / "python"
    state = PYTHON_LOCK.read_bytes() + sys.version.encode() + sys.prefix.encode()
    with _preparing(folder, state) as stale:
        if stale:
            _run(sys.executable, "-m", "venv", "--clear", "--without-pip", str(folder))
            _install(
                sys.executable, "-m", "pip", "--python", str(made), "--retries=1", "--timeout=15",
                "install", "--no-deps", "--require-hashes", "-r", str(PYTHON_LOCK), cwd=folder,
            )  # fmt: skip
    return made


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def _preparing(folder: Path, state: bytes) -> Iterator[bool]:
    """Whether the folder has to be made anew; one process at a time finds out, and makes it."""
    folder.mkdir(parents=True, exist_ok=True)
    stamp, digest = folder.with_suffix(".made"), hashlib.sha256(state).hexdigest()
    with folder.with_suffix(".lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stale = not stamp.is_file() or stamp.read_text() != digest
        yield stale
        stamp.write_text(digest)


def _install(*command: str, cwd: Path) -> None:
    """Run an installer, unless it has failed before: nobody waits for the network twice."""
    if cwd not in _FAILED:
        try:
            _run(*command, cwd=cwd)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            said = str(error.stderr or error).splitlines()
            errors = [line for line in said if line.startswith(("npm error", "ERROR"))]
            _FAILED[cwd] = (errors or said)[0][:200]
        else:
            return
    _missing(f"packages of the examples cannot be installed; is there a network? {_FAILED[cwd]}")


def _run(*command: str, cwd: Path = ROOT) -> str:
    return subprocess.run(
        command, cwd=cwd, check=True, capture_output=True, text=True, timeout=INSTALL_SECONDS
    ).stdout


def _missing(reason: str) -> NoReturn:
    if REQUIRED:
        pytest.fail(reason)
    pytest.skip(reason)
