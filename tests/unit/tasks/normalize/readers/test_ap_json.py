from __future__ import annotations

import json
from typing import Any

import pytest

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.reader import Draft
from tasks.normalize.readers.ap_json import ApJsonReader
from tests.samples import source_of

ITEM = {
    "uri": "https://api.example.com/content/abc?qt=1",
    "altids": {"itemid": "abc", "etag": "abc_1", "friendlykey": "1"},
    "type": "text",
    "version": 0,
    "versioncreated": "2026-11-24T12:00:00Z",
    "pubstatus": "usable",
    "headline": "Ferry sails",
    "bylines": [{"by": "By ADA EXAMPLE", "title": "Nordwire"}],
    "datelinelocation": {"city": "Oslo", "countryname": "NORWAY"},
    "place": [{"name": "Bergen"}],
    "provider": "AP",
    "body_text": "It sails.",
}


def items(value: Any) -> list[Draft | RejectedError]:
    return list(ApJsonReader().read(source_of(json.dumps(value), "a.json")))


@pytest.mark.parametrize(
    "value",
    [
        {"data": {"items": [{"meta": {}, "item": ITEM}]}},
        {"data": {"item": ITEM}},
        ITEM,
        {"uri": "x", "signals": [], "editorialpriority": "d"},
    ],
)
def test_it_is_told_by_its_names(value: Any) -> None:
    source = source_of(json.dumps(value))
    assert ApJsonReader().recognizes(source) == "it is JSON with the names of the AP Media API"


def test_ninjs_with_other_identifiers_is_none() -> None:
    value = {"uri": "urn:x:1", "type": "text", "altIds": [{"role": "x", "value": "1"}]}
    assert ApJsonReader().recognizes(source_of(json.dumps(value))) is None


def test_an_item_states_its_fields() -> None:
    (draft,) = items({"data": {"item": ITEM}})
    assert isinstance(draft, Draft)
    assert draft.paragraphs == ["It sails."]
    assert draft.fields == {
        "uri": "abc",
        "version": 0,
        "headline": "Ferry sails",
        "byline": [{"name": "By ADA EXAMPLE", "role": "Nordwire"}],
        "located": "Oslo",
        "versioncreated": "2026-11-24T12:00:00Z",
        "pubstatus": "usable",
        "source": "AP",
    }


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"renditions": {"nitf": {"href": "https://api.example.com/abc"}}},
            "the item has no text of its own: AP keeps it elsewhere (rendition nitf), and nothing is fetched",
        ),
        ({}, "the item has no text of its own: AP keeps it elsewhere, and nothing is fetched"),
        ({"type": "picture"}, "it is of AP's type picture and has no text of its own"),
    ],
)  # fmt: skip
def test_an_item_without_a_text_says_where_it_is(fields: dict[str, Any], message: str) -> None:
    item = {name: value for name, value in ITEM.items() if name != "body_text"}
    (error,) = items({"data": {"items": [{"item": {**item, **fields}}]}})
    assert isinstance(error, RejectedError)
    assert (error.reason, error.message, error.member) == (FailureReason.NO_TEXT, message, "0")


def test_a_killed_item_needs_no_text() -> None:
    (draft,) = items({**ITEM, "body_text": "", "pubstatus": "canceled"})
    assert isinstance(draft, Draft)
