"""The JSON Schemas, as somebody else's validator reads them, and real entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from schemas.contract import documents
from schemas.json_schema import ENTRY_FIELDS
from tests.contract.example import PAGE
from tests.contract.golden import content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.event import ArticleEvent

SCHEMAS = {name: schema for name, schema in documents().items() if "asyncapi" not in name}
REGISTRY: Registry[Any] = Registry().with_resources(
    (schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()
)


def references(node: Any) -> Iterator[str]:
    """Every `$ref` of a schema."""
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"]
        node = list(node.values())
    for value in node if isinstance(node, list) else ():
        yield from references(value)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_meets_the_metaschema_of_2020_12(name: str) -> None:
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_a_schema_refers_to_is_shipped(name: str) -> None:
    resolver = REGISTRY.resolver(SCHEMAS[name]["$id"])
    for reference in set(references(SCHEMAS[name])):
        assert resolver.lookup(reference).contents


def test_entries_of_the_seeds_meet_the_schemas(events: list[ArticleEvent]) -> None:
    of_entry = Draft202012Validator(SCHEMAS["article-entry.v1.json"], registry=REGISTRY)
    of_data = Draft202012Validator(SCHEMAS["article.v1.json"], registry=REGISTRY)
    for entry in (event.to_entry() for event in events):
        of_entry.validate(entry)
        of_data.validate(content(entry))


def test_an_entry_is_refused_whose_field_is_missing(events: list[ArticleEvent]) -> None:
    entry = events[0].to_entry()
    del entry["id"]
    assert not Draft202012Validator(SCHEMAS["article-entry.v1.json"]).is_valid(entry)


def test_values_of_an_entry_fit_in_a_line(events: list[ArticleEvent]) -> None:
    """The example in sh reads an entry line by line."""
    values = [value for event in events for value in event.to_entry().values()]
    assert [value for value in values if "\n" in value] == []


@pytest.mark.parametrize("name", ENTRY_FIELDS)
def test_the_page_for_subscribers_names_every_field_of_an_entry(name: str) -> None:
    assert [field for field in ENTRY_FIELDS[name] if f"`{field}`" not in PAGE] == []
