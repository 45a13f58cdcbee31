"""Entries that were published once can be read for ever."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from schemas.contract import documents
from schemas.event import ArticleEvent, EventType
from schemas.failure import Failure, FailureReason
from schemas.summary import Summary

V1 = Path(__file__).parent / "v1"
EVENTS = sorted(path.name for path in V1.glob("*.json") if path.name != "failure.json")


def entry(name: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((V1 / name).read_text("utf-8"))
    return found


def data(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(entry(name)["data"])
    return found


@pytest.mark.parametrize("name", EVENTS)
def test_a_golden_event_says_what_it_said(name: str) -> None:
    again = ArticleEvent.from_entry(entry(name)).to_entry()
    assert {**again, "data": json.loads(again["data"])} == {**entry(name), "data": data(name)}


@pytest.mark.parametrize("name", EVENTS)
def test_a_golden_event_meets_the_schemas_of_today(name: str) -> None:
    Draft202012Validator(documents()["article-entry.v1.json"]).validate(entry(name))
    Draft202012Validator(documents()["article.v1.json"]).validate(data(name))


def test_every_type_of_event_has_a_golden_entry() -> None:
    assert {entry(name)["type"] for name in EVENTS} == set(EventType)


def test_every_field_of_an_article_is_in_some_golden_entry() -> None:
    seen = {field for name in EVENTS for field in data(name)}
    assert seen == set(documents()["article.v1.json"]["properties"])


def test_the_golden_failure_says_what_it_said() -> None:
    failure = Failure.from_entry(entry("failure.json"))
    assert failure.reason is FailureReason.MALFORMED
    assert failure.to_entry() == entry("failure.json")


def test_every_field_of_a_summary_is_in_some_golden_entry() -> None:
    seen = {field for name in EVENTS for field in data(name).get("summary") or ()}
    assert seen == set(Summary.model_fields)
