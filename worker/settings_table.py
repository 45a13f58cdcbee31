"""The table in `docs/settings.md`, made from the settings themselves.

`python -m worker.settings_table` writes it; with `--check` it only says whether it is fresh.
"""

from __future__ import annotations

import sys
from pathlib import Path

from worker.settings import describe, load_settings

PAGE = Path(__file__).parent.parent / "docs" / "settings.md"

INTRODUCTION = """\
# Settings

Every setting is an environment variable. `wiredesk config` shows the values in force and where
each came from; a name that is not in this table is refused, with the nearest one that is.

| variable | default | what it is |
|---|---|---|
"""

MACHINE_DEPENDENT = {"WIREDESK_CONCURRENCY": "number of processors"}
"""Defaults that differ between machines, in words."""


def page() -> str:
    """The page, with every setting at its default."""
    rows = [
        f"| `{row.name}` | {_default(row.name, row.value)} | {row.description} |"
        for row in describe(load_settings({}, {}))
    ]
    return INTRODUCTION + "\n".join(rows) + "\n"


def _default(name: str, value: str) -> str:
    if name in MACHINE_DEPENDENT:
        return MACHINE_DEPENDENT[name]
    return f"`{value}`" if value else ""


def main(arguments: list[str]) -> int:
    """Write the page, or check it; returns the exit status."""
    if "--check" not in arguments:
        PAGE.write_text(page(), "utf-8")
        return 0
    if PAGE.read_text("utf-8") == page():
        return 0
    sys.stderr.write(f"{PAGE.name} is stale: run `make schemas`\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
