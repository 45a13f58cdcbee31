from __future__ import annotations

import random
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize.paragraphs import blocks, join_lines, paragraphs, unwrap
from tasks.normalize.wrapping import wrap_width

WORDS = (
    "ferry harbour storm captain morning passengers island sails again after before council the "
    "a of in officials Skarvik Norway resumed thirty 2026 wind, weather. reported"
).split()


def _written(lengths: list[int], seed: int) -> list[str]:
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=length)) for length in lengths]


LENGTHS = st.lists(st.integers(40, 90), min_size=1, max_size=6)
# Words drawn one by one would be nearly all that these tests take.
STORY = st.builds(_written, LENGTHS, st.integers(0, 2**32))
COLUMNS = st.sampled_from([65, 69, 80])


@given(STORY, COLUMNS)
def test_wrapped_paragraphs_between_blank_lines_come_back(story: list[str], columns: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(paragraph, columns) for paragraph in story)
    assert paragraphs(wrapped) == story


@given(STORY, COLUMNS)
def test_wrapped_paragraphs_with_indents_come_back(story: list[str], columns: int) -> None:
    wrapped = "\n".join(
        textwrap.fill(paragraph, columns, initial_indent="    ") for paragraph in story
    )
    assert paragraphs(wrapped) == story


@given(STORY)
def test_a_paragraph_per_line_stays(story: list[str]) -> None:
    assert paragraphs("\n".join(story)) == story


def test_a_tab_is_an_indent() -> None:
    text = (
        "\tThe ferry to Skarvik sails again after the storm has passed\n"
        "the island and the council has reopened its small harbour now\n"
        "for everybody who wants to go.\n"
        "\tThe captain said that the passengers had waited for so long\n"
        "that some of them had gone home."
    )
    assert [paragraph[:11] for paragraph in paragraphs(text)] == ["The ferry t", "The captain"]


def test_a_line_on_which_the_next_word_had_fitted_ends_a_paragraph() -> None:
    text = (
        "The ferry to Skarvik sails again after the storm has passed\n"
        "the island.\n"
        "The captain said that the passengers had waited for so long\n"
        "that some of them had gone."
    )
    assert [paragraph[-5:] for paragraph in paragraphs(text)] == ["land.", "gone."]


@pytest.mark.parametrize(
    "lines",
    [
        ["Spain 2", "Italy 1", "Malta 3"],
        ["Alpha", "Beta", "Gamma"],
        ["- one ferry", "- two boats", "- ten buses"],
        ["1. Skarvik", "2. Nordvik", "3. Sandvik"],
    ],
)
def test_a_list_of_short_lines_stays_a_list(lines: list[str]) -> None:
    assert paragraphs("\n".join(lines)) == lines


def test_wrapped_chinese_is_joined_without_spaces() -> None:
    sentence = "渡轮今天恢复通航因为风暴已经过去人们终于可以回家了" * 5
    assert paragraphs("\n".join(textwrap.wrap(sentence, 35))) == [sentence]


def test_a_paragraph_of_chinese_per_line_stays() -> None:
    lines = ["渡轮今天恢复通航。" * count for count in (4, 2, 5, 1, 3)]
    assert paragraphs("\n".join(lines)) == lines


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["a well-", "known ferry"], "a well-known ferry"),
        # Whoever wraps a text breaks names and figures at their hyphens too.
        (["Smith-", "Jones"], "Smith-Jones"),
        (["pages 3-", "4"], "pages 3-4"),
        (["it sails--", "at last"], "it sails--at last"),
        (["it sails", "--at last"], "it sails--at last"),
        (["it sails", "—at last"], "it sails—at last"),
        (["the line -", "it sails"], "the line - it sails"),
        (["it sails --", "at last"], "it sails -- at last"),
        (["Nord-", "und Ostsee"], "Nord- und Ostsee"),
        (["two-", "or three-day trips"], "two- or three-day trips"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_joins_words(lines: list[str], joined: str) -> None:
    assert join_lines(lines) == joined


def test_a_broken_word_that_stands_whole_elsewhere_loses_its_hyphen() -> None:
    text = (
        "The harbour of Skarvik is closed, and all the pass-\n"
        "engers of the ferry to the island have to wait in\n"
        "the town hall until the storm is over, said one of\n"
        "the passengers."
    )
    assert "the passengers of the ferry" in paragraphs(text)[0]


QUOTATION = (
    "The harbour master read from the log book of the ferry, in which\n"
    "the captain had written at dawn, before the storm reached port:\n"
    "\n"
    "        The wind has turned, the sea is rising, and nobody\n"
    "        will sail today or tomorrow.\n"
    "\n"
    "Then he closed the book and went home to the village on the hill."
)


def test_a_quotation_with_margins_stays_whole() -> None:
    assert [each[-5:] for each in paragraphs(QUOTATION)] == ["port:", "rrow.", "hill."]


@given(STORY, COLUMNS)
def test_paragraphs_with_hanging_indents_come_back(story: list[str], columns: int) -> None:
    wrapped = "\n\n".join(
        textwrap.fill(paragraph, columns, subsequent_indent="    ") for paragraph in story
    )
    assert paragraphs(wrapped) == story


def test_the_items_of_a_list_stay_whole() -> None:
    text = (
        "- The ferry to the island of Skarvik sails again on Monday after\n"
        "  the storm has passed.\n"
        "- The council will meet on Tuesday in the old town hall, where it\n"
        "  decides on the sea wall."
    )
    assert [paragraph[-7:] for paragraph in paragraphs(text)] == ["passed.", "a wall."]


def test_the_rows_of_a_table_stay_rows() -> None:
    table = [
        "Skarvik harbour office      1,204    1,187    +1.4",
        "Nordvik harbour office        987    1,002    -1.5",
        "Sandvik harbour office        310      298    +4.0",
    ]
    assert paragraphs(f"{QUOTATION}\n\n" + "\n".join(table))[-3:] == table


def test_one_long_line_does_not_hide_that_a_text_is_wrapped() -> None:
    story = ["The ferry sails again after the storm " * 30] * 2
    wrapped = "\n\n".join(textwrap.fill(paragraph, 65) for paragraph in story)
    lines = wrapped.split("\n")
    lines[5] = lines[5] + " and the island"
    assert len(paragraphs("\n".join(lines))) == 2


def test_chinese_and_latin_lines_are_joined_with_a_space() -> None:
    assert join_lines(["渡轮", "ferry"]) == "渡轮 ferry"


def test_blank_lines_part_blocks() -> None:
    assert blocks("a\n b\n\n \n\tc\n") == [["a", " b"], ["    c"]]


def test_nothing_has_no_paragraphs() -> None:
    assert unwrap([]) == []


def test_lines_wider_than_any_wrap_are_paragraphs() -> None:
    assert wrap_width([["x" * 121, "y" * 121]]) is None


def test_the_width_is_that_of_the_longest_line_that_has_one_below() -> None:
    assert wrap_width([["x" * 60, "y" * 59, "z" * 70]]) == 60


@given(st.text(st.sampled_from("ab -\n\t中。")))
def test_no_letter_is_lost(text: str) -> None:
    kept = "".join("".join(paragraphs(text)).split())
    assert kept == "".join(text.split())


def test_a_line_among_paragraphs_too_long_to_have_been_wrapped_is_one_of_them() -> None:
    long = "The ferry to Skarvik sails again after the storm has passed the island. " * 3
    lines = ["The council has reopened its small harbour.", "(Reporting by Ada Example)"]
    found = paragraphs("\n\n".join([long, "\n".join(lines)]))
    assert found == [long.strip(), *lines]
