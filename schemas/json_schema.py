"""JSON Schema (2020-12) of what is read from the streams, made from the models."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from schemas.alarm import AlarmType
from schemas.event import ArticleEvent, EventType
from schemas.model import CONTRACT_VERSION, SCHEMA_BASE

DIALECT = GenerateJsonSchema.schema_dialect

ENTRY_FIELDS = {
    "article": tuple(ArticleEvent.model_fields),
    "failure": ("document_id", "stage", "reason", "attempts", "time", "data"),
    "alarm": ("type", "source", "time", "data"),
}
"""The fields of a stream entry, every one a string; `data` holds JSON."""

ENTRY_TYPES: dict[str, type[StrEnum]] = {"article": EventType, "alarm": AlarmType}
"""What the field `type` of an entry can say."""


def urn(name: str) -> str:
    """The name of a schema of this version."""
    return f"{SCHEMA_BASE}:{name}.{CONTRACT_VERSION}"


def data_schema(model: type[BaseModel], name: str) -> dict[str, Any]:
    """JSON Schema of what a model looks like when it is read from a stream."""
    schema = model.model_json_schema(mode="serialization")
    return {"$schema": DIALECT, "$id": urn(name), **schema}


def entry_schema(name: str) -> dict[str, Any]:
    """JSON Schema of a stream entry: flat strings, `data` with JSON of its own schema."""
    schema = entry_fields(name, content={"$ref": urn(name)})
    return {"$schema": DIALECT, "$id": urn(f"{name}-entry"), **schema}


def entry_fields(name: str, content: dict[str, Any]) -> dict[str, Any]:
    """The part of an entry's schema that is the same in every dialect.

    Args:
        name: `article`, `failure` or `alarm`.
        content: schema of the JSON in `data`.
    """
    properties: dict[str, Any] = {field: {"type": "string"} for field in ENTRY_FIELDS[name]}
    properties["data"] |= {"contentMediaType": "application/json", "contentSchema": content}
    if name in ENTRY_TYPES:
        properties["type"]["enum"] = [each.value for each in ENTRY_TYPES[name]]
    return {
        "title": f"{name.capitalize()}Entry",
        "type": "object",
        "properties": properties,
        "required": list(ENTRY_FIELDS[name]),
    }
