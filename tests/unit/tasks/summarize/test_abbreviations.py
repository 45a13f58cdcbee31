"""The lists of abbreviations: what each language knows."""

from __future__ import annotations

import pytest

from tasks.summarize.abbreviations import HOURS, LANGUAGES, NEVER_LAST, abbreviations_of


@pytest.mark.parametrize("language", [*sorted(LANGUAGES), "xx", ""])
def test_foreign_titles_and_companies_are_known_in_every_language(language: str) -> None:
    known = abbreviations_of(language)
    assert {"Mr", "Mme", "Sra", "проф", "डॉ"} <= known.titles
    assert {"Inc", "Mio", "млн"} <= known.ambiguous


def test_small_ones_are_known_in_their_own_language() -> None:
    assert "ago" in abbreviations_of("es").ambiguous
    assert "ago" not in abbreviations_of("en").ambiguous


def test_an_unknown_language_is_taken_for_english_and_a_little_more() -> None:
    unknown, english = abbreviations_of("xx"), abbreviations_of("en")
    assert all(few <= many for few, many in zip(english, unknown, strict=True))


@pytest.mark.parametrize("language", [*sorted(LANGUAGES), ""])
def test_none_ends_with_the_full_stop_itself(language: str) -> None:
    words = frozenset[str]().union(NEVER_LAST, HOURS, *abbreviations_of(language))
    assert [word for word in words if word != word.strip(" .")] == []
