from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import Author, PubStatus
from tasks.normalize.fields import stated_fields
from tasks.normalize.reader import Draft

UTC = ZoneInfo("UTC")


def nested(depth: int) -> Any:
    value: Any = "Ferry"
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("field", "value", "converted"),
    [
        ("headline", " Ferry \n sails ", "Ferry sails"),
        ("headline", "Fish &amp; chips", "Fish & chips"),
        ("headline", {"name": "Ferry"}, "Ferry"),
        ("headline", [None, "", "Ferry"], "Ferry"),
        ("headline", nested(3), "Ferry"),
        ("uri", 42, "42"),
        ("source", {"name": "Example Wire"}, "Example Wire"),
        ("keywords", "ferry, storm ,", ("ferry", "storm")),
        ("keywords", ["ferry", {"name": "storm"}, None], ("ferry", "storm")),
        ("version", 3, 3),
        ("version", "3", 3),
        ("urgency", 9, 9),
        ("pubstatus", "usable", PubStatus.USABLE),
        ("pubstatus", "stat:withheld", PubStatus.WITHHELD),
        ("pubstatus", "Cancelled", PubStatus.CANCELED),
        ("language", "EN", "en"),
        ("language", "pt_BR", "pt-BR"),
        ("byline", ["Ada Example", {"name": "Bo Sample"}], "Ada Example, Bo Sample"),
        ("byline", "By Ada Example", "Ada Example"),
        ("firstcreated", "2026-11-24T12:00:00Z", dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)),
    ],
)
def test_a_value_takes_the_type_of_its_field(field: str, value: Any, converted: Any) -> None:
    assert stated_fields(Draft(fields={field: value}), UTC)[field] == converted


WRONG = [
    ("headline", 3.5),
    ("headline", {"x": 1}),
    ("headline", nested(900)),
    ("keywords", 5),
    ("keywords", nested(900)),
    ("version", 2**60),
    ("version", "third"),
    ("version", True),
    ("version", float("inf")),
    ("version", float("nan")),
    ("version", "9" * 5000),
    ("urgency", 10),
    ("pubstatus", "lost"),
    ("pubstatus", nested(900)),
    ("language", "English"),
    ("language", "e n"),
    ("firstcreated", "soon"),
    ("firstcreated", 1_795_000_000),
    ("byline", {"x": 1}),
]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_value_of_a_wrong_type_is_left_out(field: str, value: Any) -> None:
    assert stated_fields(Draft(fields={field: value}), UTC) == {}


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_the_warning_names_the_field(field: str, value: Any) -> None:
    draft = Draft(fields={field: value})
    stated_fields(draft, UTC)
    assert draft.warnings == [f"the {field} is not of a usable form and was left out"]


def test_a_byline_names_its_authors() -> None:
    found = stated_fields(Draft(fields={"byline": "Ada Example and Bo Sample"}), UTC)
    assert found["authors"] == (Author(name="Ada Example"), Author(name="Bo Sample"))


def test_an_author_keeps_the_role_and_the_comma_that_an_object_states() -> None:
    people = [{"name": "Ada Example, Jr.", "role": "editor"}, {"name": "Bo Sample"}]
    assert stated_fields(Draft(fields={"byline": people}), UTC)["authors"] == (
        Author(name="Ada Example, Jr.", role="editor"),
        Author(name="Bo Sample"),
    )


def test_an_identifier_that_is_too_long_is_left_out() -> None:
    draft = Draft(fields={"uri": "u" * 2001})
    assert (stated_fields(draft, UTC), draft.warnings) == (
        {},
        ["the uri is too long and was left out"],
    )


def test_an_assumed_time_zone_is_a_guess() -> None:
    draft = Draft(fields={"embargoed": "2026-11-24T12:00:00"})
    stated_fields(draft, UTC)
    assert draft.guessed == {"embargoed": "the time zone is not stated; UTC assumed"}


@given(st.dictionaries(st.sampled_from(["keywords", "byline", "language"]), st.text()))
def test_any_text_is_converted_or_left_out(fields: dict[str, str]) -> None:
    assert set(stated_fields(Draft(fields=dict(fields)), UTC)) <= {*fields, "authors"}
