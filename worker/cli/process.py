"""`wiredesk process`: the stages on some files, without server or spool."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from worker.cli.options import JsonOption, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from worker.oneshot import Outcome


LONG_WORK = 20
"""Number of files from which a progress bar is shown."""


def process(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files with articles.")],
    *,
    json: JsonOption = False,
) -> None:
    """Normalize, deduplicate and summarize files here and now: one event per article.

    JSON Lines unless stdout is a terminal. A file that is refused is a line on stderr and
    makes the exit status 1; the others still come out.
    """
    from rich.progress import track

    from worker.oneshot import process_files

    settings = settings_of()
    quiet = len(files) < LONG_WORK or not sys.stderr.isatty()
    outcomes = process_files(files, settings)
    tracked = track(outcomes, "processing", total=len(files), disable=quiet, console=_stderr())
    refused = _print(tracked, as_json=json or not sys.stdout.isatty())
    raise typer.Exit(1 if refused else 0)


def _print(outcomes: Iterable[Outcome], *, as_json: bool) -> int:
    from worker.cli.render import event_block, event_json

    refused = 0
    for outcome in outcomes:
        for event in outcome.events:
            typer.echo(event_json(event) if as_json else event_block(event))
        for error in outcome.refused:
            place = f"{outcome.path} [{error.member}]" if error.member else str(outcome.path)
            typer.echo(f"{place}: {error.reason.value}: {error.message}", err=True)
            refused += 1
    return refused


def _stderr() -> Console:
    from rich.console import Console

    return Console(stderr=True)
