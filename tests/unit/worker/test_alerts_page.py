"""The page about monitoring tells of the alerts that there are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from worker import alerts_page
from worker.alerts_page import PAGE, alerts, main, page, table

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_page_in_the_docs_is_fresh() -> None:
    text = PAGE.read_text("utf-8")
    assert text == page(text)


def test_there_is_one_row_for_every_alert() -> None:
    names = re.findall(r"^\| `(\w+)` (?:critical|warning) \|", table(), re.MULTILINE)
    assert names == [alert["alert"] for alert in alerts()]


def test_no_template_is_shown_to_people() -> None:
    assert "{{" not in table()


def test_a_stale_page_fails_the_check_and_is_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = tmp_path / "monitoring.md"
    stale.write_text(f"By hand\n{alerts_page.BEGIN}\nold\n{alerts_page.END}\nand after\n", "utf-8")
    monkeypatch.setattr(alerts_page, "PAGE", stale)
    assert main(["--check"]) == 1
    assert capsys.readouterr().err == "monitoring.md is stale: run `make schemas`\n"
    assert main([]) == 0
    assert main(["--check"]) == 0
    assert stale.read_text("utf-8").startswith("By hand\n")
    assert stale.read_text("utf-8").endswith("and after\n")
