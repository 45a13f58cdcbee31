"""A look at every file below a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worker.walking import walk

if TYPE_CHECKING:
    from pathlib import Path


def test_walking_leaves_out_what_it_cannot_find(tmp_path: Path) -> None:
    assert list(walk(tmp_path / "nothing")) == []
