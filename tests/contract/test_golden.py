"""Entries that were published once can be read for ever."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from schemas.contract import documents
from schemas.event import ArticleEvent, EventType
from schemas.failure import Failure, FailureReason
from schemas.summary import Summary
from tests.contract.golden import FAILURE, GOLDEN, content


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_event_says_what_it_said(name: str) -> None:
    again = ArticleEvent.from_entry(GOLDEN[name]).to_entry()
    assert {**again, "data": json.loads(again["data"])} == {
        **GOLDEN[name],
        "data": content(GOLDEN[name]),
    }


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_event_meets_the_schemas_of_today(name: str) -> None:
    Draft202012Validator(documents()["article-entry.v1.json"]).validate(GOLDEN[name])
    Draft202012Validator(documents()["article.v1.json"]).validate(content(GOLDEN[name]))


def test_every_type_of_event_has_a_golden_entry() -> None:
    assert {entry["type"] for entry in GOLDEN.values()} == set(EventType)


def test_every_field_of_an_article_is_in_some_golden_entry() -> None:
    seen = {field for entry in GOLDEN.values() for field in content(entry)}
    assert seen == set(documents()["article.v1.json"]["properties"])


def test_the_golden_failure_says_what_it_said() -> None:
    failure = Failure.from_entry(FAILURE)
    assert failure.reason is FailureReason.MALFORMED
    assert failure.to_entry() == FAILURE


def test_every_field_of_a_summary_is_in_some_golden_entry() -> None:
    seen = {field for entry in GOLDEN.values() for field in content(entry).get("summary") or ()}
    assert seen == set(Summary.model_fields)
