from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.readers.markdown import LONGEST_BODY, MarkdownReader
from tests.samples import source_of

if TYPE_CHECKING:
    from tasks.normalize.reader import Draft


def read(text: str) -> Draft:
    (draft,) = MarkdownReader().read(source_of(text, "a.md"))
    return draft


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One\ntwo\n\nThree", ["One two", "Three"]),
        ("One  \ntwo", ["One", "two"]),
        ("- One\n- Two\n\n1. Three", ["One", "Two", "Three"]),
        ("> One\n> two", ["One two"]),
        ("## Head\n\nOne", ["Head", "One"]),
        ("A [link](http://example.org) and ![picture](x.png)end", ["A link and end"]),
        ("*One* **two** `three`", ["One two three"]),
        ("One <b>two</b>", ["One two"]),
        ("<div>\nraw\n</div>\n\nOne", ["One"]),
        ("<script>\nraw\n</script>\n\nOne", ["One"]),
        ("```\none\ntwo\n```", ["one", "two"]),
        ("Fish &amp; chips \\* hot", ["Fish & chips * hot"]),
        ("One\n\n---\n\nTwo", ["One", "Two"]),
        ("| One | Two |\n|-----|-----|\n| *3* | |\n| 5 | 6 |", ["One | Two", "3", "5 | 6"]),
        ("", []),
    ],
)
def test_marks_go_and_text_stays(text: str, paragraphs: list[str]) -> None:
    assert read(text).paragraphs == paragraphs


def test_the_first_heading_is_the_headline_and_no_paragraph() -> None:
    draft = read("# Ferry *sails*\n\nIt does.\n\n# More\n\nNow.")
    assert (draft.fields["headline"], draft.paragraphs) == (
        "Ferry sails",
        ["It does.", "More", "Now."],
    )


def test_front_matter_states_fields() -> None:
    draft = read("---\ntitle: Ferry\ntags: [sea, storm]\ndate: 2026-11-24\n---\nIt sails.")
    assert draft.fields == {
        "headline": "Ferry",
        "keywords": ["sea", "storm"],
        "firstcreated": "2026-11-24",
    }


def test_front_matter_is_no_paragraph() -> None:
    assert read("---\ntitle: Ferry\n---\nIt sails.").paragraphs == ["It sails."]


def test_front_matter_may_have_line_ends_of_windows() -> None:
    assert read("---\r\ntitle: Ferry\r\n---\r\nIt sails.").fields["headline"] == "Ferry"


def test_without_a_heading_the_first_sentence_is_the_headline() -> None:
    draft = read("It sails. It does.\n\nNow.")
    assert (draft.fields["headline"], draft.paragraphs) == (
        "It sails.",
        ["It sails. It does.", "Now."],
    )


def test_the_title_of_the_front_matter_goes_before_a_heading() -> None:
    draft = read("---\ntitle: Ferry\n---\n# Other\n\nIt sails.")
    assert (draft.fields["headline"], draft.paragraphs) == ("Ferry", ["Other", "It sails."])


def test_a_heading_that_repeats_the_title_goes() -> None:
    assert read("---\ntitle: Ferry\n---\n# Ferry\n\nIt sails.").paragraphs == ["It sails."]


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("title: &a Ferry\nslug: *a", "the front matter has YAML aliases"),
        ("title: Ferry\ntags: [a, b", "line 4, column 1: the front matter is no YAML"),
        ("title: Ferry\n\tslug: x", "line 3, column 1: the front matter is no YAML"),
        ("a: " + "[" * 600, "the front matter has too many brackets"),
    ],
)
def test_bad_front_matter_is_malformed(front: str, message: str) -> None:
    with pytest.raises(RejectedError) as caught:
        read(f"---\n{front}\n---\nIt sails.")
    assert (caught.value.reason, caught.value.message) == (FailureReason.MALFORMED, message)


def test_a_rule_at_the_head_is_no_front_matter() -> None:
    assert read("---\n\nIt sails.").paragraphs == ["It sails."]


def test_a_very_long_text_is_read_as_it_stands() -> None:
    draft = read("*a*\n\n" * (LONGEST_BODY // 4))
    assert (draft.paragraphs[0], draft.warnings) == (
        "*a*",
        ["too long to be read as Markdown: its marks were left in"],
    )


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_any_text_is_markdown(text: str) -> None:
    assert "headline" in read(text).fields
