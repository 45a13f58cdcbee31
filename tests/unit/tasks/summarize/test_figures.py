"""Figures in a form that can be compared."""

from __future__ import annotations

import pytest

from tasks.summarize.figures import figures


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("3.2 million crowns", "en", {"3.2 million", "million"}),
        ("3,2 millionen kronen", "de", {"3.2 millionen"}),
        ("21,600 and 21.600 and 21’600", "en", {"21600"}),
        ("3.2 and 32", "en", {"3.2", "32"}),
        ("three of twenty", "en", {"3", "20"}),
        ("three of twenty", None, {"twenty"}),
        ("$3.2 million, €5", "en", {"$3.2 million", "3.2 million", "million", "€5", "5"}),
        ("100 m", "en", {"100 m", "100"}),
        ("14% or 14 percent or 14 per cent", "en", {"14 %"}),
        ("19.45 on 26.11.2026", "en", {"19.45", "26.11.2026"}),
        ("١٥ اسبوعا", "ar", {"15"}),
        ("3亿人", "zh", {"3 亿"}),
        ("the 2nd of no. 7", "en", {"2", "7"}),
        ("", None, set()),
    ],
)
def test_figures_are_digits_with_their_magnitude(
    text: str, language: str | None, expected: set[str]
) -> None:
    assert figures(text, language) == expected
