from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.formats import main, run

if TYPE_CHECKING:
    from pathlib import Path

STORY = {
    "uri": "urn:example:ferry",
    "version": 2,
    "headline": "Ferry back",
    "byline": "By Ada Example",
    "body_text": "The ferry sails again. It is full.",
    "versioncreated": "2026-11-24T12:00:00+01:00",
    "language": "en-GB",
}


def folder(path: Path, name: str = "json/ferry.json", **asserted: Any) -> Path:
    (path / "json").mkdir()
    (path / "json/ferry.json").write_text(json.dumps(STORY))
    (path / "expected.json").write_text(json.dumps({name: {"asserted": asserted}}))
    return path


@pytest.mark.parametrize(
    ("key", "value", "good"),
    [
        ("title", "Ferry  back", True),
        ("title", "<p>Ferry&#160;back</p>", True),
        ("title", "Ferry", False),
        ("byline", "Ada Example", True),
        ("byline", "by Ada Example", True),
        ("byline", "Bo Sample", False),
        ("guid", "urn:example:ferry", True),
        ("guid", "urn:example:ferry:2", True),
        ("guid", "urn:example:ferry:1", False),
        ("version", "2", True),
        ("version", 2, True),
        ("version", "two", False),
        ("versioncreated", "2026-11-24T11:00:00Z", True),
        ("versioncreated", "2026-11-24T12:00:00Z", False),
        ("versioncreated", "soon", False),
        ("firstcreated", None, True),
        ("language", "en", True),
        ("pubstatus", "usable", True),
        ("body_text_startswith", "The ferry", True),
        ("body_text_endswith", "full.", True),
        ("body_text_contains", "sails", True),
        ("body_text_excludes", "sails", False),
        ("items", 1, True),
    ],
)
def test_values_are_compared_as_people_would(
    tmp_path: Path, key: str, value: Any, *, good: bool
) -> None:
    assert run(folder(tmp_path, **{key: value}))["values"] == [("json", key, good)]


def test_a_key_that_is_not_known_is_listed(tmp_path: Path) -> None:
    found = run(folder(tmp_path, colour="red"))
    assert (found["values"], found["not_compared"]) == ([], ["colour"])


def test_a_miss_says_where(tmp_path: Path) -> None:
    assert run(folder(tmp_path, title="Train"))["misses"] == ["json/ferry.json: title"]


def test_a_file_that_is_missing_is_a_miss(tmp_path: Path) -> None:
    found = run(folder(tmp_path, "json/train.json", title="Train"))
    assert found["misses"] == ["json/train.json: the file is missing"]


def test_a_document_that_is_refused_misses_all_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "expected.json").write_text('{"a.json": {"asserted": {"title": "Train"}}}')
    (tmp_path / "a.json").write_text("{")
    (miss,) = run(tmp_path)["misses"]
    assert miss.startswith("a.json: title (line 1, column")


def test_a_folder_without_expectations_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["formats.py", str(tmp_path)])
    with pytest.raises(SystemExit):
        main()
    assert "there is no expected.json in" in capsys.readouterr().err


def test_the_result_is_written_as_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "result.json"
    arguments = [str(folder(tmp_path, title="Ferry back")), "--json", str(target)]
    monkeypatch.setattr("sys.argv", ["formats.py", *arguments])
    main()
    assert json.loads(target.read_text())["values"] == [["json", "title", True]]
    assert "all: 1 of 1 met, 1.000" in capsys.readouterr().out
