"""What `wiredesk process --explain` tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.source_rules import SourceRules, Sources
from worker import explaining
from worker.cli.render import explanation_block
from worker.explaining import explain
from worker.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from worker.explaining import Explanation

RAW = b'[{"title": "Ferry", "text": "It sails.", "date": "2026-11-24"}, 2]'


def told(tmp_path: Path, raw: bytes = RAW, folder: str | None = None) -> Explanation:
    (path := tmp_path / "a.json").write_bytes(raw)
    rules = Sources(sources={"wire": SourceRules(language="en", timezone="Europe/Berlin")})
    return explain(path, Settings(rules=rules), folder)


def test_it_says_what_a_file_is_and_why(tmp_path: Path) -> None:
    [found] = told(tmp_path).recognized
    assert (found["part"], found["format"]) == ("a.json", "json")
    assert found["why"] == "it begins with a bracket and is called .json"


def test_it_says_where_each_field_comes_from(tmp_path: Path) -> None:
    fields = told(tmp_path).items[0]["fields"]
    assert fields["headline"] == {"value": "Ferry", "guessed": None}
    assert fields["firstcreated"]["guessed"] == "the time zone is not stated; UTC assumed"


def test_it_says_why_an_item_is_refused(tmp_path: Path) -> None:
    refused = told(tmp_path).items[1]
    assert (refused["member"], refused["refused"]) == ("1", "no_text")


def test_it_says_why_a_file_is_refused(tmp_path: Path) -> None:
    found = told(tmp_path, b"")
    assert (found.recognized, found.items[0]["refused"]) == ([], "empty_file")


def test_it_tells_the_rules_of_the_folder_and_what_they_did(tmp_path: Path) -> None:
    found = told(tmp_path, folder="wire/sport")
    assert found.rules == {"language": "en", "timezone": "Europe/Berlin"}
    assert found.items[0]["fields"]["language"] == {
        "value": "en",
        "guessed": "the rule for its folder",
    }


def test_of_a_long_document_the_rest_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explaining, "MOST_ITEMS", 1)
    found = told(tmp_path)
    assert (len(found.items), found.further) == (1, 1)


def test_people_read_it_in_lines(tmp_path: Path) -> None:
    lines = explanation_block(told(tmp_path)).splitlines()
    assert lines[1:3] == [
        "  recognized as JSON: it begins with a bracket and is called .json",
        "  article 0 [0], read as json",
    ]
    assert "    headline        Ferry" in lines
    assert "    body_text       1 paragraphs, 2 words" in lines
    assert lines[-1] == "  refused [1]: no_text: member 1 of the array is no object"


def test_nothing_that_controls_a_terminal_comes_through(tmp_path: Path) -> None:
    raw = b'{"title": "\\u001b[31mFerry", "text": "It sails."}'
    assert "\x1b" not in explanation_block(told(tmp_path, raw))
