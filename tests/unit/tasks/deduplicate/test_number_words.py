"""Numbers in words are numbers."""

from __future__ import annotations

import pytest

from tasks.deduplicate.number_words import WORDS, spelled_in, with_digits
from tasks.deduplicate.shingles import alike_hashes


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("three people and twelve dogs", "en", "3 people and 12 dogs"),
        ("three people", "en-US", "3 people"),
        ("zwölf boote", "de", "12 boote"),
        ("deux bateaux", "fr-FR", "2 bateaux"),
        ("to båter og sju menn", "nb", "2 båter og 7 menn"),
        ("threesome, tenfold", "en", "threesome, tenfold"),
        ("often, a weight of one_two", "en", "often, a weight of one_two"),
        ("two-thirds of (seven) or “nine”", "en", "2-thirds of (7) or “9”"),
        ("once upon a time", "en", "once upon a time"),
        ("once barcos", "es", "11 barcos"),
        ("fourteen people, and ninety dogs", "en", "14 people, and 90 dogs"),
        ("dreissig boote und sechzehn", "de", "30 boote und 16"),
        ("seize ou vingt bateaux", "fr", "16 ou 20 bateaux"),
        ("three people", None, "three people"),
        ("три человека и двенадцати", "ru", "3 человека и 12"),
        ("", "en", ""),
    ],
)
def test_small_numbers_get_digits_in_the_language_of_the_text(
    text: str, language: str | None, expected: str
) -> None:
    assert with_digits(text, language) == expected


@pytest.mark.parametrize("language", WORDS)
def test_the_words_are_found_by_the_hashes_of_a_text(language: str) -> None:
    words = [word for word in WORDS[language].split() if word.isalpha() and word.isascii()]
    [hashes] = alike_hashes([" ".join(["ferry", *words, "tenth"]).encode()])
    assert spelled_in(hashes).issuperset(words)


def test_a_text_without_number_words_has_none_among_its_hashes() -> None:
    [hashes] = alike_hashes([b"the tenth ferry sails often"])
    assert spelled_in(hashes) == set()


def test_only_the_words_that_are_known_to_be_there_get_digits() -> None:
    assert with_digits("three of seven", "en", {"seven"}) == "three of 7"
