from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.figures import Figure, losses, read, write

if TYPE_CHECKING:
    from pathlib import Path

SHARE = Figure("pipeline", "share", 0.8, "", guarded=True)
RATE = Figure("pipeline", "rate", 400.0, "articles/s")


def other(figure: Figure, value: float) -> Figure:
    return Figure(figure.part, figure.name, value, figure.unit, guarded=figure.guarded)


def test_a_guarded_ratio_that_lost_more_than_a_quarter_is_told() -> None:
    assert losses([other(SHARE, 0.59)], [SHARE]) == ["pipeline, share: 0.59, was 0.80"]


@pytest.mark.parametrize("value", [0.61, 0.8, 2.0])
def test_a_smaller_loss_and_a_gain_are_none(value: float) -> None:
    assert losses([other(SHARE, value)], [SHARE]) == []


def test_a_figure_of_the_machine_is_not_guarded() -> None:
    assert losses([other(RATE, 1.0)], [RATE]) == []


def test_a_figure_that_is_new_has_lost_nothing() -> None:
    assert losses([SHARE], []) == []


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write([SHARE, RATE], tmp_path / "run.json")
    assert read(tmp_path / "run.json") == [SHARE, RATE]


def test_parts_that_were_not_measured_again_are_kept(tmp_path: Path) -> None:
    latency = Figure("latency", "median", 40.0, "ms")
    write([latency, RATE], tmp_path / "run.json")
    write([SHARE], tmp_path / "run.json")
    assert read(tmp_path / "run.json") == [latency, SHARE]


def test_without_an_earlier_run_there_are_no_figures(tmp_path: Path) -> None:
    assert read(tmp_path / "none.json") == []
