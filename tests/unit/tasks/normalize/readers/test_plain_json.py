from __future__ import annotations

from typing import Any

import pytest

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.objects.names import BODY_NAMES, NAMES, draft_of
from tasks.normalize.reader import Draft
from tasks.normalize.readers.plain_json import JsonReader
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


@pytest.mark.parametrize("value", [None, "", [], {}, False])
def test_an_empty_value_is_none(value: Any) -> None:
    assert draft_of({"headline": value, "keywords": value, "body": value}) == Draft()


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


@pytest.mark.parametrize("body", [5, {"x": 1}, [2]])
def test_a_body_that_is_no_text_is_warned_of(body: Any) -> None:
    assert draft_of({"body": body}).warnings == ["the body (body) is no text and was left out"]


def test_a_body_that_is_no_text_gives_way_to_the_next_name() -> None:
    draft = draft_of({"body": {"x": 1}, "text": "It sails."})
    assert (draft.paragraphs, draft.warnings) == (
        ["It sails."],
        ["the body (body) is no text and was left out"],
    )


def test_an_object_is_one_item() -> None:
    assert read('{"title": "Ferry"}') == [Draft(fields={"headline": "Ferry"}, reader="json")]


def test_an_array_is_an_item_for_each_member() -> None:
    assert read('[{"title": "A"}, {"title": "B"}]') == [
        Draft(fields={"headline": "A"}, member="0", reader="json"),
        Draft(fields={"headline": "B"}, member="1", reader="json"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"title": "A",\n "body" "B"}', "line 2, column 9: Expecting ':' delimiter"),
        ("[" * 100_000, "the JSON is nested too deeply (more than 1,024 levels)"),
    ],
)
def test_what_is_no_json_is_malformed_in_its_place(text: str, message: str) -> None:
    with pytest.raises(RejectedError) as caught:
        read(text)
    assert (caught.value.reason, caught.value.message) == (FailureReason.MALFORMED, message)


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.txt", ' {"title": "A"}', "it is JSON throughout"),
        ("a.txt", "[Oslo] It sails.", None),
        ("a.txt", '{"title": "A", "te', "it begins like an object"),
        ("a.txt", '[{"title": "A"},', "it begins like an object"),
        ("a.txt", "{“Oslo”: it sails.", None),
        ("a.json", '{"title": ', "it begins with a bracket and is called .json"),
        ("a.json", "It sails.", None),
    ],
)
def test_it_is_told_by_its_brackets(name: str, text: str, why: str | None) -> None:
    assert JsonReader().recognizes(source_of(text, name)) == why


def test_an_array_may_hold_several_vocabularies() -> None:
    found = read('[{"title": "A"}, {"title": "B", "maintext": "C"}]')
    assert [item.reader for item in found if isinstance(item, Draft)] == ["json", "news-json"]


def test_authors_stand_beside_a_byline() -> None:
    assert draft_of({"byline": "Staff", "authors": ["Ada Example"]}).fields == {
        "byline": "Staff",
        "authors": ["Ada Example"],
    }


def test_the_last_of_duplicate_names_counts() -> None:
    assert read('{"title": "A", "title": "B"}') == [Draft(fields={"headline": "B"}, reader="json")]


def test_a_lone_surrogate_is_read() -> None:
    (item,) = read('{"title": "a\\ud800b"}')
    assert isinstance(item, Draft)
    assert item.fields == {"headline": "a\ud800b"}
