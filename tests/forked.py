"""Processes that start in no time, for tests that start many."""

from __future__ import annotations

import multiprocessing

PROCESSES = multiprocessing.get_context("forkserver")
"""Each is a copy of one process that has done the imports, and nothing else."""

PROCESSES.set_forkserver_preload(
    [
        "tests.acceptance.forked_command",
        "tests.acceptance.subscriber_that_dies",
        "tests.integration.race_worker",
    ]
)
