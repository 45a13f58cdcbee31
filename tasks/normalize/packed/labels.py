"""Names of files in archives: labels for people, never paths; nothing is written to disk."""

from __future__ import annotations

import re

LONGEST_LABEL = 200
"""Code points; what is cut off is the beginning, since the end tells most."""

_SEPARATORS = re.compile(r"[/\\]+")
_OF_SYSTEMS = frozenset({"__macosx", "thumbs.db", "desktop.ini"})


def label(name: str) -> str:
    """A name without control and direction characters, roots and ways up; empty if none is left."""
    shown = "".join(character for character in name if character.isprintable())
    parts = (part.strip() for part in _SEPARATORS.split(shown))
    cleaned = "/".join(part for part in parts if part not in {"", ".", ".."})
    return cleaned[-LONGEST_LABEL:].lstrip("/")


def base_name(cleaned: str) -> str:
    """The last part of a label."""
    return cleaned.rpartition("/")[2]


def is_hidden(cleaned: str) -> bool:
    """Whether a file is one that systems add by themselves, or lies in a folder of such."""
    parts = cleaned.lower().split("/")
    return any(part.startswith(".") or part in _OF_SYSTEMS for part in parts)
