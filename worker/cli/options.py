"""The options that several commands share, and the settings that they lead to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from worker.settings import Loaded, Settings

SpoolOption = Annotated[
    Path | None,
    typer.Option("--spool", metavar="DIR", help="The spool's folder [WIREDESK_SPOOL, ./spool]."),
]
SpoolArgument = Annotated[
    Path | None,
    typer.Argument(metavar="[SPOOL]", help="The spool's folder [WIREDESK_SPOOL, ./spool]."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]
ConcurrencyOption = Annotated[
    int | None, typer.Option(help="Processes that work on articles [WIREDESK_CONCURRENCY].")
]
QueuesOption = Annotated[
    str | None,
    typer.Option(
        metavar="STAGE,…",
        help="Stages to work on: all but for a worker of its own [WIREDESK_QUEUES].",
    ),
]
ParentOption = Annotated[
    int | None, typer.Option(hidden=True, help="Stop when this process is gone.")
]


def load(**command_line: Any) -> Loaded:
    """Settings from the environment and the options of this command; logging is set up.

    Raises:
        SetupError: a setting is unknown or impossible.
    """
    from worker.logs import configure_logging
    from worker.settings import load_settings

    loaded = load_settings(os.environ, command_line)
    configure_logging(loaded.settings)
    return loaded


def settings_of(**command_line: Any) -> Settings:
    """The same, for commands that need not know where each setting came from."""
    return load(**command_line).settings


def load_for_view(**command_line: Any) -> Settings:
    """Settings for a command that only looks: the comings and goings of a server that is
    started for its own time are no news.
    """
    os.environ.setdefault("WIREDESK_LOG_LEVEL", "warning")
    return settings_of(**command_line)
