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
    from worker.waiting import WaitingFile


def explain(
    name: Annotated[str, typer.Argument(metavar="FILE|ID", help="A file, document or article.")],
    *,
    json: JsonOption = False,
    spool: SpoolOption = None,
) -> None:
    """Show what became of one document: its steps, its articles and where its file is.

    A file that still lies in the inbox is told with what it waits for.
    """
    from schemas.errors import SetupError
    from worker.cli.render import json_line
    from worker.deploy import view_of
    from worker.spool import Spool
    from worker.timeline import timeline
    from worker.waiting import Waiting

    settings = load_for_view(spool=spool)
    told: Timeline | None = None
    with view_of(settings) as deployment:
        waiting = list(Waiting(deployment, settings).files(name))
        try:
            told = timeline(deployment, Spool(settings.spool), name)
        except SetupError:
            if not waiting:
                raise
    if json:
        files = [dataclasses.asdict(each) for each in waiting]
        shown = {**(dataclasses.asdict(told) if told else {}), "waiting": files}
        typer.echo(json_line(shown, default=_iso))
    else:
        lines = [line for each in waiting for line in waiting_lines(each)]
        typer.echo("\n".join([*lines, *(timeline_lines(told) if told else [])]))


def waiting_lines(file: WaitingFile) -> Iterator[str]:
    """A file in the inbox, for people."""
    from worker.cli.render import plain

    yield f"waiting  {plain(file.path)}  {file.size:,} bytes"
    yield f"  {_shown(file.modified)}  modified"
    yield f"  {_shown(file.changed)}  came, or was written to"
    yield f"  {plain(file.why)}"


def timeline_lines(told: Timeline) -> Iterator[str]:
    """A document's timeline for people."""
    from worker.cli.render import plain

    yield f"document {told.document_id}  {plain(told.path)}"
    yield f"  {told.state}  {plain(', '.join(told.places) or 'no file of it is in the spool')}"
    before: dt.datetime | None = None
    for step in told.steps:
        later = f"+{(step.at - before).total_seconds():.3f} s" if before else ""
        took = "" if step.seconds is None else f"  took {step.seconds:.3f} s"
        tried = f"  attempt {told.attempts[step.name]}" if step.name in told.attempts else ""
        yield f"  {_shown(step.at)}  {step.name:<12} {later:<12}{took}{tried}".rstrip()
        before = step.at
    for article in told.articles:
        yield from _article_lines(article)
    if told.further:
        yield f"and {told.further:,} articles more"
    for failure in told.failures:
        yield f"failed at {failure['stage']}: {failure['reason']}: {plain(failure['message'])}"
    for other in told.namesakes:
        yield f"also called so: {other['document_id']}  {other['state']}  {plain(other['path'])}"


def _article_lines(article: dict[str, Any]) -> Iterator[str]:
    from worker.cli.render import plain

    yield f"article {article['id']}"
    if "gone" in article:
        by = article["withdrawn_by"]
        why = f"taken back by the withdrawal {by}" if by else "trimmed"
        yield f"  published; entry {article['gone']} is on the stream no more: {why}"
        return
    if "failure" in article:
        yield f"  failed; entry {article['failure']} of the failures' stream"
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


def _shown(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}.{moment.microsecond // 1000:03}"


def _iso(moment: dt.datetime) -> str:
    return moment.isoformat()
