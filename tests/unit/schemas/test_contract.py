from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from schemas.contract import FOLDER, documents, main, render, stale, write
from tests.samples import sample_event, sample_failure

if TYPE_CHECKING:
    from pathlib import Path


def test_the_generated_documents_are_what_the_models_say() -> None:
    assert stale() == []


def test_no_other_file_lies_among_the_generated_documents() -> None:
    assert {path.name for path in FOLDER.iterdir()} == documents().keys()


@pytest.mark.parametrize("name", [name for name in documents() if "asyncapi" not in name])
def test_each_schema_is_a_json_schema(name: str) -> None:
    Draft202012Validator.check_schema(documents()[name])


def test_the_data_of_an_event_meets_its_schema() -> None:
    data = json.loads(sample_event().to_entry()["data"])
    Draft202012Validator(documents()["article.v1.json"]).validate(data)


def test_an_entry_of_an_event_meets_its_schema() -> None:
    Draft202012Validator(documents()["article-entry.v1.json"]).validate(sample_event().to_entry())


def test_an_entry_of_a_failure_and_its_data_meet_their_schemas() -> None:
    entry = sample_failure().to_entry()
    Draft202012Validator(documents()["failure-entry.v1.json"]).validate(entry)
    Draft202012Validator(documents()["failure.v1.json"]).validate(json.loads(entry["data"]))


def test_the_schema_refuses_an_article_without_a_verdict() -> None:
    data = json.loads(sample_event().to_entry()["data"])
    del data["verdict"]
    assert not Draft202012Validator(documents()["article.v1.json"]).is_valid(data)


def test_a_file_that_was_changed_by_hand_is_called_stale(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "article.v1.json").write_text("{}")
    assert stale(tmp_path) == ["article.v1.json"]


def test_the_check_passes_on_fresh_documents() -> None:
    assert main(["--check"]) == 0


def test_documents_are_rendered_with_a_final_newline() -> None:
    assert render({"a": 1}) == '{\n  "a": 1\n}\n'
