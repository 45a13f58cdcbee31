"""The command `wiredesk`, in processes that can be stopped at named places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import worker.supervisor
from tests.chaos.boundaries import install
from tests.forked import become_command
from worker.cli import main

if TYPE_CHECKING:
    from pathlib import Path

MODULE = "tests.chaos.freezing"


class FreezingSupervisor(worker.supervisor.Supervisor):
    """`wiredesk run`, whose watcher and worker can be stopped as well."""

    def _child(self, name: str, *arguments: str) -> worker.supervisor.Child:
        made = super()._child(name, *arguments)
        made.command = [MODULE if part == "worker" else part for part in made.command]
        return made


def run_forked(arguments: tuple[str, ...], environment: dict[str, str], log: Path) -> None:
    """A role in a process that has done its imports."""
    become_command(arguments, environment, log, log)
    install()
    main()


if __name__ == "__main__":
    install()
    worker.supervisor.Supervisor = FreezingSupervisor  # type: ignore[misc]
    main()
