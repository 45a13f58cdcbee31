"""How much two texts must have in common: the settings, and what a source has of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tasks.options import Options

OCR_TEXT = 0.5
OCR_NUMBERS = 0.7
"""What is enough of a source whose texts come from text recognition: one misread letter in fifty
breaks three shingles in ten."""


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """What counts as a copy; shares between 0 and 1.

    Attributes:
        misread: whether letters and digits may be wrong, so that a number in the place of
            another one proves nothing.
    """

    window_hours: float = 72.0
    text: float = 0.75
    numbers: float = 0.85
    title: float = 0.25
    added: float = 0.25
    related: float = 0.35
    misread: bool = False


def thresholds_of(folder: str | None, options: Options) -> Thresholds:
    """What counts as a copy of articles that were dropped into a subfolder of the inbox."""
    rules = options.rules.of(folder)
    window_seconds = rules.dedup_window_seconds or options.dedup_window_seconds
    text, numbers = (OCR_TEXT, OCR_NUMBERS) if rules.ocr else (1.0, 1.0)
    return Thresholds(
        window_hours=window_seconds / 3600,
        text=rules.dedup_text or min(text, options.dedup_text),
        numbers=min(numbers, options.dedup_numbers)
        if rules.dedup_numbers is None
        else rules.dedup_numbers,
        title=options.dedup_title,
        added=options.dedup_added,
        related=options.dedup_related,
        misread=rules.ocr,
    )
