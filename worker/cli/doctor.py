"""`wiredesk doctor`: whether a live system is well, and what to do where it is not."""

from __future__ import annotations

import dataclasses

import typer

from worker.cli.options import JsonOption, SpoolOption, load_for_view


def doctor(*, json: JsonOption = False, spool: SpoolOption = None) -> None:
    """Check folders, server, ledger and streams; the exit status is 1 when there is a problem."""
    from worker.cli.render import json_line, plain
    from worker.doctor.examination import examine
    from worker.doctor.finding import Level

    found = list(examine(load_for_view(spool=spool)))
    for each in found:
        if json:
            typer.echo(json_line(dataclasses.asdict(each)))
        else:
            advice = f": {each.advice}" if each.advice and each.level is not Level.OK else ""
            typer.echo(plain(f"{each.level.value:8} {each.check}: {each.what}{advice}"))
    raise typer.Exit(1 if any(each.level is Level.PROBLEM for each in found) else 0)
