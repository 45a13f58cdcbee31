"""The command `wiredesk` in a process that has done its imports: they are most of what it takes.

`Desk.start` and `tests/acceptance/test_starting.py` start it as people do.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

# What the commands import when they run; and below, what they load.
import worker.app
import worker.cli
import worker.supervisor
import worker.watch
from tasks.normalize.language import language_model
from tasks.options import Options
from tests.forked import PROCESSES, become_command

if TYPE_CHECKING:
    from collections.abc import Mapping


language_model(Options().languages)


def run(
    arguments: tuple[str, ...], environment: Mapping[str, str], seconds: float
) -> subprocess.CompletedProcess[str]:
    """What a command prints, and its exit status.

    Raises:
        subprocess.TimeoutExpired: it takes longer than so many seconds.
    """
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        process = PROCESSES.Process(target=_main, args=(arguments, dict(environment), out, err))
        process.start()
        process.join(seconds)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(arguments, seconds)
        said = [path.read_text("utf-8") if path.exists() else "" for path in (out, err)]
        return subprocess.CompletedProcess(arguments, process.exitcode, *said)


def _main(arguments: tuple[str, ...], environment: dict[str, str], out: Path, err: Path) -> None:
    become_command(arguments, environment, out, err)
    worker.cli.main()
