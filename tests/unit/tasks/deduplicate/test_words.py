"""The words and numbers of a text as they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.deduplicate.words import fold, mended, numbers, without_accents, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The FERRY, to Skarvik!", ["the", "ferry", "to", "skarvik"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("Пётр приехал", ["пётр", "приехал"]),
        ("ﬁve № 5", ["five", "no", "5"]),
        ("co\u00adoperate", ["cooperate"]),
        ("كتاب مُحَمَّد", ["كتاب", "محمد"]),
        ("कि की", ["कि", "की"]),
        ("中国人民", ["中国", "国人", "人民"]),
        ("AB中国", ["ab", "中国"]),
        ("東", ["東"]),
        ("สวัสดีครับ", ["สวัสด", "วัสดี", "ัสดีค", "สดีคร", "ดีครั", "ีครับ"]),
        ("한국 정부", ["한국", "정부"]),
        ("???", []),
        ("", []),
    ],
)
def test_words_are_without_case_and_typography(text: str, expected: list[str]) -> None:
    assert words(fold(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("21,600 pct of 21.600", ["21600", "21600"]),
        ("at 19.45 or 19:45", ["1945", "1945"]),
        ("no number", []),
        ("3O,OOO and 2l", ["30000", "21"]),
        ("3 4", ["3", "4"]),
    ],
)
def test_numbers_are_their_digits(text: str, expected: list[str]) -> None:
    assert numbers(fold(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("zürich", "zurich"), ("øresund", "oresund"), ("łódź", "lodz"), ("plain", "plain")],
)
def test_accents_are_what_some_suppliers_do_not_have(text: str, expected: str) -> None:
    assert without_accents(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un cafÃ© Ã\xa0 NÃ®mes", "Un café à Nîmes"),
        ("un café à Nîmes", "un café à Nîmes"),
        ("plain", "plain"),
    ],
)
def test_utf_8_that_was_read_as_windows_1252_is_mended(text: str, expected: str) -> None:
    assert mended(text) == expected


@given(st.text())
def test_any_text_can_be_folded_and_cut_into_words(text: str) -> None:
    folded = fold(mended(text))
    assert all(words(folded))
    assert all(number.isdigit() for number in numbers(folded))
    assert words(without_accents(folded)) is not None


@given(st.text())
def test_folding_twice_finds_the_same_words(text: str) -> None:
    folded = fold(text)
    assert words(fold(folded)) == words(folded)
