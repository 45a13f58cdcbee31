"""How stories look on a terminal and to machines."""

from __future__ import annotations

import json

from tests.samples import NOON, sample_event
from worker.cli.stories import story_block, story_json
from worker.stories import NOT_YET, Member, StoryView


def story(*members: Member) -> StoryView:
    return StoryView(id="a1", last=NOON, members=members)


def test_a_story_is_a_line_about_it_and_its_reports() -> None:
    event = sample_event(source="Coast Wire", firstcreated=NOON)
    assert story_block(story(Member("a1", event), Member("b2", state=NOT_YET))) == (
        "2 reports · last at 2026-11-24 12:00 UTC · a1\n"
        "  Ferry service resumes\n"
        "    new · Coast Wire · 2026-11-24 · urn:example:ferry\n"
        "  not published yet: b2\n"
    )


def test_what_is_not_known_is_left_out() -> None:
    lines = story_block(story(Member("a1", sample_event(headline="")))).splitlines()
    assert lines[1:] == ["  (no headline)", "    new · urn:example:ferry"]


def test_a_headline_cannot_steer_the_terminal() -> None:
    event = sample_event(headline="\x1b[31mred\x07\u202e\nnext", uri="urn:\x1b[2J")
    block = story_block(story(Member("a1", event)))
    assert block.splitlines()[1:] == ["   [31mred   next", "    new · urn: [2J"]


def test_a_story_is_one_line_of_json() -> None:
    event = sample_event(headline="Two\nlines", source="Coast Wire", firstcreated=NOON)
    line = story_json(story(Member("a1", event), Member("b2", state=NOT_YET)))
    assert "\n" not in line
    assert json.loads(line) == {
        "story_id": "a1",
        "last": "2026-11-24T12:00:00+00:00",
        "members": [
            {
                "id": "a1",
                "headline": "Two\nlines",
                "type": "news.article.published",
                "source": "Coast Wire",
                "date": "2026-11-24",
                "uri": "urn:example:ferry",
            },
            {"id": "b2", "state": "not published yet"},
        ],
    }
