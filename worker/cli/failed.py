"""`wiredesk failed`: what could not be published, trying it again, and giving it up."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from worker.cli.options import JsonOption, SpoolOption, load_for_view

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from worker.failed import FailedDocument
    from worker.failed_selection import Selection

app = typer.Typer(help="Documents that failed, and why.", no_args_is_help=True)

NameArgument = Annotated[str, typer.Argument(metavar="NAME|ID", help="File name or document id.")]
NamesArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[NAME|ID…]", help="File names or document ids.")
]
ReasonOption = Annotated[
    list[str] | None, typer.Option("--reason", help="Only with this reason; may be repeated.")
]
SourceOption = Annotated[
    str | None, typer.Option("--source", metavar="FOLDER", help="Only from this inbox subfolder.")
]
OlderOption = Annotated[
    str | None,
    typer.Option("--older", metavar="AGE", help="Failed longer ago: 45s, 30m, 12h, 3d, 2w."),
]
NewerOption = Annotated[
    str | None, typer.Option("--newer", metavar="AGE", help="Failed more recently than this.")
]
AllOption = Annotated[bool, typer.Option("--all", help="All that has failed.")]


@app.command("list")
def list_failed(
    names: NamesArgument = None,
    *,
    reason: ReasonOption = None,
    source: SourceOption = None,
    older: OlderOption = None,
    newer: NewerOption = None,
    json: JsonOption = False,
    spool: SpoolOption = None,
) -> None:
    """List the failed documents with their reasons."""
    from worker.cli.render import display, json_line, table

    selection = _selection(names, reason, source, older, newer)
    chosen = _chosen(_root(spool), selection)
    if json:
        for each in chosen:
            typer.echo(json_line(each.sidecar))
    elif not chosen:
        everything = selection.is_everything
        typer.echo("nothing has failed" if everything else "nothing that has failed is like that")
    else:
        rows = [(each.path, each.sidecar["reason"], each.sidecar["message"]) for each in chosen]
        display(table(("document", "reason", "what is wrong"), rows))


@app.command("show")
def show(name: NameArgument, *, json: JsonOption = False, spool: SpoolOption = None) -> None:
    """Show all that is known of one failed document."""
    from worker.cli.render import fields_block, json_line
    from worker.failed import find

    found = find(_root(spool), name)
    if json:
        typer.echo(json_line(found.sidecar))
    else:
        typer.echo(fields_block({"file": found.file, **found.sidecar}))


@app.command("retry")
def retry(
    names: NamesArgument = None,
    *,
    reason: ReasonOption = None,
    source: SourceOption = None,
    older: OlderOption = None,
    newer: NewerOption = None,
    every: AllOption = False,
    spool: SpoolOption = None,
) -> None:
    """Move failed documents back into the inbox; their reasons are removed."""
    from worker.failed import move_back

    root = _root(spool)
    selection = _narrowed(_selection(names, reason, source, older, newer), every=every)
    _do_each(_chosen(root, selection), lambda each: f"{each.path} -> {move_back(root, each)}")


@app.command("drop")
def drop(
    names: NamesArgument = None,
    *,
    reason: ReasonOption = None,
    source: SourceOption = None,
    older: OlderOption = None,
    newer: NewerOption = None,
    every: AllOption = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    spool: SpoolOption = None,
) -> None:
    """Delete failed documents for good."""
    from worker.failed import drop as drop_one

    def dropped(each: FailedDocument) -> str:
        drop_one(each)
        return f"{each.path} dropped"

    selection = _narrowed(_selection(names, reason, source, older, newer), every=every)
    chosen = _chosen(_root(spool), selection)
    if not chosen:
        typer.echo("nothing to drop")
        return
    if not yes:
        typer.confirm(f"delete {len(chosen)} of the failed documents for good?", abort=True)
    _do_each(chosen, dropped)


def _do_each(chosen: list[FailedDocument], action: Callable[[FailedDocument], str]) -> None:
    """Do something with each and print what it answers; one that cannot be done stops no other."""
    from schemas.errors import SetupError
    from worker.cli.render import plain

    left = False
    for each in chosen:
        try:
            typer.echo(plain(action(each)))
        except SetupError as error:
            left = True
            typer.echo(plain(f"wiredesk: {error}"), err=True)
    if left:
        raise typer.Exit(2)


def _root(spool: Path | None) -> Path:
    return load_for_view(spool=spool).spool


def _chosen(root: Path, selection: Selection) -> list[FailedDocument]:
    return selection.of(root, dt.datetime.now(dt.UTC))


def _selection(
    names: list[str] | None,
    reasons: list[str] | None,
    source: str | None,
    older: str | None,
    newer: str | None,
) -> Selection:
    from worker.failed_selection import Selection, age_seconds

    return Selection(
        names=tuple(names or ()),
        reasons=tuple(reasons or ()),
        source=source,
        older_seconds=age_seconds(older) if older else None,
        newer_seconds=age_seconds(newer) if newer else None,
    )


def _narrowed(selection: Selection, *, every: bool) -> Selection:
    """A selection that was meant: everything only if that was said."""
    if selection.is_everything != every:
        raise typer.BadParameter("give names, --reason, --source, --older or --newer; or --all")
    return selection
