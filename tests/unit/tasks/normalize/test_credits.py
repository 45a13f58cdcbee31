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
