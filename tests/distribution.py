"""How `make test` spreads the tests over processes; `tests/conftest.py` takes these hooks over."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler.protocol import Scheduling

PROCESSES_EACH = 2
"""For each processor: tests of whole processes wait for half of their time."""

CONTAINERS = "tests/acceptance/test_compose"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """The number that `-n auto` stands for."""
    return PROCESSES_EACH * (os.cpu_count() or 1)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling | None:
    """Files are dealt out in the order of their names: those that wait come before those that
    compute, and none of the long ones is left over at the end. What runs in containers is one
    after another: it is the most that a small machine can do at once.
    """
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling  # noqa: PLC0415 - may be absent

    class Dealer(LoadFileScheduling):  # type: ignore[misc] # it has no types
        def _split_scope(self, nodeid: str) -> str:
            return CONTAINERS if nodeid.startswith(CONTAINERS) else super()._split_scope(nodeid)

    options: Any = config.option
    options.loadscopereorder = False
    return Dealer(config, log)
