"""The AsyncAPI document, as the official parser and a validator of draft 07 read it."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

from schemas.contract import FOLDER
from tests.contract.golden import FAILURE, GOLDEN, content
from tests.outside import NODE_SOURCES, node, node_modules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE = FOLDER / "asyncapi.v1.json"
DOCUMENT: dict[str, Any] = json.loads(FILE.read_text("utf-8"))

WARNING = 1
"""From this severity on, a lower number is worse; 2 is advice (that there is an AsyncAPI 3.1)."""


def parse(document: Path, folder: Path) -> dict[str, Any]:
    """What the official parser finds in a document."""
    (folder / "node_modules").symlink_to(node_modules())
    script = shutil.copy(NODE_SOURCES / "parse.mjs", folder)
    done = subprocess.run(
        [node(), script, document], check=True, capture_output=True, text=True, timeout=60
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return parse(FILE, tmp_path_factory.mktemp("asyncapi"))


def test_the_official_parser_has_no_complaint(parsed: dict[str, Any]) -> None:
    assert [each for each in parsed["complaints"] if each["severity"] <= WARNING] == []


def test_the_official_parser_finds_every_stream(parsed: dict[str, Any]) -> None:
    assert {each["id"]: (each["addresses"], each["messages"]) for each in parsed["operations"]} == {
        "publish-articles": (["{deployment}:articles"], ["article"]),
        "publish-failures": (["{deployment}:failures"], ["failure"]),
        "publish-alarms": (["{deployment}:alarms"], ["alarm"]),
    }


def test_the_official_parser_complains_of_a_reference_to_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text(FILE.read_text("utf-8").replace("schemas/Verdict", "schemas/Nothing"))
    assert [each for each in parse(broken, tmp_path)["complaints"] if each["severity"] == 0]


def validator(pointer: str) -> Draft7Validator:
    """A validator by the schema at this place of the document."""
    registry = Registry().with_resource("urn:asyncapi", DRAFT7.create_resource(DOCUMENT))
    return Draft7Validator({"$ref": f"urn:asyncapi#{pointer}"}, registry=registry)


@pytest.mark.parametrize("name", DOCUMENT["components"]["schemas"])
def test_each_schema_is_one_of_draft_07(name: str) -> None:
    Draft7Validator.check_schema(DOCUMENT["components"]["schemas"][name])


def references(node: Any) -> list[Mapping[str, Any]]:
    """Every object of the document that refers to another one."""
    values = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    here = [node] if isinstance(node, dict) and "$ref" in node else []
    return here + [found for value in values for found in references(value)]


def test_a_reference_stands_alone_as_draft_07_wants_it() -> None:
    assert {tuple(each) for each in references(DOCUMENT)} == {("$ref",)}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_event_meets_the_payload_and_its_content(name: str) -> None:
    entry = GOLDEN[name]
    validator("/components/messages/article/payload").validate(entry)
    validator("/components/schemas/ArticleData").validate(content(entry))


def test_the_golden_failure_meets_the_payload_and_its_content() -> None:
    validator("/components/messages/failure/payload").validate(FAILURE)
    validator("/components/schemas/Failure").validate(content(FAILURE))


def test_the_payload_refuses_an_event_of_another_type() -> None:
    entry = {**GOLDEN["published.json"], "type": "news.article.lost"}
    assert not validator("/components/messages/article/payload").is_valid(entry)
