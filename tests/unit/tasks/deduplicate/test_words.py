"""The words of a text as they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.deduplicate.words import (
    fold,
    joined_words,
    mended,
    without_accents,
    words,
    words_of_lines,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The FERRY, to Skarvik!", ["the", "ferry", "to", "skarvik"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("Пётр приехал в Йошкар-Олу", ["пётр", "приехал", "в", "йошкар", "олу"]),
        ("İstanbul", ["istanbul"]),
        ("GROẞ groß", ["gross", "gross"]),
        ("ＦＥＲＲＹ　７", ["ferry", "7"]),
        ("ﬁve № 5", ["five", "no", "5"]),
        ("co\u00adoperate", ["cooperate"]),
        ("ferry\u200bboat\ufeff", ["ferryboat"]),
        ("a\x00b\x1fc\u2028d\ud800e", ["a", "b", "c", "d", "e"]),
        ("_ferry_ ____ to_Skarvik", ["ferry", "to", "skarvik"]),
        ("_ferry_ ____ “to_Skarvik”", ["ferry", "to", "skarvik"]),
        ("كتاب مُحَمَّد", ["كتاب", "محمد"]),
        ("שָׁלוֹם", ["שלום"]),
        ("कि की", ["कि", "की"]),
        ("ދިވެހި", ["ދިވެހި"]),
        ("中国人民", ["中国", "国人", "人民"]),
        ("AB中国", ["ab", "中国"]),
        ("東", ["東"]),
        ("人々は、東京へ", ["人", "々", "は", "東京", "京へ"]),
        ("สวัสดีครับ", ["สวัสด", "วัสดี", "ัสดีค", "สดีคร", "ดีครั", "ีครับ"]),
        ("ភាសា", ["ភាសា"]),
        ("한국 정부", ["한국", "정부"]),
        ("???", []),
        ("", []),
    ],
)
def test_words_are_without_case_and_typography(text: str, expected: list[str]) -> None:
    assert words(fold(text)) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("И\u0306", "Й"),
        ("Е\u0308", "Ё"),
        ("Zu\u0308rich", "Zürich"),
        ("مُدَرِّسَة", "مدرسة"),
        ("ـمـدرسة", "مدرسة"),
        ("İSTANBUL", "istanbul"),
        ("ΑΘΗΝΑΣ", "αθηνας"),
        ("ｶﾞｿﾘﾝ", "ガソリン"),
        ("ﬁnal", "final"),
        ("co\u00adope\u200drate", "cooperate"),
    ],
)
def test_two_spellings_of_a_word_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("ё", "е"), ("й", "и"), ("कि", "की"), ("กา", "กี"), ("é", "e"), ("が", "か")]
)
def test_letters_that_differ_stay_different(one: str, other: str) -> None:
    assert words(fold(one)) != words(fold(other))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zürich", "zurich"),
        ("øresund", "oresund"),
        ("łódź", "lodz"),
        ("plain", "plain"),
        ("한국", "한국"),
        ("ガソリン", "ガソリン"),
    ],
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


ANY_TEXT = st.text(st.characters(codec=None) | st.sampled_from("_\ud800\x00İß中ทा٢3oé\u0301,’ "))


@given(ANY_TEXT)
def test_any_text_can_be_folded_and_cut_into_words(text: str) -> None:
    folded = fold(mended(text))
    assert all(words(folded))
    assert all(words(without_accents(folded)))


@given(ANY_TEXT)
def test_folding_twice_finds_the_same_words(text: str) -> None:
    folded = fold(text)
    assert words(fold(folded)) == words(folded)


@given(st.text(st.characters(max_codepoint=127)))
def test_one_letter_that_is_not_ascii_changes_no_word_but_its_own(text: str) -> None:
    """Plain ASCII is cut into words in a faster way."""
    assert words(fold(f"{text} é")) == [*words(fold(text)), "é"]


@given(ANY_TEXT)
def test_no_space_is_left_within_a_word(text: str) -> None:
    found = words(fold(text))
    assert " ".join(found).split() == found


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), max_size=6))
def test_joined_words_are_the_words_of_each_text(texts: list[str]) -> None:
    folded = [fold(text) for text in texts]
    assert joined_words(folded) == [" ".join(words(text)).encode() for text in folded]


@given(st.lists(st.text(st.characters(codec="ascii"), max_size=40), max_size=6))
def test_joined_words_are_the_words_of_each_text_in_ascii(texts: list[str]) -> None:
    assert joined_words(texts) == [" ".join(words(text)).encode() for text in texts]


@given(st.lists(ANY_TEXT, min_size=1))
def test_lines_that_are_folded_together_have_the_words_that_each_has(texts: list[str]) -> None:
    lines = [text.replace("\n", " ") for text in texts]
    assert words_of_lines(fold("\n".join(lines))) == [words(fold(line)) for line in lines]
