"""The receiving side: `wiredesk subscribe`, `replay` and `groups`."""

from __future__ import annotations

import json as json_module
import signal
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from worker.cli.options import JsonOption, SpoolOption, load_for_view

if TYPE_CHECKING:
    from worker.settings import Settings
    from worker.subscribe import Delivery, Gap

GroupOption = Annotated[
    str, typer.Option("--group", metavar="NAME", help="Consumer group; made if there is none.")
]
FilterOption = Annotated[
    list[str] | None,
    typer.Option(
        "--filter",
        metavar="NAME=VALUE",
        help="Only events with this type, source, language, keyword or story; may be repeated.",
    ),
]
BLOCKED = 14
"""Attempts at a webhook by default: with pauses that double, about half an hour."""


def subscribe(
    *,
    group: GroupOption,
    filters: FilterOption = None,
    run: Annotated[
        str | None,
        typer.Option(
            "--exec", metavar="CMD", help="Program to start for each event, on its stdin."
        ),
    ] = None,
    pipe: Annotated[
        str | None,
        typer.Option(metavar="CMD", help="Program that reads JSON lines and answers with each id."),
    ] = None,
    webhook: Annotated[
        str | None, typer.Option(metavar="URL", help="Web server to post each event to.")
    ] = None,
    json: JsonOption = False,
    consumer: Annotated[
        str | None, typer.Option(metavar="NAME", help="Name in the group [host and process id].")
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help="A group that is new begins with what comes from now on.")
    ] = False,
    attempts: Annotated[
        int | None,
        typer.Option(min=1, help="Deliveries before an event is parked [8; webhook 14]."),
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds for one event.")] = 30.0,
    spool: SpoolOption = None,
) -> None:
    """Hand over each event, at least once, and acknowledge what was taken."""
    from worker.deploy import server_url
    from worker.subscribe import Filter, Subscriber
    from worker.subscribe.programs import only_one

    settings = load_for_view(spool=spool)
    only_one({"--exec": run, "--pipe": pipe, "--webhook": webhook, "--json": json})
    outlet = _outlet(settings, run, pipe, webhook, json=json, seconds=timeout)
    options: dict[str, Any] = {"consumer": consumer} if consumer else {}
    with server_url(settings) as url:
        subscriber = Subscriber(
            url,
            group,
            on_gap=_tell_gap,
            deployment=settings.deployment,
            filter=Filter.parse(filters or []),
            start="new" if new else "beginning",
            max_attempts=attempts or (BLOCKED if webhook else 8),
            claim_seconds=max(60.0, 2 * timeout),
            **options,
        )
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: subscriber.stop())
        try:
            subscriber.run(outlet)
        finally:
            outlet.close()


def replay(
    *,
    first: Annotated[
        str, typer.Option("--from", metavar="ID|TIME", help="First entry, or moment.")
    ] = "-",
    last: Annotated[
        str, typer.Option("--to", metavar="ID|TIME", help="Last entry, or moment.")
    ] = "+",
    ids: Annotated[
        list[str] | None,
        typer.Option("--id", metavar="ID", help="Just this entry or event; may be repeated."),
    ] = None,
    group: Annotated[
        str | None,
        typer.Option("--group", metavar="NAME", help="Group to hand them to, instead of printing."),
    ] = None,
    parked: Annotated[
        bool, typer.Option("--parked", help="What that group has parked, and could not handle.")
    ] = False,
    json: JsonOption = False,
    spool: SpoolOption = None,
) -> None:
    """Events once more: printed, or handed to a group as if they had just come."""
    from schemas.errors import SetupError
    from worker.deploy import view_of
    from worker.subscribe.replaying import Replay, entry_bound

    if parked and group is None:
        raise SetupError("--parked needs --group: which group's events are meant?")
    start, end = entry_bound(first, end=False), entry_bound(last, end=True)
    with view_of(load_for_view(spool=spool)) as deployment:
        replaying = Replay(deployment)
        if group is not None and parked:
            typer.echo(f"{replaying.unpark(group)} events handed to {group}")
            if left := replaying.parked(group):
                typer.echo(f"{left} are on the articles stream no more, and stay parked")
            return
        chosen = replaying.chosen(ids) if ids else replaying.between(start, end)
        if group is not None:
            count = replaying.hand_over(group, [entry_id for entry_id, _ in chosen])
            typer.echo(f"{count} events handed to {group}")
            return
        for entry_id, fields in chosen:
            _print_entry(entry_id, fields, json=json)
        for gap in [] if ids else replaying.gaps(start, end):
            _tell_gap(gap)


def groups(*, json: JsonOption = False, spool: SpoolOption = None) -> None:
    """Show the consumer groups: how far each has come, and what is about to go wrong."""
    from worker.cli.render import display, span, table
    from worker.deploy import view_of
    from worker.subscribe.overview import groups_of

    with view_of(load_for_view(spool=spool)) as deployment:
        found = groups_of(deployment)
    if json:
        typer.echo(json_module.dumps([state.as_fields() for state in found]))
        return
    if not found:
        typer.echo("no groups yet")
        return
    columns = ("group", "lag", "pending", "oldest", "consumers", "last seen", "parked", "")
    rows = [
        (
            state.name,
            state.lag,
            state.pending,
            span(state.oldest_seconds),
            state.consumers,
            span(state.idle_seconds),
            state.parked,
            state.warning,
        )
        for state in found
    ]
    display(table(columns, rows))


def _outlet(
    settings: Settings,
    run: str | None,
    pipe: str | None,
    webhook: str | None,
    *,
    json: bool,
    seconds: float,
) -> Any:
    """What takes the events: callable with a delivery, and to be closed."""
    from worker.subscribe.programs import LongLivedProcess, Printer, ProcessPerEvent

    if run is not None:
        return ProcessPerEvent(run, seconds)
    if pipe is not None:
        return LongLivedProcess(pipe, seconds)
    if webhook is not None:
        from worker.subscribe.webhook import Webhook

        return Webhook(webhook, settings.webhook_secret.get_secret_value(), seconds)
    return Printer(_print_json if json else _print_block)


def _print_json(delivery: Delivery) -> None:
    from worker.cli.render import event_json

    _print(event_json(delivery.event, delivery.entry_id))


def _print_block(delivery: Delivery) -> None:
    from worker.cli.render import event_block

    _print(event_block(delivery.event))


def _print_entry(entry_id: str, fields: dict[str, str], *, json: bool) -> None:
    from schemas.event import ArticleEvent
    from worker.cli.render import event_block, event_json

    try:
        event = ArticleEvent.from_entry(fields)
    except (KeyError, ValueError):
        sys.stderr.write(f"entry {entry_id} is passed over: somebody else has written it\n")
        return
    _print(event_json(event, entry_id) if json else event_block(event))


def _print(text: str) -> None:
    try:
        sys.stdout.write(f"{text}\n")
        # An event counts as taken when it has left this process.
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has gone: another attempt would not bring him back.
        sys.stderr.close()
        sys.exit(0)


def _tell_gap(gap: Gap) -> None:
    from worker.cli.render import gap_line

    sys.stderr.write(f"{gap_line(gap)}\n")
