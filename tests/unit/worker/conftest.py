"""A spool of its own for every test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from worker.spool import Spool

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    """An empty spool."""
    made = Spool(tmp_path / "spool")
    made.prepare()
    return made
