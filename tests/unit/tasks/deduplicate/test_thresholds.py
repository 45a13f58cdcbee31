"""How much two texts must have in common: the settings, and what a source has of its own."""

from __future__ import annotations

from tasks.deduplicate.thresholds import OCR_NUMBERS, OCR_TEXT, Thresholds, thresholds_of
from tasks.options import Options
from tasks.source_rules import SourceRules, Sources


def options(**rules: SourceRules) -> Options:
    return Options(rules=Sources(sources=rules), dedup_window_seconds=36_000, dedup_text=0.8)


def test_a_source_without_rules_has_the_settings() -> None:
    expected = Thresholds(window_hours=10.0, text=0.8)
    assert thresholds_of(None, options()) == thresholds_of("any", options()) == expected


def test_a_source_has_what_its_rules_say() -> None:
    rules = SourceRules(dedup_window_seconds=3_600, dedup_text=0.95, dedup_numbers=1.0)
    expected = Thresholds(window_hours=1.0, text=0.95, numbers=1.0)
    assert thresholds_of("weather/north", options(weather=rules)) == expected


def test_texts_from_text_recognition_need_less() -> None:
    found = thresholds_of("scans", options(scans=SourceRules(ocr=True)))
    assert (found.text, found.numbers, found.misread) == (OCR_TEXT, OCR_NUMBERS, True)


def test_a_rule_overrules_what_text_recognition_needs() -> None:
    found = thresholds_of("scans", options(scans=SourceRules(ocr=True, dedup_text=0.7)))
    assert found.text == 0.7


def test_the_index_remembers_as_long_as_the_longest_window() -> None:
    rules = {"a": SourceRules(dedup_window_seconds=90), "b": SourceRules()}
    assert Sources(sources=rules).longest_window(60) == 90
    assert Sources(sources=rules).longest_window(120) == 120
    assert Sources().longest_window(60) == 60
