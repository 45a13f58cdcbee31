"""The commands that look: `tail`, `status`, `metrics`, `config` and `schema`."""

from __future__ import annotations

import json as json_module
from enum import StrEnum
from typing import Annotated

import typer

from worker.cli.options import JsonOption, SpoolOption, load, load_for_view


def tail(
    *,
    count: Annotated[int, typer.Option("-n", min=0, help="How many of the last events.")] = 10,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on with new ones.")] = False,
    since: Annotated[
        str | None, typer.Option("--from", metavar="ID", help="All events after this entry.")
    ] = None,
    json: JsonOption = False,
    spool: SpoolOption = None,
) -> None:
    """Show events of the stream; subscribers are not disturbed."""
    from worker.cli.render import display, event_block, event_json, event_table
    from worker.deploy import view_of
    from worker.reading import StreamReader

    with view_of(load_for_view(spool=spool)) as deployment:
        reader = StreamReader(deployment.redis, deployment.keys.articles)
        events = reader.after(since) if since else reader.last(count)
        if json or follow:
            # A stream that was empty is followed from its very first entry.
            after = since or ("0" if count else None)
            for entry_id, event in reader.follow(events, after) if follow else events:
                typer.echo(event_json(event, entry_id) if json else event_block(event, styled=True))
            return
        rows = [event for _, event in events]
        display(event_table(rows) if rows else "no events yet")


def status(*, json: JsonOption = False, spool: SpoolOption = None) -> None:
    """Show what is in flight, who is alive and what has come out."""
    from worker.cli.render import fields_block
    from worker.deploy import view_of
    from worker.status import status_of

    settings = load_for_view(spool=spool)
    with view_of(settings) as deployment:
        fields = status_of(deployment, settings)
    typer.echo(json_module.dumps(fields) if json else fields_block(fields))


def metrics(*, spool: SpoolOption = None) -> None:
    """Print counts, times and the state of things for Prometheus (docs/metrics.md)."""
    from worker.deploy import view_of
    from worker.metrics import metrics_of

    settings = load_for_view(spool=spool)
    with view_of(settings) as deployment:
        text = metrics_of(deployment, settings)
    typer.echo(text, nl=False)


def config(*, json: JsonOption = False, spool: SpoolOption = None) -> None:
    """Show every setting, its value and where it came from, and the rules of each source."""
    from worker.cli.render import display, table
    from worker.settings_table import describe

    loaded = load(spool=spool)
    rows = describe(loaded)
    rules = {
        folder: each.model_dump(exclude_unset=True)
        for folder, each in loaded.settings.rules.sources.items()
    }
    if json:
        shown = {"settings": [row._asdict() for row in rows], "sources": rules}
        typer.echo(json_module.dumps(shown))
        return
    display(table(("setting", "value", "from", "what it is"), rows))
    if rules:
        display(f"Rules of {loaded.settings.config.resolve()}, by subfolder of the inbox:")
        told = [(name, rule, value) for name, each in rules.items() for rule, value in each.items()]
        display(table(("source", "rule", "value"), told))


class SchemaName(StrEnum):
    """What `wiredesk schema` can print."""

    ARTICLE = "article"
    ARTICLE_ENTRY = "article-entry"
    FAILURE = "failure"
    FAILURE_ENTRY = "failure-entry"
    ALARM = "alarm"
    ALARM_ENTRY = "alarm-entry"
    ASYNCAPI = "asyncapi"


def schema(
    name: Annotated[SchemaName, typer.Argument(help="Which document.")] = SchemaName.ARTICLE,
) -> None:
    """Print the contract: JSON Schema of events, failures or alarms, or AsyncAPI of the streams."""
    from schemas.contract import documents, render
    from schemas.model import CONTRACT_VERSION

    typer.echo(render(documents()[f"{name.value}.{CONTRACT_VERSION}.json"]), nl=False)
