"""The settings as a table: the one of `wiredesk config`, and the one in `docs/settings.md`.

`python -m worker.settings_table` writes that, and the settings in `.env.example`; with `--check` it
only says whether both are fresh.
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import NamedTuple

from worker.generated_pages import keep_fresh
from worker.secret_files import FILE
from worker.settings import PREFIX, SECRETS, VARIABLES, Loaded, load_settings

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "settings.md"
EXAMPLE = ROOT / ".env.example"

FIXED = ("WIREDESK_REDIS_URL", "WIREDESK_SPOOL")
"""What docker-compose.yml sets itself."""

SERVER_SECRET = "WIREDESK_REDIS_PASSWORD"  # noqa: S105 - a name
"""It is also the Compose file's own server's, which does not read it from a file."""

MARK = "# --- Settings of Wiredesk (docs/settings.md)"
"""What stands in the example from here on is made from the settings."""

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


def example(before: str) -> str:
    """The example of an `.env`: what was written by hand, then every setting with its default."""
    by_hand = before.partition(MARK)[0].rstrip()
    rows = [each for each in describe(load_settings({}, {})) if each.name not in FIXED]
    return "\n\n".join([by_hand, MARK, *map(_entry, rows)]) + "\n"


def _entry(row: Setting) -> str:
    words = textwrap.fill(row.description, 96, initial_indent="# ", subsequent_indent="# ")
    value = "" if row.name in MACHINE_DEPENDENT else row.value
    lines = [words, f"#{row.name}={value}"]
    if _mark(row.name) and row.name != SERVER_SECRET:
        lines.append(f"#{row.name}{FILE}=")
    return "\n".join(lines)


def _default(name: str, value: str) -> str:
    if name in MACHINE_DEPENDENT:
        return MACHINE_DEPENDENT[name]
    return f"`{value}`" if value else ""


def _mark(name: str) -> str:
    return " *secret*" if name.removeprefix(PREFIX).lower() in SECRETS else ""


def main(arguments: list[str]) -> int:
    """Write the page, or check it; returns the exit status."""
    return keep_fresh({PAGE: page(), EXAMPLE: example(EXAMPLE.read_text("utf-8"))}, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
