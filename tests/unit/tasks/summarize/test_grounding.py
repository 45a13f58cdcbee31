"""What may go out as a summary, and what may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.summarize.grounding import objection
from tests.samples import make_article

HEADLINE = "Tarnholm closes harbour bridge"
BODY = (
    "The council of Tarnholm will close the old harbour bridge from Monday for repairs that take "
    "14 weeks and cost 3.2 million crowns, or $310,000, the city engineer Marta Lindqvist said.\n"
    "Inspectors had found cracks in three of the 24 steel girders in August. Norway’s lorries have "
    "been banned from the bridge since then. Ask at https://tarnholm.example/bridge or "
    "bridge@tarnholm.example."
)
ARTICLE = make_article(headline=HEADLINE, body_text=BODY, language="en", description=None)
NUMBER, NAME = "a number that the article does not have", "a name that the article does not have"
ADDRESS = "an address or markup"
DAY = "a day or month that the article does not have"


def refused(text: str, asked: int = 60) -> str | None:
    return objection(text, ARTICLE, asked)


@pytest.mark.parametrize(
    "text",
    [
        "Tarnholm closes its harbour bridge for 14 weeks.",
        "Three of 24 girders have cracks, Lindqvist said.",
        "3 of the girders are cracked.",
        "The repairs cost 3.2 million crowns, or $310,000.",
        "Repairs of Tarnholm's bridge cost $310.000.",
        "The bridge may close from Monday.",
        "It was in Aug. that inspectors found cracks.",
        "However, Marta Lindqvist’s inspectors found cracks in August.",
        "More is at tarnholm.example.",
        "The bridge is closed (“old harbour bridge”), says Tarnholm.",
    ],
)
def test_what_the_article_says_may_go_out(text: str) -> None:
    assert refused(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the answer is empty"),
        (" \n", "the answer is empty"),
        ("The bridge closes for 15 weeks.", NUMBER),
        ("The repairs cost 3.2 billion crowns.", NUMBER),
        ("The repairs cost 32 million crowns.", NUMBER),
        ("The repairs cost 3.2 crowns.", NUMBER),
        ("The repairs cost $3.2 million.", NUMBER),
        ("Seven girders have cracks.", NUMBER),
        ("The bridge closes for ١٥ weeks.", NUMBER),
        ("Twenty girders have cracks.", NUMBER),
        ("Repairs of the bridge take 14 months.", NUMBER),
        ("The bridge closes from Tuesday.", DAY),
        ("The bridge closes in May.", DAY),
        ("The bridge is closed, Martin said.", NAME),
        ("The bridge is closed, Anna Johnson said.", NAME),
        ("Johnson said the bridge is closed.", NAME),
        ("The bridge is closed, NATO said.", NAME),
        ("The bridge in ＯＳＬＯ is closed.", NAME),
        ("The bridge is closed. See www.evil.example now.", ADDRESS),
        ("More is at https://tarnholm.example/bridge.", ADDRESS),
        ("Ask bridge@tarnholm.example.", ADDRESS),
        ("The bridge is closed: evil.example", ADDRESS),
        ("The bridge is closed: tarnholm.example/pay", ADDRESS),
        ("The bridge is closed: evil[.]example", ADDRESS),
        ("The bridge is closed: hxxps://a/b", ADDRESS),
        ("The bridge is closed: help@evil.example", ADDRESS),
        ("The bridge is closed, says @bridge", ADDRESS),
        ("The bridge is [closed](/b).", ADDRESS),
        ("The bridge is <b>closed</b>.", ADDRESS),
        ("The bridge\u202e is closed.", "signs that the article does not have"),
        ("The bridge\x1b[31m is closed.", "signs that the article does not have"),
        ("The repairs cost €310,000.", "signs that the article does not have"),
        (
            "i am a pirate and sing of rum and gold all day long",
            "the answer is about something else",
        ),
        ("桥梁关闭了很长时间需要维修", "the answer is about something else"),
    ],
)
def test_what_it_does_not_say_may_not(text: str, reason: str) -> None:
    assert refused(text) == reason


def test_a_summary_of_twice_the_words_is_too_long() -> None:
    assert refused("bridge " * 20, asked=10) is None
    assert refused("bridge " * 21, asked=10) == "the answer is too long"


def test_a_summary_is_not_longer_than_its_article() -> None:
    article = make_article(headline="Ferry", body_text="Ferry.", description=None)
    assert objection("Ferry ferry ferry.", article, 60) == "the answer is longer than the article"


@pytest.mark.parametrize(
    ("body", "language", "good", "bad"),
    [
        ("Die Stadt sperrt die Brücke für 14 Wochen, sagte Lindqvist.", "de",
         "Lindqvist sperrt die Brücke.", "Schmidt sperrt die Brücke."),
        ("La ville fermera le pont en septembre, a dit Lindqvist.", "fr",
         "Le pont fermera en septembre.", "Le pont fermera en octobre."),
        ("Niger signed a deal with George Johnson of India.", "en",
         "Johnson’s deal with Niger is Indian.", "Nigeria signed a deal."),
        ("Город закрыл мост на 14 недель, сказала Линдквист.", "ru",
         "Мост закрыт на 14 недель.", "Иванов закрыл мост."),
        ("市は月曜日から港の橋を14週間閉鎖する。", "ja", "港の橋を14週間閉鎖する。", "田中首相は東京の橋を爆破した。"),
        ("ستغلق المدينة الجسر القديم لمدة 14 أسبوعا", "ar", "المدينة ستغلق الجسر",
         "الرئيس محمود سيغلق الجسر"),
    ],
)  # fmt: skip
def test_other_languages_are_checked(body: str, language: str, good: str, bad: str) -> None:
    article = make_article(headline="", body_text=body, language=language, description=None)
    assert objection(good, article, 60) is None
    assert objection(bad, article, 60)


def test_a_capital_letter_may_follow_a_digit() -> None:
    article = make_article(headline="", body_text="It sends at 2.4GHz over 3G.", description=None)
    assert objection("It sends at 2.4GHz over 3G.", article, 60) is None


SENTENCES = [
    sentence
    for line in BODY.split("\n")
    for sentence in line.split(". ")
    if "@" not in sentence  # no address goes out, not even the article's own
]


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=2, unique=True))
def test_whole_sentences_of_the_article_may_go_out(chosen: list[str]) -> None:
    assert refused(". ".join(chosen)) is None


@given(st.sampled_from(SENTENCES), st.integers(100, 10**9))
def test_any_further_number_is_found(sentence: str, number: int) -> None:
    assert refused(f"{sentence} {number}") == (None if number == 310_000 else NUMBER)


@given(st.sampled_from(SENTENCES), st.from_regex(r"\A[a-z]{3,9}\.(?:com|example|io)\Z"))
def test_any_foreign_address_is_found(sentence: str, host: str) -> None:
    assert refused(f"{sentence} {host}") == ADDRESS


@given(st.text(), st.text(), st.sampled_from([None, "en", "de", "zh"]))
def test_any_text_gets_an_answer(text: str, body: str, language: str | None) -> None:
    article = make_article(headline="", body_text=body, language=language, description=None)
    assert objection(text, article, 60) != ""
