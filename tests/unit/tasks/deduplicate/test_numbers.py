"""Numbers that amount to the same are one, and others are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.deduplicate.numbers import numbers, whole_numbers
from tasks.deduplicate.words import fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("21,600 pct of 21.600", ["21600", "21600"]),
        ("1,234,567.89 or 1.234.567,89", ["1234567.89", "1234567.89"]),
        ("at 19.45 or 19:45", ["19.45", "19.45"]),
        ("3.2 or 3,2, not 32", ["3.2", "3.2", "32"]),
        ("0.125 and 0.1250", ["0125", "0.1250"]),
        ("no number", []),
        ("3O,OOO and 2l", ["30000", "21"]),
        ("3 4", ["3", "4"]),
        ("21 600, 21\u00a0600", ["21", "600", "21", "600"]),
        ("21’600 and 21'600", ["21600", "21600"]),
        ("٢١ and ２１ and x²", ["٢١", "21", "2"]),
        ("5-4, 3.", ["5", "4", "3"]),
    ],
)
def test_numbers_are_what_they_amount_to(text: str, expected: list[str]) -> None:
    assert numbers(fold(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$3.2 million, $3.2-million, 3.2mn, 3.2 mln", ["3.2e6"] * 4),
        ("$3.2 billion, 3.2\nbillions, 3.2bn, 3.2 bln", ["3.2e9"] * 4),
        ("3 trillion, 3tn, 3 trn", ["3e12"] * 3),
        ("3,2 Millionen, 3,2 Mio., 1 Million", ["3.2e6", "3.2e6", "1e6"]),
        ("3,2 Milliarden, 3,2 Mrd. Euro, 3 Billionen", ["3.2e9", "3.2e9", "3e12"]),
        ("3,2 milliards, 2 millions", ["3.2e9", "2e6"]),
        ("3.200 millones, 1 millón", ["3200e6", "1e6"]),
        ("3,2 milhões, 3,2 bilhões", ["3.2e6", "3.2e9"]),
        ("3,2 miliardi, 3 milioni", ["3.2e9", "3e6"]),
        ("3,2 miljard, 3 miljoen, 3 miljoner, 3 miljarder", ["3.2e9", "3e6", "3e6", "3e9"]),
        ("3,2 миллиарда, 3 млн, 3 трлн", ["3.2e9", "3e6", "3e12"]),
        ("3 miles, 3 mines, 3 mnemonics, 3 bills, 3 military, 3 milligrams", ["3"] * 6),
        ("2 million-dollar houses", ["2e6"]),
        ("5 to 3 million", ["5", "3e6"]),
        ("3.2 mi11ion, 3,2 milloues, 70 mill-\nion", ["3.2e6", "3.2e6", "70e6"]),
    ],
)
def test_a_unit_in_words_belongs_to_its_number(text: str, expected: list[str]) -> None:
    assert numbers(fold(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 of 21", ["5"]),
        ("5 of 21 mil", ["5"]),
        ("5 of 21-mil", ["5"]),
        ("5 of 21.", ["5", "21"]),
        ("5 of 21 million.", ["5", "21e6"]),
        ("5 of 21 million dollars", ["5", "21e6"]),
        ("", []),
    ],
)
def test_a_number_that_may_be_cut_off_does_not_count(text: str, expected: list[str]) -> None:
    assert whole_numbers(text) == expected


ANY_TEXT = st.text(st.characters(codec=None) | st.sampled_from("_\ud800\x00İß中ทा٢3oé\u0301,’ bnm"))


@given(ANY_TEXT)
def test_any_text_has_numbers_of_digits_fractions_and_units(text: str) -> None:
    for number in numbers(fold(text)):
        figure, _, unit = number.partition("e")
        assert figure.replace(".", "").isdigit()
        assert unit in {"", "6", "9", "12"}


@given(st.text(st.characters(max_codepoint=127) | st.sampled_from("3.,bn ")))
def test_one_letter_that_is_not_ascii_changes_no_number(text: str) -> None:
    """Those of plain ASCII are found in a faster way."""
    assert numbers(fold(f"{text} é")) == numbers(fold(text))
