"""`wiredesk doctor`: whether a live system is well, and what to do where it is not."""

from __future__ import annotations

import dataclasses

import typer

from worker.cli.options import JsonOption, SpoolOption, load_for_view


def doctor(*, json: JsonOption = False, spool: SpoolOption = None) -> None:
    """Check server, folders, ledger and stream; the exit status is 1 when there is a problem."""
    from worker.cli.render import json_line, plain
    from worker.deploy import view_of
    from worker.doctor.events import events_finding
    from worker.doctor.files import file_findings
    from worker.doctor.finding import Level
    from worker.doctor.law import ledger_findings, presence_findings
    from worker.doctor.server import server_findings
    from worker.doctor.spool import spool_findings
    from worker.doctor.stream import stream_findings
    from worker.spool import Spool

    settings = load_for_view(spool=spool)
    place = Spool(settings.spool)
    found = list(spool_findings(place))
    if place.inbox.is_dir():
        found.append(events_finding(place.inbox))
    with view_of(settings) as deployment:
        for check in (server_findings, presence_findings, ledger_findings, stream_findings):
            found += check(deployment)
        found += file_findings(deployment, place)
    for each in found:
        if json:
            typer.echo(json_line(dataclasses.asdict(each)))
        else:
            advice = f": {each.advice}" if each.level is not Level.OK else ""
            typer.echo(plain(f"{each.level.value:8} {each.check}: {each.what}{advice}"))
    raise typer.Exit(1 if any(each.level is Level.PROBLEM for each in found) else 0)
