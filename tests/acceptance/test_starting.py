"""A role that is told to stop before it has begun."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.surroundings import outside

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

UNSHARE = ("unshare", "--fork", "--pid", "--mount-proc", "--kill-child")
ROLES = (("watch",), ("work", "--concurrency", "1"))


def catches(pid: int, number: int) -> bool:
    """Whether a process has a handler for a signal."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii")
    except (FileNotFoundError, ProcessLookupError):
        return False
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt:"))
    return bool(int(caught.split()[1], 16) >> (number - 1) & 1)


def children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role[0])
def test_a_role_that_is_still_loading_ends_at_sigterm(
    make_desk: Callable[..., Desk], wait_until: Callable[..., None], role: tuple[str, ...]
) -> None:
    process = make_desk().start(*role)
    wait_until(lambda: catches(process.pid, signal.SIGTERM))
    process.terminate()
    assert process.wait(20) in {0, 128 + signal.SIGTERM}


@pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("unshare") is None, reason="needs root and `unshare`"
)
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role[0])
def test_the_first_process_of_a_container_does_too(
    make_desk: Callable[..., Desk], wait_until: Callable[..., None], role: tuple[str, ...]
) -> None:
    outer = make_desk().start(*role, under=UNSHARE)
    wait_until(lambda: children(outer.pid) and catches(children(outer.pid)[0], signal.SIGTERM))
    os.kill(children(outer.pid)[0], signal.SIGTERM)
    outer.wait(20)


def test_modules_of_the_folder_it_is_started_in_are_not_taken_for_its_own(tmp_path: Path) -> None:
    (tmp_path / "tasks.py").write_text("")
    done = subprocess.run(
        [sys.executable, "-P", "-m", "worker", "run", "spool", "--until-idle"],
        env={**outside(), "PYTHONPATH": str(ROOT), "WIREDESK_CONCURRENCY": "1"},
        cwd=tmp_path,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0
