"""`wiredesk failed`: what could not be published, and trying it again."""

from __future__ import annotations

import json as json_module
from typing import Annotated

import typer

from worker.cli.options import JsonOption, SpoolOption, load_for_view

app = typer.Typer(help="Documents that failed, and why.", no_args_is_help=True)

NameArgument = Annotated[str, typer.Argument(metavar="NAME|ID", help="File name or document id.")]


@app.command("list")
def list_failed(*, json: JsonOption = False, spool: SpoolOption = None) -> None:
    """List the failed documents with their reasons."""
    from worker.cli.render import display, table
    from worker.failed import failed_documents

    failed = list(failed_documents(load_for_view(spool=spool).spool))
    if json:
        for each in failed:
            typer.echo(json_module.dumps(each.sidecar, ensure_ascii=False))
    elif not failed:
        typer.echo("nothing has failed")
    else:
        rows = [(each.path, each.sidecar["reason"], each.sidecar["message"]) for each in failed]
        display(table(("document", "reason", "what is wrong"), rows))


@app.command("show")
def show(name: NameArgument, *, json: JsonOption = False, spool: SpoolOption = None) -> None:
    """Show all that is known of one failed document."""
    from worker.cli.render import fields_block
    from worker.failed import find

    found = find(load_for_view(spool=spool).spool, name)
    if json:
        typer.echo(json_module.dumps(found.sidecar, ensure_ascii=False))
    else:
        typer.echo(fields_block({"file": found.file, **found.sidecar}))


@app.command("retry")
def retry(
    name: Annotated[str | None, typer.Argument(metavar="[NAME|ID]")] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="All that has failed.")] = False,
    spool: SpoolOption = None,
) -> None:
    """Move a failed document back into the inbox; its reason is removed."""
    from worker.failed import failed_documents, find, move_back

    root = load_for_view(spool=spool).spool
    if (name is None) != every:
        raise typer.BadParameter("give the name of one document, or --all")
    chosen = list(failed_documents(root)) if name is None else [find(root, name)]
    for each in chosen:
        typer.echo(f"{each.path} -> {move_back(root, each)}")
