"""`wiredesk sources`: when each source was heard last, and which are silent."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import typer

from worker.cli.options import JsonOption, SpoolOption, load_for_view

if TYPE_CHECKING:
    from tasks.arrivals import SourceView

UNITS = (("d", 86_400), ("h", 3_600), ("min", 60))


def sources(*, json: JsonOption = False, spool: SpoolOption = None) -> None:
    """Show each source: last document, usual gap, documents, and whether it is silent."""
    from worker.cli.render import display, json_line, table
    from worker.deploy import view_of

    with view_of(load_for_view(spool=spool)) as deployment:
        views = deployment.arrivals.sources()
    if json:
        for view in views:
            typer.echo(json_line(source_fields(view)))
    elif not views:
        typer.echo("no source has delivered yet")
    else:
        header = ("source", "last heard", "ago", "usual gap", "documents", "")
        display(table(header, list(map(source_row, views))))


def source_fields(view: SourceView) -> dict[str, Any]:
    """A source for programs."""
    return {
        "source": view.name,
        "last": dt.datetime.fromtimestamp(view.rhythm.last, dt.UTC).isoformat(),
        "silent_seconds": round(view.silent_seconds, 1),
        "usual_seconds": round(view.rhythm.usual_seconds, 1) or None,
        "documents": view.rhythm.documents,
        "silent": view.alarmed,
    }


def source_row(view: SourceView) -> tuple[str, ...]:
    """A source for people."""
    last = dt.datetime.fromtimestamp(view.rhythm.last, dt.UTC).strftime("%Y-%m-%d %H:%M:%S")
    usual = view.rhythm.usual_seconds
    return (
        view.name,
        last,
        in_words(view.silent_seconds),
        in_words(usual) if usual else "",
        str(view.rhythm.documents),
        "silent" if view.alarmed else "",
    )


def in_words(seconds: float) -> str:
    """A length of time in its largest unit, with one digit below ten."""
    for unit, length in UNITS:
        if seconds >= length:
            count = seconds / length
            return f"{count:.1f} {unit}" if count < 10 else f"{count:.0f} {unit}"  # noqa: PLR2004 - one digit
    return f"{seconds:.0f} s"
