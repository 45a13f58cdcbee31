"""The contract as documents: JSON Schema (2020-12) and AsyncAPI 3.0, made from the models.

`python -m schemas.contract` writes them to `schemas/generated/`; with `--check` it only says
whether they are fresh.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from schemas.event import ArticleData, ArticleEvent
from schemas.failure import Failure
from schemas.model import CONTRACT_VERSION, SCHEMA_BASE

DIALECT = GenerateJsonSchema.schema_dialect
FOLDER = Path(__file__).parent / "generated"

ENTRY_FIELDS = {
    "article": tuple(ArticleEvent.model_fields),
    "failure": ("document_id", "stage", "reason", "attempts", "time", "data"),
}
"""The fields of a stream entry, every one a string; `data` holds JSON."""


def schema_of(model: type[BaseModel], name: str) -> dict[str, Any]:
    """JSON Schema of what a model looks like when it is read from a stream."""
    schema = model.model_json_schema(mode="serialization")
    return {"$schema": DIALECT, "$id": f"{SCHEMA_BASE}:{name}.{CONTRACT_VERSION}", **schema}


def entry_schema(name: str) -> dict[str, Any]:
    """JSON Schema of a stream entry: flat strings, `data` with JSON of its own schema."""
    properties: dict[str, Any] = {field: {"type": "string"} for field in ENTRY_FIELDS[name]}
    properties["data"] |= {
        "contentMediaType": "application/json",
        "contentSchema": {"$ref": f"{SCHEMA_BASE}:{name}.{CONTRACT_VERSION}"},
    }
    if name == "article":
        fields = ArticleEvent.model_json_schema(mode="serialization")
        properties["type"]["enum"] = fields["$defs"]["EventType"]["enum"]
    return {
        "$schema": DIALECT,
        "$id": f"{SCHEMA_BASE}:{name}-entry.{CONTRACT_VERSION}",
        "title": f"{name.capitalize()}Entry",
        "type": "object",
        "properties": properties,
        "required": list(ENTRY_FIELDS[name]),
    }


def asyncapi() -> dict[str, Any]:
    """AsyncAPI 3.0 description of the two streams."""
    titles = {"articles": "article", "failures": "failure"}
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
        "channels": {
            stream: {
                "address": f"{{deployment}}:{stream}",
                "title": f"Redis stream of {stream}",
                "description": "The deployment's name stands in braces in the key itself: "
                f"`{{wiredesk}}:{stream}`.",
                "parameters": {"deployment": {"default": "{wiredesk}"}},
                "messages": {name: {"$ref": f"#/components/messages/{name}"}},
            }
            for stream, name in titles.items()
        },
        "operations": {
            f"receive-{stream}": {
                "action": "send",
                "channel": {"$ref": f"#/channels/{stream}"},
                "summary": f"Wiredesk adds to the stream of {stream}; read it with XREADGROUP.",
            }
            for stream in titles
        },
        "components": {
            "messages": {
                name: {
                    "name": name,
                    "title": f"One {name}",
                    "contentType": "application/json",
                    "payload": {"schemaFormat": _SCHEMA_FORMAT, "schema": entry_schema(name)},
                }
                for name in titles.values()
            }
        },
    }


_SCHEMA_FORMAT = "application/schema+json;version=draft-07"


def documents() -> dict[str, dict[str, Any]]:
    """File name -> document, for everything in `schemas/generated/`."""
    return {
        f"article.{CONTRACT_VERSION}.json": schema_of(ArticleData, "article"),
        f"article-entry.{CONTRACT_VERSION}.json": entry_schema("article"),
        f"failure.{CONTRACT_VERSION}.json": schema_of(Failure, "failure"),
        f"failure-entry.{CONTRACT_VERSION}.json": entry_schema("failure"),
        f"asyncapi.{CONTRACT_VERSION}.json": asyncapi(),
    }


def render(document: dict[str, Any]) -> str:
    """A document as it is written to its file."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def stale(folder: Path = FOLDER) -> list[str]:
    """Names of the files in the folder that are not what the models say."""
    return [
        name
        for name, document in documents().items()
        if not (folder / name).is_file() or (folder / name).read_text("utf-8") != render(document)
    ]


def write(folder: Path = FOLDER) -> None:
    """Write all documents."""
    folder.mkdir(exist_ok=True)
    for name, document in documents().items():
        (folder / name).write_text(render(document), "utf-8")


def main(arguments: list[str]) -> int:
    """Write the documents or, with `--check`, say which are stale; returns the exit status."""
    if "--check" not in arguments:
        write()
        return 0
    found = stale()
    if found:
        sys.stderr.write(f"stale: {', '.join(found)}; run `make schemas`\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
