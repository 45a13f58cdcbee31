"""Processes that start in no time, for tests that start many."""

from __future__ import annotations

import multiprocessing
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parent.parent

PROCESSES = multiprocessing.get_context("forkserver")
"""Each is a copy of one process that has done the imports, and nothing else."""

PROCESSES.set_forkserver_preload(
    [
        "tests.acceptance.forked_command",
        "tests.acceptance.subscriber_that_dies",
        "tests.chaos.freezing",
        "tests.integration.race_worker",
    ]
)


def become_command(
    arguments: Sequence[str], environment: Mapping[str, str], out: Path, err: Path
) -> None:
    """Give a forked process what `wiredesk` would find when it is started.

    Args:
        out, err: files that get what it prints, at their end.
    """
    for number, file in enumerate((out, err), 1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    sys.argv = ["wiredesk", *arguments]
