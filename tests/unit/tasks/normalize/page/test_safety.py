from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.page.safety import (
    LONGEST_NAME,
    MOST_ATTRIBUTES,
    MOST_ATTRIBUTES_IN_ALL,
    MOST_TAGS,
    parse_page,
)
from tasks.normalize.source import Limits
from tests.samples import source_of


def refusal(markup: str, **known: Any) -> RejectedError:
    with pytest.raises(RejectedError) as caught:
        parse_page(source_of(markup, **known))
    return caught.value


def attributes(count: int) -> str:
    return " ".join(f"a{number}" for number in range(count))


def test_a_page_is_parsed_once() -> None:
    source = source_of("<p>The lock gate is open.</p>")
    assert parse_page(source) is parse_page(source)


def test_the_root_is_html_whatever_the_page_has() -> None:
    assert parse_page(source_of("<p>The lock gate is open.</p>")).tag == "html"


def test_comments_and_processing_instructions_are_left_out() -> None:
    root = parse_page(source_of("<p>Open<!-- not --> gate<?php not ?>s</p>"))
    assert root.text_content() == "Open gates"


def test_control_characters_do_not_end_the_page() -> None:
    assert parse_page(source_of("<p>one\x0btwo</p>")).text_content() == "onetwo"


def test_letters_of_all_scripts_are_read() -> None:
    assert parse_page(source_of("<p>Ærø, Лодка, 船</p>")).text_content() == "Ærø, Лодка, 船"


def test_too_many_bytes_are_refused_with_the_setting_to_raise() -> None:
    error = refusal("<p>" + "a" * 100, limits=Limits(page=100))
    assert (error.reason, "WIREDESK_MAX_PAGE_BYTES" in error.message) == (
        FailureReason.TOO_LARGE,
        True,
    )


def test_too_many_tags_are_refused() -> None:
    assert refusal("<" * (MOST_TAGS + 1)).message == "the page has more than 100,000 tags"


def test_too_many_open_elements_are_refused() -> None:
    error = refusal("<div>" * 5_000 + "text")
    assert error.message == "the page has more than 256 elements inside of each other"


def test_unclosed_paragraphs_are_not_nested() -> None:
    assert len(parse_page(source_of("<p>one" * 5_000)).findall(".//p")) == 5_000


@pytest.mark.parametrize(
    "markup",
    [
        f"<div {attributes(MOST_ATTRIBUTES_IN_ALL)}>",
        f"<!--><div {attributes(MOST_ATTRIBUTES_IN_ALL)}>",
        f"<script>'</script><div {attributes(MOST_ATTRIBUTES_IN_ALL)}>",
        f"<iframe><a b='</iframe><div {attributes(MOST_ATTRIBUTES_IN_ALL)}>",
        f"<div it's {attributes(MOST_ATTRIBUTES_IN_ALL)}>",
        f"<div {attributes(1_000)}>" * (MOST_ATTRIBUTES_IN_ALL // 1_000 + 1),
    ],
    ids=["plain", "empty comment", "script", "raw text", "quotation mark in a name", "many tags"],
)
def test_too_many_attributes_are_refused_wherever_they_hide(markup: str) -> None:
    assert refusal(markup).message == "line 1: the page has more attributes than pages have"


def test_the_line_of_the_tag_is_told() -> None:
    markup = f"<p>\n\n<div {attributes(MOST_ATTRIBUTES_IN_ALL)}>"
    assert refusal(markup).message.startswith("line 3: ")


def test_comparisons_in_scripts_are_no_attributes() -> None:
    script = "if (a <b && c) { " + "x = y + z ; " * MOST_ATTRIBUTES_IN_ALL + "}"
    page = f"<script>{script}</script><p>The lock gate is open.</p>"
    assert parse_page(source_of(page)).findtext(".//p") == "The lock gate is open."


def test_a_long_attribute_is_one() -> None:
    page = f"<img src='data:image/png;base64,{'A/ b' * 400_000}'><p>Open.</p>"
    assert parse_page(source_of(page)).findtext(".//p") == "Open."


def test_a_few_thousand_attributes_are_kept() -> None:
    root = parse_page(source_of(f"<div {attributes(MOST_ATTRIBUTES)}>text</div>"))
    assert len(root.find(".//div").attrib) == MOST_ATTRIBUTES


def test_endless_classes_are_dropped() -> None:
    root = parse_page(source_of(f"<p class='{'a ' * LONGEST_NAME}' id='b'>Open.</p>"))
    assert dict(root.find(".//p").attrib) == {"id": "b"}


@pytest.mark.parametrize("markup", ["", "   ", "<!-- nothing -->", "</p></p>"])
def test_a_page_without_elements_has_no_text(markup: str) -> None:
    assert refusal(markup).reason is FailureReason.NO_TEXT


@given(st.text(alphabet="<>/!-='\" abpdivscript&;\n\x00ä", max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_page_or_is_refused(markup: str) -> None:
    with suppress(RejectedError):
        assert parse_page(source_of(markup)).tag is not None
