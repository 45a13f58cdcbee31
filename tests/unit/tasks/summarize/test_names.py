"""Names, and capital letters that make none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.summarize.names import MOST, names

TEXT = (
    "The council of Tarnholm will close the bridge, Marta Lindqvist said. Repairs take weeks. "
    "Lindqvist wants help from the European Central Bank, NATO and Jean-Luc van der Berg."
)


def test_they_come_in_the_order_of_their_first_mention() -> None:
    assert names(TEXT, "en") == (
        "Tarnholm", "Marta Lindqvist", "European Central Bank", "NATO", "Jean-Luc van der Berg",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Repairs of the bridge began.", ()),
        ("Tarnholm pays. The bridge of Tarnholm is old.", ("Tarnholm",)),
        ("Bridges close. All bridges are old.", ()),
        ("He met Lindqvist's husband.", ("Lindqvist",)),
        ("It began on Monday in August.", ()),
        ("So said the President.", ()),
        ("So said President Ole Dahl and Mr Dahl.", ("President Ole Dahl",)),
        ("She met J. R. Olsen and Dr. Moe.", ("J. R. Olsen", "Dr. Moe")),
        ("He lives in Skarvik. Anna Berg does not.", ("Skarvik", "Anna Berg")),
        ("The Bank of Tarnholm and the World Cup of Skarvik", ("Bank of Tarnholm", "World Cup", "Skarvik")),
        ("THE BRIDGE CLOSES ON MONDAY", ()),
        ("He spoke with Norwegian and Chinese sailors.", ()),
        ("“We know,” said Ole Dahl.", ("Ole Dahl",)),
        ("He met Omar al-Tamimi. Al-Tamimi left.", ("Omar al-Tamimi",)),
        ("They joined al-Shabab.", ("al-Shabab",)),
        ("He works for Berg & Dahl.", ("Berg & Dahl",)),
        ("Elle a vu Jean d’Ormont à l’Élysée.", ("Jean d’Ormont", "Élysée")),
        ("It is Sweden’s Tarn.", ("Sweden", "Tarn")),
        ("Мост закрыла Анна Берг.", ("Анна Берг",)),
        ("東京都知事は言った。", ()),
        ("قال محمد", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_a_capital_letter_alone_makes_no_name(text: str, expected: tuple[str, ...]) -> None:
    assert names(text, "en") == expected


def test_in_german_a_noun_is_no_name() -> None:
    text = "Die Stadt sperrt am Montag die Brücke, sagte Marta Lindqvist der NATO."
    assert names(text, "de") == ("Marta Lindqvist", "NATO")


def test_there_are_no_more_than_asked_for() -> None:
    text = "He met " + ", ".join(f"Olsen{chr(97 + n)}" for n in range(26)) + "."
    assert len(names(text, "en")) == MOST
    assert len(names(text, "en", 3)) == 3


@pytest.mark.parametrize("piece", ["A ", "Ab ", "A.", "Aa'", "A-", "\n", "Zz of "])
def test_a_hostile_text_takes_no_longer(piece: str) -> None:
    assert len(names(piece * 200_000, "en")) <= MOST


@given(st.text(), st.sampled_from([None, "en", "de", "ru", "zh"]))
def test_names_of_any_text_are_its_own(text: str, language: str | None) -> None:
    assert all(name in text for name in names(text, language))
