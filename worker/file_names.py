"""Names of files: how long they may become, how people see them, what a claimed one says."""

from __future__ import annotations

import os
import re

MAX_NAME_BYTES = 255
"""Longest file name on the file systems in use (POSIX NAME_MAX)."""

LONGEST_CHARACTER = 4
"""Bytes that a character of a name takes at the most."""

_CLAIMED = re.compile(r"([0-9a-f]{32})__(.+)", re.DOTALL)


def claimed_name(name: str) -> tuple[str, str] | None:
    """Document id and own name of a file in `processing/`; None if it is none that was claimed."""
    match = _CLAIMED.fullmatch(name)
    return (match[1], match[2]) if match else None


def fitting(name: str, extra_bytes: int) -> str:
    """A file name to which `extra_bytes` can be added; one too long loses its middle."""
    room = MAX_NAME_BYTES - extra_bytes
    if LONGEST_CHARACTER * len(name) <= room:
        return name
    raw = os.fsencode(name)
    if len(raw) <= room:
        return name
    mark, tail = b"...", raw[-32:]
    return os.fsdecode(raw[: room - len(mark) - len(tail)] + mark + tail)


def shown(name: str) -> str:
    """A file name or path for people: bytes that are no UTF-8 show as U+FFFD."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "replace")
