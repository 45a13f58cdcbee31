"""`wiredesk process`: the stages on some files, without server or spool."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from worker.cli.options import JsonOption, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from schemas.errors import RejectedError
    from schemas.event import ArticleEvent
    from worker.settings import Settings


LONG_WORK = 20
"""Number of files from which a progress bar is shown."""


def process(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files with articles.")],
    *,
    folder: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="As if dropped into this subfolder of the inbox."),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Tell what is recognized and why, not the events.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Normalize, deduplicate and summarize files here and now: one event per article.

    JSON Lines unless stdout is a terminal. A file that is refused is a line on stderr and
    makes the exit status 1; the others still come out.
    """
    settings = settings_of()
    if explain:
        refused = _explain(files, settings, folder, as_json=json)
    else:
        refused = _process(files, settings, folder, as_json=json or not sys.stdout.isatty())
    raise typer.Exit(1 if refused else 0)


def _process(
    files: Iterable[Path], settings: Settings, folder: str | None, *, as_json: bool
) -> int:
    from rich.console import Console
    from rich.progress import track

    from worker.oneshot import OneShot

    files = list(files)
    quiet = len(files) < LONG_WORK or not sys.stderr.isatty()
    one_shot = OneShot(settings, folder)
    refused = 0
    names: dict[str, str] = {}
    for path in track(files, "processing", disable=quiet, console=Console(stderr=True)):
        for item in one_shot.process(path):
            refused += _print(path, item, None if as_json else names)
    return refused


def _print(path: Path, item: ArticleEvent | RejectedError, names: dict[str, str] | None) -> int:
    """Print an event, or why there is none; returns 1 if there is none.

    Args:
        names: what the articles so far are called, by id; None for JSON.
    """
    from schemas.errors import RejectedError
    from worker.cli.render import event_block, event_json, name_of, plain

    if isinstance(item, RejectedError):
        place = f"{path} [{item.member}]" if item.member else str(path)
        typer.echo(plain(f"{place}: {item.reason.value}: {item.message}"), err=True)
        return 1
    if names is None:
        typer.echo(event_json(item))
        return 0
    names[item.id] = name_of(item)
    typer.echo(event_block(item, names))
    return 0


def _explain(
    files: Iterable[Path], settings: Settings, folder: str | None, *, as_json: bool
) -> int:
    from worker.cli.render import explanation_block, json_line
    from worker.explaining import explain

    refused = 0
    for path in files:
        told = explain(path, settings, folder)
        if as_json:
            typer.echo(json_line(dataclasses.asdict(told)))
        else:
            typer.echo(explanation_block(told))
        refused += any("refused" in item for item in told.items)
    return refused
