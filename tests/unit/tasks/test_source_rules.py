"""The rules of `wiredesk.toml`."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from schemas.errors import SetupError
from tasks.source_rules import SourceRules, Sources, load_sources

if TYPE_CHECKING:
    from pathlib import Path

TOML = """
[sources."."]
timezone = "Europe/London"

[sources.wire]
timezone = "Europe/Berlin"
boilerplate = ["^Alle Rechte"]

[sources."wire/ocr"]
ocr = true
boilerplate = ["^Seite \\\\d+$"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "wiredesk.toml"
    path.write_text(text, "utf-8")
    return path


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(SetupError) as caught:
        load_sources(written(folder, text))
    return str(caught.value).removeprefix(f"{folder}/")


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return load_sources(written(tmp_path, TOML))


def test_a_document_at_the_top_follows_the_rules_of_the_whole_inbox(sources: Sources) -> None:
    assert sources.of(None) == SourceRules(timezone="Europe/London")


def test_the_rules_of_a_folder_overrule_those_around_it(sources: Sources) -> None:
    assert sources.of("wire").timezone == "Europe/Berlin"


def test_a_folder_within_inherits(sources: Sources) -> None:
    assert sources.of("wire/sport/live").timezone == "Europe/Berlin"


def test_boilerplate_of_the_folders_adds_up(sources: Sources) -> None:
    assert sources.of("wire/ocr").boilerplate == ("^Alle Rechte", r"^Seite \d+$")


def test_a_folder_with_a_similar_name_has_no_part_in_it(sources: Sources) -> None:
    assert sources.of("wireless") == sources.of(None)


def test_without_rules_nothing_is_known() -> None:
    assert Sources().of("wire") == SourceRules()


def test_slashes_around_a_name_make_no_difference() -> None:
    rules = Sources.model_validate({"sources": {"/wire/": {"ocr": True}}})
    assert rules.of("wire").ocr


def test_an_encoding_gets_its_python_name() -> None:
    assert SourceRules(encoding="latin1").encoding == "iso8859-1"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[sources.a]\nlangage = 'de'", "sources.a.langage: there is no such rule"),
        ("[sources.a]\nlanguage = 'German'", "sources.a.language: String should match"),
        ("[sources.a]\ntimezone = 'Berlin'", "sources.a.timezone: 'Berlin' is not an IANA"),
        ("[sources.a]\nencoding = 'utf-9'", "sources.a.encoding: 'utf-9' is not an encoding"),
        ("[sources.a]\nboilerplate = ['(']", "sources.a.boilerplate: '(' is not a regular"),
        ("[sources.a]\nocr = 'perhaps'", "sources.a.ocr: Input should be a valid boolean"),
        (
            "[source.a]\nocr = true",
            "source: there is no such table; rules stand in [sources.FOLDER]",
        ),
    ],
)
def test_a_rule_that_cannot_be_is_refused_by_name(tmp_path: Path, text: str, message: str) -> None:
    assert refusal(tmp_path, text).startswith(f"wiredesk.toml: {message}")


def test_what_is_no_toml_is_refused_with_line_and_column(tmp_path: Path) -> None:
    assert "is no TOML" in refusal(tmp_path, "[sources\n")
    assert "line 1, column 9" in refusal(tmp_path, "[sources\n")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="cannot be read: No such file"):
        load_sources(tmp_path / "wiredesk.toml")


def test_boilerplate_is_taken_out() -> None:
    rules = SourceRules(boilerplate=("^Alle Rechte", "Newsletter"))
    assert rules.split_boilerplate(["One.", "Zum Newsletter", "Two.", "Alle Rechte bei uns"]) == (
        ["One.", "Two."],
        ["Zum Newsletter", "Alle Rechte bei uns"],
    )


def test_a_text_of_many_notices_takes_no_time() -> None:
    paragraphs = [f"{word} {number}" for number in range(10_000) for word in ("Alle", "Text")]
    begun = time.process_time()
    kept, notices = SourceRules(boilerplate=("^Alle",)).split_boilerplate(paragraphs)
    assert (len(kept), len(notices)) == (10_000, 10_000)
    assert time.process_time() - begun < 1


def test_something_is_left_of_a_text_that_is_all_boilerplate() -> None:
    assert SourceRules(boilerplate=(".",)).split_boilerplate(["One.", "Two."]) == (
        ["One.", "Two."],
        [],
    )
