"""The page about the metrics is the metrics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.counters import COUNTED, Kind
from worker import metrics_page
from worker.metrics import GAUGES
from worker.metrics_page import PAGE, main, page, table

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

METRICS = (*COUNTED, *GAUGES)


def test_the_page_in_the_docs_is_fresh() -> None:
    text = PAGE.read_text("utf-8")
    assert text == page(text)


def test_there_is_one_row_for_every_metric() -> None:
    assert table().count("\n| `wiredesk_") == len({each.name for each in METRICS}) == len(METRICS)


def test_counters_and_only_they_are_called_totals() -> None:
    totals = {each.name for each in METRICS if each.name.endswith("_total")}
    assert totals == {each.name for each in METRICS if each.kind is Kind.COUNTER}


def test_times_are_named_by_their_unit() -> None:
    histograms = [each.name for each in METRICS if each.kind is Kind.HISTOGRAM]
    assert all(name.endswith("_seconds") for name in histograms)


def test_a_fresh_page_passes_the_check() -> None:
    assert main(["--check"]) == 0


def test_a_stale_page_fails_the_check_and_is_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = tmp_path / "metrics.md"
    stale.write_text(
        f"By hand\n{metrics_page.BEGIN}\nold\n{metrics_page.END}\nand after\n", "utf-8"
    )
    monkeypatch.setattr(metrics_page, "PAGE", stale)
    assert main(["--check"]) == 1
    assert capsys.readouterr().err == "metrics.md is stale: run `make schemas`\n"
    assert main([]) == 0
    assert main(["--check"]) == 0
    assert stale.read_text("utf-8").startswith("By hand\n")
    assert stale.read_text("utf-8").endswith("and after\n")
