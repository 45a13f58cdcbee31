"""The settings as a table: the one of `wiredesk config`, and the one in `docs/settings.md`.

`python -m worker.settings_table` writes it; with `--check` it only says whether it is fresh.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from worker.settings import PREFIX, SECRETS, VARIABLES, Loaded, load_settings

PAGE = Path(__file__).parent.parent / "docs" / "settings.md"

INTRODUCTION = """\
# Settings

Every setting is an environment variable. `wiredesk config` shows the values in force and where
each came from; a name that is not in this table is refused, with the nearest one that is.

A secret (the variables marked *secret*) can stand in a file instead, such as a secret of Compose or
Kubernetes: the variable with `_FILE` after its name, as in `WIREDESK_WEB_TOKEN_FILE`, names the
file. Both at once are refused, and so is a file that is empty or cannot be read.

| variable | default | what it is |
|---|---|---|
"""

MACHINE_DEPENDENT = {"WIREDESK_CONCURRENCY": "number of processors"}
"""Defaults that differ between machines, in words."""


class Setting(NamedTuple):
    """One row of `wiredesk config` and of the table in the docs."""

    name: str
    value: str
    origin: str
    description: str


def describe(loaded: Loaded) -> list[Setting]:
    """Every setting: its variable, value (secrets masked), where it came from and what it is."""
    return [
        Setting(
            name=PREFIX + name.upper(),
            value=_shown(getattr(loaded.settings, name)),
            origin=loaded.origins.get(name, "default"),
            description=" ".join((field.description or "").split()),
        )
        for name, field in VARIABLES.items()
    ]


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    return str(value)


def page() -> str:
    """The page, with every setting at its default."""
    rows = [
        f"| `{row.name}` | {_default(row.name, row.value)} | {row.description}{_mark(row.name)} |"
        for row in describe(load_settings({}, {}))
    ]
    return INTRODUCTION + "\n".join(rows) + "\n"


def _default(name: str, value: str) -> str:
    if name in MACHINE_DEPENDENT:
        return MACHINE_DEPENDENT[name]
    return f"`{value}`" if value else ""


def _mark(name: str) -> str:
    return " *secret*" if name.removeprefix(PREFIX).lower() in SECRETS else ""


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
