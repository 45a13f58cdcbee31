"""AsyncAPI 3.0 of the streams, made from the models.

AsyncAPI's own schemas are those of draft 07, in which a `$ref` stands alone, and references are
looked up in the document itself: so the schemas are in it once more, under `components`.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from schemas.alarm import Alarm
from schemas.event import ArticleData
from schemas.failure import Failure
from schemas.json_schema import entry_fields
from schemas.model import CONTRACT_VERSION

MESSAGES: dict[str, tuple[str, type[BaseModel]]] = {
    "articles": ("article", ArticleData),
    "failures": ("failure", Failure),
    "alarms": ("alarm", Alarm),
}
"""Stream -> name of its messages, and the model of their `data`."""

SCHEMAS = "#/components/schemas/{model}"


def asyncapi() -> dict[str, Any]:
    """The document."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Wiredesk",
            "version": CONTRACT_VERSION,
            "description": "News articles, clean, deduplicated and summarized, on Redis streams. "
            "Inside a version fields are only added; ignore those you do not know.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "channels": {stream: _channel(stream) for stream in MESSAGES},
        "operations": {f"publish-{stream}": _operation(stream) for stream in MESSAGES},
        "components": {
            "messages": {name: _message(stream) for stream, (name, _) in MESSAGES.items()},
            "schemas": _schemas(),
        },
    }


def _channel(stream: str) -> dict[str, Any]:
    name, _ = MESSAGES[stream]
    return {
        "address": f"{{deployment}}:{stream}",
        "title": f"Redis stream of {stream}",
        "description": "The deployment's name stands in braces in the key itself: "
        f"`{{wiredesk}}:{stream}`.",
        "parameters": {"deployment": {"default": "{wiredesk}"}},
        "messages": {name: {"$ref": f"#/components/messages/{name}"}},
    }


def _operation(stream: str) -> dict[str, Any]:
    name, _ = MESSAGES[stream]
    return {
        "action": "send",
        "channel": {"$ref": f"#/channels/{stream}"},
        "summary": f"Wiredesk adds to the stream of {stream}; read it with XREADGROUP.",
        "messages": [{"$ref": f"#/channels/{stream}/messages/{name}"}],
    }


def _message(stream: str) -> dict[str, Any]:
    name, model = MESSAGES[stream]
    content = {"$ref": SCHEMAS.format(model=model.__name__)}
    return {
        "name": name,
        "title": f"One {name}",
        "summary": "The fields of an entry, every one a string; `data` holds JSON.",
        "contentType": "application/json",
        "payload": entry_fields(name, content),
    }


def _schemas() -> dict[str, Any]:
    mode: JsonSchemaMode = "serialization"
    models = [(model, mode) for _, model in MESSAGES.values()]
    _, definitions = models_json_schema(models, ref_template=SCHEMAS)
    schemas: dict[str, Any] = _as_draft_07(definitions["$defs"])
    return schemas


def _as_draft_07(node: Any) -> Any:
    """The same with each `$ref` alone: draft 07 ignores what stands beside one."""
    if isinstance(node, list):
        return [_as_draft_07(item) for item in node]
    if not isinstance(node, dict):
        return node
    read = {key: _as_draft_07(value) for key, value in node.items()}
    if "$ref" in read and len(read) > 1:
        return {"allOf": [{"$ref": read.pop("$ref")}], **read}
    return read
