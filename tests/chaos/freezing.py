"""The command `wiredesk`, in processes that can be stopped at named places."""

from __future__ import annotations

from tests.chaos.boundaries import install
from worker.cli import main

if __name__ == "__main__":
    install()
    main()
