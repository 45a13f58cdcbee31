from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize.objects.body import (
    fuller,
    paragraphs_of_body,
    paragraphs_of_html,
    paragraphs_of_text,
    without_title,
)

WRAPPED = """\
The ferry to the island of Skarvik sails again, the harbour said, because
the storm that had kept it in port for three days has passed over the sea.

Its captain said that she was glad to be back at sea, and that all of the
seats for the first crossing on Tuesday morning had been sold in an hour."""


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One\nTwo", ["One", "Two"]),
        ("One\r\n\r\nTwo", ["One\r", "Two"]),
        ("3 < 4\n5 > 4", ["3 < 4", "5 > 4"]),
        ("<p>One</p><p>Two &amp; three</p>", ["One", "Two & three"]),
        ("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;", ["One", "Two"]),
        ("Fish &amp; chips", ["Fish & chips"]),
        ("Fish &amp;amp; chips", ["Fish & chips"]),
    ],
)
def test_a_text_may_turn_out_to_be_markup(text: str, paragraphs: list[str]) -> None:
    assert paragraphs_of_text(text) == paragraphs


def test_a_hard_wrapped_text_is_joined() -> None:
    assert [text.split()[:2] for text in paragraphs_of_text(WRAPPED)] == [
        ["The", "ferry"],
        ["Its", "captain"],
    ]


@pytest.mark.parametrize(
    ("markup", "paragraphs"),
    [
        ("One <a href='#'>two</a>\n\nThree", ["One two", "Three"]),
        ("<p>One<figure><img src='x'><figcaption>Caption</figcaption></figure><p>Two", ["One", "Two"]),
        ("<p>One</p><figure><table><tr><td>Two</table></figure>", ["One", "Two"]),
        ("<p>One</p><figure><img src='x'>Two", ["One", "Two"]),
    ],
)  # fmt: skip
def test_markup_is_read_without_pictures(markup: str, paragraphs: list[str]) -> None:
    assert paragraphs_of_html(markup) == paragraphs


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        (["One", "Two"], ["One", "Two"]),
        (["One", 2, None], ["One"]),
        ({"rendered": "<p>One</p><p>Two</p>"}, ["One", "Two"]),
        ([{"type": "text", "content": "<p>One</p>"}, {"type": "image", "url": "x"}], ["One"]),
        (
            {
                "summary": ["Lead"],
                "sections": [
                    {"headline": [], "paragraphs": ["One", "Two"]},
                    {"headline": ["Subhead"], "paragraphs": ["Three"]},
                ],
            },
            ["Lead", "One", "Two", "Subhead", "Three"],
        ),
        (5, None),
        ({"x": 1}, None),
        ({"sections": [5]}, None),
    ],
)
def test_a_body_may_be_a_list_or_an_object(body: Any, paragraphs: list[str] | None) -> None:
    assert paragraphs_of_body(body) == paragraphs


@pytest.mark.parametrize("opening", ['["', '{"text": "'])
def test_a_body_is_looked_for_only_so_deep(opening: str) -> None:
    body: Any = "One"
    for _ in range(900):
        body = [body] if opening == '["' else {"text": body}
    assert paragraphs_of_body(body) is None


@pytest.mark.parametrize(
    ("text", "marked", "chosen"),
    [
        (["One. Two."], ["One.", "Two."], "marked"),
        (["One.", "Two."], ["One.", "Two."], "text"),
        (["One is two, not three."], ["Photo: Ada", "One is two, not three."], "text"),
        (["One."], ["One. Two. Three."], "marked"),
        ([], ["One."], "marked"),
        (["One."], [], "text"),
        ([], [], "text"),
    ],
)
def test_markup_goes_before_a_text_that_lost_something(
    text: list[str], marked: list[str], chosen: str
) -> None:
    assert fuller(text, marked) == {"text": text, "marked": marked}[chosen]


@pytest.mark.parametrize(
    ("paragraphs", "title", "rest"),
    [
        (["Ferry  sails", "It does."], "Ferry sails", ["It does."]),
        (["Ferry sails"], "Ferry sails", ["Ferry sails"]),
        (["It does.", "Ferry sails"], "Ferry sails", ["It does.", "Ferry sails"]),
        (["It does.", "It did."], {"main": "It does."}, ["It does.", "It did."]),
        ([], "Ferry sails", []),
    ],
)
def test_a_repeated_headline_goes(paragraphs: list[str], title: Any, rest: list[str]) -> None:
    assert without_title(paragraphs, title) == rest


@given(st.text())
def test_any_text_has_paragraphs(text: str) -> None:
    assert all(line.strip() for line in paragraphs_of_text(text))
