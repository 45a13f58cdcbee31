from __future__ import annotations

import pytest

from tasks.normalize.dates.months import MONTHS


def test_every_month_has_names() -> None:
    assert set(MONTHS.values()) == set(range(1, 13))


@pytest.mark.parametrize(
    ("name", "month"),
    [("mars", 3), ("mai", 5), ("lis", 11), ("listopadu", 11), ("октября", 10), ("10月", 10)],
)
def test_a_name_stands_for_its_month(name: str, month: int) -> None:
    assert MONTHS[name] == month


def test_names_are_in_lower_case_without_full_stops() -> None:
    assert [name for name in MONTHS if name != name.lower() or "." in name] == []
