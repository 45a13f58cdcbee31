from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize.credits import split_credits

STORY = ["The ferry sails again.", "The storm has passed."]
CREDIT = "(Reporting by Ada Example; Editing by Bo Sample)"


@pytest.mark.parametrize(
    "credit",
    [CREDIT, "© 2026 Example Agency", "Read more: the storm", "Subscribe to our newsletter"],
)
def test_a_credit_at_the_tail_goes(credit: str) -> None:
    assert split_credits([*STORY, credit]) == (STORY, [credit])


@pytest.mark.parametrize(
    "note",
    [
        "(Corrects paragraph 2 to say that the ferry sails)",
        "(This story has been refiled to fix a link)",
        "(Adds quotes, background)",
        "(Berichtigung: Name im ersten Absatz)",
        "(Corrige cifra en el segundo párrafo)",
        "(Добавлены подробности)",
    ],
)
def test_a_note_on_a_change_goes_from_head_and_tail(note: str) -> None:
    assert (split_credits([note, *STORY]), split_credits([*STORY, note])) == (
        (STORY, [note]),
        (STORY, [note]),
    )


@pytest.mark.parametrize(
    "note",
    [
        "($1 = 0.9210 euros)",
        "((desk@example.org; +44 20 0000 0000))",
        "Quelle: Nordwire",
        "bur-abc/de",
        "（责任编辑：王小明）",
        "Contact: desk@example.org",
        "desk@example.org",
        "+44 20 0000 0000",
    ],
)
def test_a_closing_note_goes_from_the_tail_alone(note: str) -> None:
    assert (split_credits([*STORY, note]), split_credits([note, *STORY])) == (
        (STORY, [note]),
        ([note, *STORY], []),
    )


@pytest.mark.parametrize("heading", ["# dpa-Notizblock", "Media contacts:", "ENDS", "-30-"])
def test_all_that_follows_the_heading_of_a_notebook_goes(heading: str) -> None:
    notes = ["Ada Example, Nordwire", "The harbour office is open from nine to five."]
    kept, around = split_credits([*STORY, heading, *notes])
    assert (kept, around[-2:]) == (STORY, notes)


@pytest.mark.parametrize(
    "line",
    [
        "(The ferry had been closed for a week.)",
        "(“It sails,” the captain said.)",
        "The sources: two rivers and a lake.",
        "It sails/it sinks.",
        "This is where it ends",
    ],
)
def test_an_ordinary_last_paragraph_stays(line: str) -> None:
    assert split_credits([*STORY, line]) == ([*STORY, line], [])


def test_a_photo_credit_at_the_head_goes() -> None:
    assert split_credits(["Photo: Ada Example", *STORY]) == (STORY, ["Photo: Ada Example"])


def test_a_credit_in_the_middle_stays() -> None:
    text = [*STORY, CREDIT, *STORY]
    assert split_credits(text) == (text, [])


def test_a_rule_between_story_and_credit_is_dropped() -> None:
    assert split_credits([*STORY, "* * *", CREDIT]) == (STORY, [CREDIT])


def test_credits_alone_stay() -> None:
    assert split_credits([CREDIT]) == ([CREDIT], [])


def test_nothing_stays_nothing() -> None:
    assert split_credits([]) == ([], [])


@given(st.lists(st.sampled_from([*STORY, CREDIT, "---", "Photo: Ada Example"])))
def test_the_story_keeps_its_order_and_is_never_emptied(paragraphs: list[str]) -> None:
    story, notes = split_credits(paragraphs)
    assert bool(story) == bool(paragraphs)
    assert len(story) + len(notes) <= len(paragraphs)
