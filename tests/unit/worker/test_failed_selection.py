"""Which failed documents are meant."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from schemas.errors import SetupError
from worker.failed_selection import Selection, age_seconds

if TYPE_CHECKING:
    from worker.spool import Spool

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
HOUR = 3_600.0


@pytest.fixture
def four(spool: Spool) -> Spool:
    """Four failed documents of different age, source and reason."""
    for path, reason, hours in (
        ("a.txt", "no_text", 1),
        ("sport/b.txt", "no_text", 5),
        ("sport/cup/c.txt", "poison", 30),
        ("wire/d.txt", "malformed", 50),
    ):
        file = spool.failed / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("text")
        time = (NOW - dt.timedelta(hours=hours)).isoformat()
        sidecar = {"document_id": path[-5], "reason": reason, "message": "…", "time": time}
        file.with_name(f"{file.name}.error.json").write_text(json.dumps(sidecar))
    return spool


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ["a.txt", "sport/b.txt", "sport/cup/c.txt", "wire/d.txt"]),
        ({"names": ("d", "a.txt", "d")}, ["wire/d.txt", "a.txt"]),
        ({"reasons": ("no_text",)}, ["a.txt", "sport/b.txt"]),
        ({"reasons": ("no_text", "poison")}, ["a.txt", "sport/b.txt", "sport/cup/c.txt"]),
        ({"reasons": ("unknown",)}, []),
        ({"source": "sport"}, ["sport/b.txt", "sport/cup/c.txt"]),
        ({"source": "sport/cup/"}, ["sport/cup/c.txt"]),
        ({"source": "spo"}, []),
        ({"older_seconds": 10 * HOUR}, ["sport/cup/c.txt", "wire/d.txt"]),
        ({"newer_seconds": 10 * HOUR}, ["a.txt", "sport/b.txt"]),
        ({"older_seconds": 2 * HOUR, "newer_seconds": 40 * HOUR}, ["sport/b.txt", "sport/cup/c.txt"]),
        ({"reasons": ("no_text",), "source": "sport"}, ["sport/b.txt"]),
        ({"names": ("a.txt",), "reasons": ("poison",)}, []),
    ],
)  # fmt: skip
def test_all_of_what_is_given_is_true_of_them(
    four: Spool, given: dict[str, Any], expected: list[str]
) -> None:
    assert [each.path for each in Selection(**given).of(four.root, NOW)] == expected


def test_a_reason_that_does_not_exist_is_told_with_those_that_do(four: Spool) -> None:
    with pytest.raises(SetupError, match=r"'notext'; there are: .*no_text"):
        Selection(reasons=("notext",)).of(four.root, NOW)


def test_everything_is_a_selection_that_nothing_narrows_down() -> None:
    assert Selection().is_everything
    assert not Selection(source="sport").is_everything


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("45s", 45), ("30m", 1_800), (" 12 H ", 43_200), ("3d", 259_200), ("2w", 1_209_600)],
)
def test_ages_have_units(text: str, seconds: float) -> None:
    assert age_seconds(text) == seconds


@pytest.mark.parametrize("text", ["", "3", "d", "-3d", "3.5h", "3d 2h", "1234567s"])
def test_what_is_no_age_is_a_helpful_error(text: str) -> None:
    with pytest.raises(SetupError, match="such as 12h"):
        age_seconds(text)
