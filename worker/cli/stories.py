"""`wiredesk stories`: which articles report the same event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from worker.cli.options import JsonOption, SpoolOption, load_for_view

if TYPE_CHECKING:
    from worker.stories import Member, StoryView


def stories(
    *,
    limit: Annotated[int, typer.Option(min=1, help="How many stories.")] = 20,
    min_members: Annotated[int, typer.Option(min=2, help="Reports that a story has.")] = 2,
    json: JsonOption = False,
    spool: SpoolOption = None,
) -> None:
    """Show the stories of the last days with their reports, the latest first."""
    from worker.deploy import view_of
    from worker.stories import stories_of

    settings = load_for_view(spool=spool)
    with view_of(settings) as deployment:
        found = list(stories_of(deployment, limit, min_members))
    if json:
        for story in found:
            typer.echo(story_json(story))
    elif not found:
        typer.echo("no story has several reports yet")
    else:
        typer.echo("\n".join(map(story_block, found)), nl=False)


def story_json(story: StoryView) -> str:
    """A story as one line of JSON."""
    from worker.cli.render import json_line

    fields = {
        "story_id": story.id,
        "last": story.last.isoformat(),
        "members": [{"id": member.article_id, **_fields(member)} for member in story.members],
    }
    return json_line(fields)


def story_block(story: StoryView) -> str:
    """A story in a line about it and one for each report."""
    from worker.cli.render import badge, plain

    last = story.last.strftime("%Y-%m-%d %H:%M")
    lines = [f"{len(story.members)} reports · last at {last} UTC · {story.id}"]
    for member in story.members:
        if member.event is None:
            lines.append(f"  {member.state}: {member.article_id}")
            continue
        told = _fields(member)
        about = [badge(member.event), told["source"], told["date"], told["uri"]]
        lines.append(f"  {told['headline'] or '(no headline)'}")
        lines.append("    " + " · ".join(filter(None, about)))
    return "\n".join(map(plain, lines)) + "\n"


def _fields(member: Member) -> dict[str, Any]:
    from worker.cli.render import day_of

    if member.event is None:
        return {"state": member.state}
    data = member.event.data
    return {
        "headline": data.headline,
        "type": member.event.type.value,
        "source": data.source,
        "date": day_of(member.event) or None,
        "uri": data.uri,
    }
