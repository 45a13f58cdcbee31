"""Numbers in words are numbers."""

from __future__ import annotations

import pytest

from tasks.deduplicate.number_words import with_digits


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
        ("three people", None, "three people"),
        ("три человека", "ru", "три человека"),
        ("", "en", ""),
    ],
)
def test_small_numbers_get_digits_in_the_language_of_the_text(
    text: str, language: str | None, expected: str
) -> None:
    assert with_digits(text, language) == expected
