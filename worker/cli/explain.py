"""`wiredesk explain`: what became of one document."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Annotated, Any

import typer

from worker.cli.options import JsonOption, SpoolOption, load_for_view

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from worker.timeline import Timeline


def explain(
    name: Annotated[str, typer.Argument(metavar="FILE|ID", help="A file, document or article.")],
    *,
    json: JsonOption = False,
    spool: SpoolOption = None,
) -> None:
    """Show what became of one document: its steps, its articles and where its file is."""
    from worker.cli.render import json_line
    from worker.deploy import view_of
    from worker.spool import Spool
    from worker.timeline import timeline

    settings = load_for_view(spool=spool)
    with view_of(settings) as deployment:
        told = timeline(deployment, Spool(settings.spool), name)
    if json:
        typer.echo(json_line(dataclasses.asdict(told), default=_iso))
    else:
        typer.echo("\n".join(timeline_lines(told)))


def timeline_lines(told: Timeline) -> Iterator[str]:
    """A document's timeline for people."""
    from worker.cli.render import plain

    yield f"document {told.document_id}  {plain(told.path)}"
    yield f"  {told.state}  {plain(', '.join(told.places) or 'no file of it is in the spool')}"
    before: dt.datetime | None = None
    for name, moment in told.steps:
        later = f"+{(moment - before).total_seconds():.3f} s" if before else ""
        tried = f"  attempt {told.attempts[name]}" if name in told.attempts else ""
        shown = f"{moment:%Y-%m-%d %H:%M:%S}.{moment.microsecond // 1000:03}"
        yield f"  {shown}  {name:<12} {later}{tried}".rstrip()
        before = moment
    for article in told.articles:
        yield from _article_lines(article)
    if told.further:
        yield f"and {told.further:,} articles more"
    for failure in told.failures:
        yield f"failed at {failure['stage']}: {failure['reason']}: {plain(failure['message'])}"


def _article_lines(article: dict[str, Any]) -> Iterator[str]:
    from worker.cli.render import plain

    yield f"article {article['id']}"
    if "gone" in article:
        by = article["withdrawn_by"]
        why = f"taken back by the withdrawal {by}" if by else "trimmed"
        yield f"  published; entry {article['gone']} is on the stream no more: {why}"
        return
    if "entry" not in article:
        done = ", ".join(article["done"]) or "nothing after normalize"
        yield f"  not published; done: {done}"
        return
    yield f"  {article['type']}  entry {article['entry']}  {article['published']}"
    verdict = article["verdict"]
    scores = "  ".join(f"{name} {value:.2f}" for name, value in verdict.get("scores", {}).items())
    yield f"  {verdict['kind']}: {plain(verdict['reason'])}  {scores}".rstrip()
    others = ("canonical_id", "version_of", "superseded_by", "related_to", "story_id")
    for name in others:
        if verdict.get(name) not in {None, article["id"]}:
            yield f"  {name} {verdict[name]}"
    yield f"  summary {article['summary'] or 'none'}"


def _iso(moment: dt.datetime) -> str:
    return moment.isoformat()
