"""The golden entries: what subscribers have read and must be able to read for ever."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

V1 = Path(__file__).parent / "v1"


def _entry(path: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads(path.read_text("utf-8"))
    return found


FAILURE = _entry(V1 / "failure.json")
GOLDEN = {
    path.name: _entry(path) for path in sorted(V1.glob("*.json")) if path.name != "failure.json"
}
"""File name -> the entry of an event."""


def content(entry: Mapping[str, str]) -> dict[str, Any]:
    """The JSON in an entry's `data`."""
    found: dict[str, Any] = json.loads(entry["data"])
    return found
