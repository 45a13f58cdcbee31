from __future__ import annotations

from schemas.event import ArticleData, EventType
from schemas.json_schema import data_schema, entry_schema
from tests.samples import sample_event, sample_failure


def test_a_schema_is_named_with_its_version() -> None:
    assert data_schema(ArticleData, "article")["$id"] == "urn:wiredesk:schema:article.v1"
    assert entry_schema("failure")["$id"] == "urn:wiredesk:schema:failure-entry.v1"


def test_the_schema_of_an_entry_has_the_fields_that_are_written() -> None:
    assert set(entry_schema("article")["properties"]) == set(sample_event().to_entry())
    assert set(entry_schema("failure")["properties"]) == set(sample_failure().to_entry())


def test_the_content_of_data_has_the_schema_that_an_event_names() -> None:
    content = entry_schema("article")["properties"]["data"]["contentSchema"]
    assert content == {"$ref": sample_event().dataschema}


def test_the_types_of_events_are_listed() -> None:
    assert entry_schema("article")["properties"]["type"]["enum"] == list(EventType)
