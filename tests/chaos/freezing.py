"""The command `wiredesk`, in processes that can be stopped at named places."""

from __future__ import annotations

import worker.supervisor
from tests.chaos.boundaries import install
from worker.cli import main

MODULE = "tests.chaos.freezing"


class FreezingSupervisor(worker.supervisor.Supervisor):
    """`wiredesk run`, whose watcher and worker can be stopped as well."""

    def _child(self, name: str, *arguments: str) -> worker.supervisor.Child:
        made = super()._child(name, *arguments)
        made.command = [MODULE if part == "worker" else part for part in made.command]
        return made


if __name__ == "__main__":
    install()
    worker.supervisor.Supervisor = FreezingSupervisor  # type: ignore[misc]
    main()
