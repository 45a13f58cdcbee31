"""Quotations, their offsets and their speakers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.summarize.quotes import MOST, quotes


def told(text: str, language: str | None = "en") -> list[tuple[str, str | None]]:
    return [(text[start:end], speaker) for start, end, speaker in quotes(text, language)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We must not wait now,” said Marta Lindqvist.", "Marta Lindqvist"),
        ("“We must not wait now,” Lindqvist said.", "Lindqvist"),
        ("“We must not wait now,” said city engineer Marta Lindqvist.", "Marta Lindqvist"),
        ("“We must not wait now,” said Nordwire analyst Ole Dahl on Monday.", "Ole Dahl"),
        ("“We must not wait now,” Marta Lindqvist, the city engineer, told Nordwire.", "Marta Lindqvist"),
        ("“We must not wait now,” Lindqvist, an engineer at Tarnholm told us.", "Lindqvist"),
        ("“We must not wait now,” according to Ole Dahl.", "Ole Dahl"),
        ("“We must not wait now,” said Gabrielle Prior.", "Gabrielle Prior"),
        ("“We must not wait now,” Mr. Dahl said.", "Mr. Dahl"),
        ("Marta Lindqvist said: “We must not wait now.”", "Marta Lindqvist"),
        ("Lindqvist told reporters that “we must not wait now”.", "Lindqvist"),
        ("“We must not wait now.” Lindqvist said that it was late.", None),
        ("“We must not wait now.” Lindqvist added: “It is late.”", None),
        ("“We must not wait now”. Dahl said he agreed.", None),
        ("“We must not wait now,” said J.K. Olsen.", "J.K. Olsen"),
        ("The U.N. said: “We must not wait now.”", "U.N."),
        ("“We must not wait now,” said Mayor Ole Dahl Monday.", "Mayor Ole Dahl"),
        ("“We must not wait now,” said Tuesday’s statement.", None),
        ("“We must not wait now,” said Dahl’s lawyer.", None),
        ("“We must not wait now,” said Dahl’s lawyer Marta Lindqvist.", "Marta Lindqvist"),
        ("Norway’s Marta Lindqvist said: “We must not wait now.”", "Marta Lindqvist"),
        ("“We must not wait now,” said Ahmed al-Sharaa.", "Ahmed al-Sharaa"),
        ("“We must not wait now,” al-Sharaa said.", "al-Sharaa"),
        ("“We must not wait now,” she said.", None),
        ("“We must not wait now,” said the mayor of Tarnholm.", None),
        ("The letter reads “We must not wait now”.", None),
        ("“We must not wait now.” The council met.", None),
        ("“We must not wait now,”\nsaid Marta Lindqvist.", None),
    ],
)  # fmt: skip
def test_a_speaker_is_named_where_that_is_plain(text: str, speaker: str | None) -> None:
    [(quoted, found)] = [each for each in told(text) if "wait now" in each[0]]
    assert quoted.lower().startswith("we must not wait now")
    assert found == speaker


@pytest.mark.parametrize(
    ("text", "language", "quoted", "speaker"),
    [
        ("„Wir dürfen nicht länger warten“, sagte Marta Lindqvist.", "de",
         "Wir dürfen nicht länger warten", "Marta Lindqvist"),
        ("„Wir dürfen nicht länger warten“, sagte Marta Lindqvist der Zeitung.", "de",
         "Wir dürfen nicht länger warten", "Marta Lindqvist"),
        ("„Wir dürfen nicht länger warten“, sagte Ursula von der Leyen.", "de",
         "Wir dürfen nicht länger warten", "Ursula von der Leyen"),
        ("„Wir dürfen nicht länger warten“, sagte die Sprecherin des Rats.", "de",
         "Wir dürfen nicht länger warten", None),
        ("»Wir dürfen nicht länger warten«, so der Rat.", "de",
         "Wir dürfen nicht länger warten", None),
        ("«\u00a0Il ne faut plus attendre\u00a0», a-t-elle dit.", "fr",
         "Il ne faut plus attendre", None),
        ("« Il ne faut plus attendre », a déclaré Marta Lindqvist.", "fr",
         "Il ne faut plus attendre", "Marta Lindqvist"),
        ("Marta Lindqvist a déclaré : « Il ne faut plus attendre. »", "fr",
         "Il ne faut plus attendre.", "Marta Lindqvist"),
        ("«No debemos esperar más», ha dicho Marta Lindqvist.", "es",
         "No debemos esperar más", "Marta Lindqvist"),
        ("«No debemos esperar más», dijo Lindqvist al Congreso.", "es",
         "No debemos esperar más", "Lindqvist"),
        ("«No debemos esperar más», dijo el alcalde de Madrid, Ole Dahl.", "es",
         "No debemos esperar más", None),
        ("«No debemos esperar más», dijo Marta Lindqvist.", "es",
         "No debemos esperar más", "Marta Lindqvist"),
        ("«Мы не можем больше ждать», — сказала она.", "ru", "Мы не можем больше ждать", None),
        ("「もう待つことはできません」と市長は述べた。", "ja", "もう待つことはできません", None),
        ('"We must not wait," said Dahl. "It is late now, friends," he added.', "en",
         "We must not wait,", "Dahl"),
        ("‘It doesn’t help to wait now,’ said Ole Dahl.", "en", "", None),
    ],
)  # fmt: skip
def test_marks_of_all_languages_are_known(
    text: str, language: str, quoted: str, speaker: str | None
) -> None:
    assert told(text, language)[:1] == ([(quoted, speaker)] if quoted else [])


def test_titles_and_words_at_a_distance_are_no_quotations() -> None:
    assert told("The “old” bridge in “The Long Way” and 「題名」") == []


def test_no_more_than_so_many_are_told() -> None:
    assert len(told("“One two three four.” " * 50)) == MOST


@pytest.mark.parametrize("piece", ['"', "“", '"A said ', "“a b c d ", "«", "‘a. ", '" "', "„“"])
def test_a_hostile_text_takes_no_longer(piece: str) -> None:
    assert len(quotes(piece * 200_000, "en")) <= MOST


@given(
    st.text() | st.text(alphabet='Ab ,.:“”"«»‘’\nsaid', max_size=200),
    st.sampled_from([None, "en", "de"]),
)
def test_quotations_of_any_text_are_its_own(text: str, language: str | None) -> None:
    position = 0
    for start, end, speaker in quotes(text, language):
        assert position <= start < end
        assert text[start:end] == text[start:end].strip()
        assert speaker is None or speaker in text
        position = end
