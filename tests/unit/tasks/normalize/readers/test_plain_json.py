from __future__ import annotations

import json
from typing import Any

import pytest

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.reader import Draft
from tasks.normalize.readers.plain_json import BODY_NAMES, NAMES, JsonReader, draft_of
from tests.samples import source_of


def read(text: str) -> list[Draft | RejectedError]:
    return list(JsonReader().read(source_of(text, "a.json")))


@pytest.mark.parametrize(
    ("name", "field"), [(name, field) for field, names in NAMES.items() for name in names]
)
def test_a_field_goes_by_each_of_its_names(name: str, field: str) -> None:
    assert draft_of({name: "x"}).fields == {field: "x"}


@pytest.mark.parametrize("name", BODY_NAMES)
def test_the_body_goes_by_each_of_its_names(name: str) -> None:
    assert draft_of({name: "One\nTwo"}).paragraphs == ["One", "Two"]


def test_the_first_name_that_has_a_value_counts() -> None:
    assert draft_of({"headline": "", "title": "Ferry", "name": "Other"}).fields == {
        "headline": "Ferry"
    }


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        (["One", "Two"], ["One", "Two"]),
        ("<p>One</p><p>Two &amp; three</p>", ["One", "Two & three"]),
        ("3 < 4\n5 > 4", ["3 < 4", "5 > 4"]),
    ],
)
def test_a_body_is_lines_or_a_list_or_markup(body: Any, paragraphs: list[str]) -> None:
    assert draft_of({"body": body}).paragraphs == paragraphs


@pytest.mark.parametrize("body", [5, {"x": 1}, ["One", 2]])
def test_a_body_that_is_no_text_is_warned_of(body: Any) -> None:
    assert draft_of({"body": body}).warnings == ["the body is no text and was left out"]


def test_a_body_that_is_no_text_gives_way_to_the_next_name() -> None:
    draft = draft_of({"body": {"x": 1}, "text": "It sails."})
    assert (draft.paragraphs, draft.warnings) == (
        ["It sails."],
        ["the body is no text and was left out"],
    )


def test_an_object_is_one_item() -> None:
    assert read('{"title": "Ferry"}') == [Draft(fields={"headline": "Ferry"})]


def test_an_array_is_an_item_for_each_member() -> None:
    assert read('[{"title": "A"}, {"title": "B"}]') == [
        Draft(fields={"headline": "A"}, member="0"),
        Draft(fields={"headline": "B"}, member="1"),
    ]


def test_a_bad_member_is_its_own_error() -> None:
    _, bad, _ = read('[{"title": "A"}, 5, {"title": "C"}]')
    assert isinstance(bad, RejectedError)
    assert (bad.reason, bad.message, bad.member) == (
        FailureReason.NO_TEXT,
        "member 1 of the array is no object",
        "1",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"title": "A",\n "body" "B"}', "line 2, column 9: Expecting ':' delimiter"),
        ("[1, 2", "line 1, column 6: Expecting ',' delimiter"),
        ("[" * 100_000, "the JSON is nested too deeply"),
        ('{"version": ' + "1" * 5000 + "}", "the JSON has a number too long to be one"),
    ],
)
def test_what_is_no_json_is_malformed_in_its_place(text: str, message: str) -> None:
    with pytest.raises(RejectedError) as caught:
        read(text)
    assert (caught.value.reason, caught.value.message) == (FailureReason.MALFORMED, message)


@pytest.mark.parametrize("text", ["[]", "5", '"text"', "null"])
def test_json_without_an_object_holds_no_article(text: str) -> None:
    with pytest.raises(RejectedError) as caught:
        read(text)
    assert caught.value.reason is FailureReason.NO_TEXT


def test_the_last_of_duplicate_names_counts() -> None:
    assert read('{"title": "A", "title": "B"}') == [Draft(fields={"headline": "B"})]


def test_a_lone_surrogate_is_read() -> None:
    assert read('{"title": "a\\ud800b"}') == [Draft(fields={"headline": "a\ud800b"})]


def test_any_name_may_be_missing() -> None:
    assert read(json.dumps({"x": 1})) == [Draft()]
