from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize.clean import clean_line, clean_lines, clean_text, single_spaced, unusual

ANY_TEXT = st.text(st.characters(exclude_categories=()))


def test_stored_text_is_composed() -> None:
    assert clean_text("cafe\u0301") == "café"


@pytest.mark.parametrize("sign", ["½", "№", "ﬁ", "²", "™"])
def test_compatibility_signs_stay(sign: str) -> None:
    assert clean_text(sign) == sign


@pytest.mark.parametrize(
    "dropped",
    [
        "\ufeff",
        "\u200b",
        "\u2060",
        "\u00ad",
        "\x00",
        "\x07",
        "\x1b",
        "\x1f",
        "\x7f",
        "\x80",
        "\x9f",
    ],
)
def test_invisible_characters_are_dropped(dropped: str) -> None:
    assert clean_text(f"fer{dropped}ry") == "ferry"


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d"])
def test_zero_width_joiners_stay(joiner: str) -> None:
    assert clean_text(f"می{joiner}روم") == f"می{joiner}روم"


@pytest.mark.parametrize(
    "space", ["\u00a0", "\u2009", "\u200a", "\u202f", "\u205f", "\u3000", "\u1680"]
)
def test_special_spaces_become_ordinary_ones(space: str) -> None:
    assert clean_text(f"5{space}km") == "5 km"


@pytest.mark.parametrize("quote", ["“”", "‘’", "«»", "„“", "‹›"])
def test_typographic_quotes_stay(quote: str) -> None:
    assert clean_text(quote) == quote


@pytest.mark.parametrize("surrogate", ["\ud800"])
def test_a_lone_surrogate_becomes_the_replacement_character(surrogate: str) -> None:
    assert clean_text(f"a{surrogate}b") == "a\ufffdb"


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\v", "\x85", "\u2028", "\u2029"])
def test_every_line_break_becomes_a_newline(line_break: str) -> None:
    assert clean_text(f"a{line_break}b") == "a\nb"


def test_a_form_feed_ends_a_paragraph() -> None:
    assert clean_text("a\fb") == "a\n\nb"


@pytest.mark.parametrize("mark", ["\u0316", "\U00010376"])
def test_a_character_keeps_thirty_combining_marks(mark: str) -> None:
    assert clean_text("x" + mark * 1000) == "x" + mark * 30


@pytest.mark.parametrize("marks", ["\u0301" * 100, "\u0344" * 100, "\u0301\u0327" * 50])
def test_cleaning_many_marks_twice_changes_nothing_more(marks: str) -> None:
    assert clean_text(clean_text("a" + marks)) == clean_text("a" + marks)


@pytest.mark.parametrize("text", ["Fähre\nfährt\tjetzt", "паром й", "“It sails”", "渡轮\n今天"])
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    assert clean_text(text) == text


def test_a_text_keeps_its_tabs() -> None:
    assert clean_text("a\tb") == "a\tb"


def test_a_line_has_single_spaces() -> None:
    assert clean_line(" \tThe\u00a0 ferry\r\n sails ") == "The ferry sails"


def test_single_spacing_takes_newlines_too() -> None:
    assert single_spaced(" a \n b\t") == "a b"


@given(ANY_TEXT)
def test_cleaning_a_text_twice_changes_nothing_more(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(ANY_TEXT)
def test_cleaning_a_line_twice_changes_nothing_more(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)


@given(ANY_TEXT)
def test_a_clean_line_has_no_control_character(text: str) -> None:
    assert not {"Cc", "Cs"} & set(map(unicodedata.category, clean_line(text)))


@given(ANY_TEXT)
def test_a_clean_text_can_be_encoded(text: str) -> None:
    assert clean_text(text).encode().decode() == clean_text(text)


@given(st.lists(ANY_TEXT))
def test_lines_are_cleaned_together_as_one_by_one(lines: list[str]) -> None:
    text = "\n".join(lines)
    one_by_one = map(clean_line, clean_text(text).split("\n"))
    assert clean_lines(text) == [line for line in one_by_one if line]


@given(ANY_TEXT)
def test_what_is_not_unusual_is_printable_ascii(text: str) -> None:
    ordinary = {"\t", "\n", *map(chr, range(0x20, 0x7F))}
    assert unusual(text) == "".join(each for each in text if each not in ordinary)
