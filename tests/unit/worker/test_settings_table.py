"""The page about the settings is the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worker import settings_table
from worker.settings import SECRETS, VARIABLES
from worker.settings_table import EXAMPLE, FIXED, PAGE, example, main, page

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_page_in_the_docs_is_fresh() -> None:
    assert PAGE.read_text("utf-8") == page()


def test_there_is_a_row_for_every_setting() -> None:
    assert page().count("\n| `WIREDESK_") == len(VARIABLES)


def test_a_default_of_this_machine_is_given_in_words() -> None:
    assert "| `WIREDESK_CONCURRENCY` | number of processors |" in page()


def test_the_environment_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    before = page()
    monkeypatch.setenv("WIREDESK_SCAN_SECONDS", "9")
    assert page() == before


def test_a_fresh_page_passes_the_check() -> None:
    assert main(["--check"]) == 0


def test_a_stale_page_fails_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = tmp_path / "settings.md"
    stale.write_text("old", "utf-8")
    monkeypatch.setattr(settings_table, "PAGE", stale)
    assert main(["--check"]) == 1
    assert capsys.readouterr().err == "settings.md is stale: run `make schemas`\n"


def test_a_stale_page_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings_table, "PAGE", tmp_path / "settings.md")
    monkeypatch.setattr(settings_table, "EXAMPLE", tmp_path / ".env.example")
    (tmp_path / ".env.example").write_text("# By hand\n", "utf-8")
    assert main([]) == 0
    assert (tmp_path / "settings.md").read_text("utf-8") == page()


def test_the_example_of_an_env_file_is_fresh() -> None:
    text = EXAMPLE.read_text("utf-8")
    assert example(text) == text


def test_the_example_has_every_setting_that_compose_leaves_open() -> None:
    lines = example("").splitlines()
    named = {line.partition("=")[0].removeprefix("#") for line in lines if line.startswith("#W")}
    every = {f"WIREDESK_{name.upper()}" for name in VARIABLES}
    of_secrets = {f"WIREDESK_{name.upper()}_FILE" for name in SECRETS}
    assert named - of_secrets == every - set(FIXED)


def test_what_was_written_by_hand_stays() -> None:
    assert example("# By hand\n\n").startswith("# By hand\n\n# --- Settings")
