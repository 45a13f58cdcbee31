"""The contract as documents: JSON Schema (2020-12) and AsyncAPI 3.0, made from the models.

`python -m schemas.contract` writes them to `schemas/generated/`; with `--check` it only says
whether they are fresh.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from schemas.alarm import Alarm
from schemas.asyncapi import asyncapi
from schemas.event import ArticleData
from schemas.failure import Failure
from schemas.json_schema import data_schema, entry_schema
from schemas.model import CONTRACT_VERSION

FOLDER = Path(__file__).parent / "generated"


def documents() -> dict[str, dict[str, Any]]:
    """File name -> document, for everything in `schemas/generated/`."""
    return {
        f"article.{CONTRACT_VERSION}.json": data_schema(ArticleData, "article"),
        f"article-entry.{CONTRACT_VERSION}.json": entry_schema("article"),
        f"failure.{CONTRACT_VERSION}.json": data_schema(Failure, "failure"),
        f"failure-entry.{CONTRACT_VERSION}.json": entry_schema("failure"),
        f"alarm.{CONTRACT_VERSION}.json": data_schema(Alarm, "alarm"),
        f"alarm-entry.{CONTRACT_VERSION}.json": entry_schema("alarm"),
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
