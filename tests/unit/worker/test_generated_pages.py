from __future__ import annotations

from typing import TYPE_CHECKING

from worker.generated_pages import filled_in, keep_fresh

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_what_is_written_by_hand_stays_around_what_was_made() -> None:
    text = "before\n<!-- b -->old<!-- e -->\nafter\n"
    made = filled_in(text, "<!-- b -->", "new", "<!-- e -->")
    assert made == "before\n<!-- b -->\n\nnew\n\n<!-- e -->\nafter\n"


def test_filling_in_twice_is_filling_in_once() -> None:
    once = filled_in("<b><e>", "<b>", "new", "<e>")
    assert filled_in(once, "<b>", "new", "<e>") == once


def test_every_stale_page_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = {tmp_path / name: "new" for name in ("a.md", "b.md", "c.md")}
    for path, text in zip(pages, ("old", "new", "old"), strict=True):
        path.write_text(text, "utf-8")
    assert keep_fresh(pages, ["--check"]) == 1
    assert capsys.readouterr().err == (
        "a.md is stale: run `make schemas`\nc.md is stale: run `make schemas`\n"
    )
    assert [path.read_text("utf-8") for path in pages] == ["old", "new", "old"]


def test_pages_are_written_and_then_fresh(tmp_path: Path) -> None:
    pages = {tmp_path / "a.md": "new"}
    assert keep_fresh(pages, []) == 0
    assert keep_fresh(pages, ["--check"]) == 0
