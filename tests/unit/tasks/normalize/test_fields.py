from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import Author, Dateline, PubStatus
from tasks.normalize.fields import stated_fields
from tasks.normalize.reader import Draft

UTC = ZoneInfo("UTC")
NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


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
        ("headline", "<b>Ferry</b> sails", "Ferry sails"),
        ("headline", {"rendered": "Fish &#38; chips"}, "Fish & chips"),
        ("url", "https://example.com/?a=1&copy=2&amp;b=3", "https://example.com/?a=1&copy=2&b=3"),
        ("version", "2.1", 2),
        ("urgency", 4.0, 4),
        ("urgency", {"code": "4"}, 4),
        ("keywords", "ferry; storm", ("ferry", "storm")),
        ("keywords", ["ferry", "ferry"], ("ferry",)),
        ("subject", [{"name": "shipping", "code": "1"}, {"code": "2"}], ("shipping", "2")),
        ("pubstatus", "http://cv.iptc.org/newscodes/pubstatusg2/canceled", PubStatus.CANCELED),
        ("language", "eng", "en"),
        ("language", "ger-AT", "de-AT"),
        ("byline", [{"name": "Ada Example"}, "https://example.com/bo"], "Ada Example"),
        ("authors", "Ada Example and Bo Sample", (Author(name="Ada Example"), Author(name="Bo Sample"))),
        ("authors", [{"name": "By Ada Example", "role": "writer"}, "Bo Sample, Nordwire News"],
         (Author(name="Ada Example", role="writer"), Author(name="Bo Sample", role="Nordwire News"))),
        ("authors", [{"name": "Ada Example", "title": "Editor"}], (Author(name="Ada Example", role="Editor"),)),
        ("dateline", "OSLO, Nov 24", Dateline(text="OSLO, Nov 24")),
        ("dateline", Dateline(text="OSLO"), Dateline(text="OSLO")),
        ("dateline", {"text": "OSLO, Nov 24 (NWD) -", "place": "OSLO", "date": "2026-11-24", "agency": "NWD"},
         Dateline(text="OSLO, Nov 24 (NWD) -", place="OSLO", date=dt.date(2026, 11, 24), agency="NWD")),
        ("dateline", {"text": "OSLO", "located": {"city": "Oslo"}, "date": "2026-11-24T12:00:00+0000", "source": "NWD"},
         Dateline(text="OSLO", place="Oslo", date=dt.date(2026, 11, 24), agency="NWD")),
        ("dateline", {"text": "OSLO", "date": dt.date(2026, 11, 24)}, Dateline(text="OSLO", date=dt.date(2026, 11, 24))),
        ("firstcreated", "2026-11-24T12:00:00Z", NOON),
        ("firstcreated", 1_795_521_600, NOON),
        ("firstcreated", 1_795_521_600_000, NOON),
        ("firstcreated", "1795521600", NOON),
        ("firstcreated", {"$date": "2026-11-24T12:00:00Z"}, NOON),
        ("firstcreated", NOON, NOON),
    ],
)  # fmt: skip
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
    ("firstcreated", 17),
    ("firstcreated", -1_795_000_000),
    ("firstcreated", float("nan")),
    ("firstcreated", float("inf")),
    ("firstcreated", 10**30),
    ("firstcreated", True),
    ("byline", {"x": 1}),
    ("byline", 5),
    ("byline", "https://example.com/ada"),
    ("authors", [5, {"x": 1}]),
    ("dateline", 5),
    ("dateline", {"place": "Oslo"}),
    ("urgency", nested(900)),
    ("uri", "u" * 2001),
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


def test_authors_that_are_stated_stand_beside_the_byline() -> None:
    found = stated_fields(Draft(fields={"byline": "Staff", "authors": ["Ada Example"]}), UTC)
    assert (found["byline"], found["authors"]) == ("Staff", (Author(name="Ada Example"),))


def test_authors_make_no_byline_that_is_not_printed() -> None:
    assert "byline" not in stated_fields(Draft(fields={"authors": ["Ada Example"]}), UTC)


@pytest.mark.parametrize("version", [0, "0"])
def test_version_0_is_none_yet(version: Any) -> None:
    draft = Draft(fields={"version": version})
    assert (stated_fields(draft, UTC), draft.warnings) == ({}, [])


@pytest.mark.parametrize("value", [None, "", " ", [], {}, ()])
def test_an_empty_value_is_left_out_without_a_word(value: Any) -> None:
    draft = Draft(fields={"headline": value, "byline": value, "firstcreated": value})
    assert (stated_fields(draft, UTC), draft.warnings) == ({}, [])


def test_an_assumed_time_zone_is_a_guess() -> None:
    draft = Draft(fields={"embargoed": "2026-11-24T12:00:00"})
    stated_fields(draft, UTC)
    assert draft.guessed == {"embargoed": "the time zone is not stated; UTC assumed"}


FIELDS = (
    "uri headline source keywords subject version urgency pubstatus language byline authors "
    "dateline firstcreated expires"
).split()
VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20) | st.integers(),
    lambda held: (
        st.lists(held, max_size=3)
        | st.dictionaries(
            st.sampled_from("name title role text date place located code value $date".split()),
            held,
        )
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(FIELDS), VALUES))
def test_any_value_is_converted_or_left_out(fields: dict[str, Any]) -> None:
    found = stated_fields(Draft(fields=dict(fields)), UTC)
    assert set(found) <= {*fields, "authors", "byline"}
