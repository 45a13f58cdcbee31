"""Sentences of news prose, case by case, and the laws that hold for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.summarize.sentences import split_sentences


def split(text: str, language: str | None = "en") -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


WHOLE = [
    # abbreviations
    ("en", "Dr. Amara Obi met Gen. Lewis Hart and Sen. Ruth Vane on Tuesday."),
    ("en", "Shares of Calder Inc. Chief Executive Tom Reed's former employer fell."),
    ("en", "The U.S. Supreme Court sat at 9 a.m. Eastern time."),
    ("en", "It opens at 9 a.m. GMT and closes at 5 p.m. Sunday."),
    ("en", "It lists fruit (apples, pears, etc. Bramleys too) by weight."),
    ("en", "Roe v. Wade and Smith vs. The People were cited, e.g. The Hague did so."),
    ("en", "See No. 5 and p. 12 for the tables."),
    ("en", "Lt.-Gen. Piet Maas resigned."),
    ("en", "The vote on Nov. 26 was close."),
    ("de", "Er kommt z.B. Die Linke oder z. B. Der Bund als Partner infrage."),
    ("de", "Am 26. November tagt der 3. Senat."),
    ("de", "Die Firma zahlte ca. 3 Mio. Euro an Prof. Dr. Anke Wolf."),
    ("fr", "M. Le Goff et Mme. Durand se sont vus."),
    ("fr", "Le 3 janv. Paris s'est réveillée sous la neige."),
    ("es", "El Sr. Ruiz y la Sra. Vega firmaron el art. 5 ayer."),
    ("ru", "Это случилось на ул. Ленина в г. Москва, т. е. В. П. Орлов прав."),
    ("ru", "Компания вложила 5 млн. рублей."),
    # initials
    ("en", "J. K. Rowling wrote to George W. Bush."),
    (None, "J. De Souza sang."),
    # numbers
    ("en", "It began at 19.45 GMT and lasted 2.5 hours."),
    ("en", "1. The first item of the list"),
    # quotations
    ("en", "“We are ready, Mr. President,” said Putin."),
    ("en", "“Are you ready?” she asked."),
    ("en", "“Are you ready?” Minister Anna Keller asked."),
    ("en", "“Go!” he cried."),
    ("de", "„Wer zahlt das?“, fragte Anke Wolf."),
    ("fr", "« Qui paie ? » demande le maire."),
    ("zh", "“你去哪？”他问。"),
    ("ja", "「終わった。」と述べた。"),
    # ellipses
    ("en", "They waited… and left."),
    ("en", "The treaty [...] Article 5 says so."),
    ("en", "It was . . . Something else."),
    # others
    ("en", "Visit example.com or mail a.b@c.example for more."),
    ("en", "Yahoo! is a company."),
    ("en", "MOSCOW, 26 Nov. In the Kremlin the talks began."),
    ("en", "no full stop at all"),
]

CUT = [
    ("en", ["He stressed the loss.", "She agreed."]),
    ("en", ["“We are ready, Mr. President,” said Putin.", "He stressed the loss."]),
    ("en", ["He lives in the U.S.", "The law bars him."]),
    ("en", ["It opens at 9 a.m.", "The doors close at noon."]),
    ("en", ["It opens at 9 a.m.", "Lorries wait."]),
    ("en", ["She runs Calder Inc.", "It makes pumps."]),
    ("en", ["He will come on 26 Nov.", "The talks start later."]),
    ("en", ["The rain stops in November.", "Snow follows in May.", "Officials agree."]),
    ("en", ["He said no.", "Nobody else spoke."]),
    ("en", ["He was 26.", "Officials named him."]),
    ("en", ["It ended in 2015.", "Nobody won."]),
    ("en", ["Sales fell 3.5 percent.", "$5 million was lost.", "26 people left."]),
    ("en", ["“The end is near.”", "Critics laughed."]),
    ("en", ["He said: “No.”", "“Why?”", "He left."]),
    ("en", ['"We won."', '"We did."', "(They had not.)", "So what?"]),
    ("en", ["Really?!", "Yes!!!", "They waited…", "Then they left...", "Nobody came."]),
    ("en", ["“Are you ready?”", "He said nothing."]),
    ("en", ["Sales rose.", "iPhone sales fell."]),
    ("en", ["He called it ‘junk ’.", "The plan failed .", "Nobody cared."]),
    ("de", ["Er wurde 26.", "Die Feier war kurz."]),
    ("de", ["»Wir gehen.«", "»Gut so.«", "„Nein.“", "Dann kam Herr Wolf."]),
    ("fr", ["« Nous sommes prêts. »", "Le maire a souri.", "Pourquoi ?", "Personne ne sait."]),
    ("es", ["¿Quién paga?", "¡Nadie!", "Así lo dijo el Sr. Ruiz.", "Él calló."]),
    ("ru", ["Это было в 2015 г.", "В Москве шёл снег.", "— Да, — сказал А. В. Орлов.", "Он ушёл."]),
    ("zh", ["会议结束了。", "谁赢了？", "“我们准备好了。”", "代表们离开了！"]),
    ("ja", ["会議は終わった。", "次は来週だ。"]),
    ("hi", ["बैठक समाप्त हुई।", "सब चले गए।"]),
    ("ar", ["من فاز؟", "لا أحد يعرف.", "انتهى الاجتماع."]),
    ("ko", ["회의가 끝났다.", "모두 떠났다."]),
    (None, ["The end.", "A start."]),
]


@pytest.mark.parametrize(("language", "sentence"), WHOLE)
def test_stays_whole(language: str | None, sentence: str) -> None:
    assert split(sentence, language) == [sentence]


@pytest.mark.parametrize(("language", "sentences"), CUT)
def test_is_cut(language: str | None, sentences: list[str]) -> None:
    glue = "" if language in {"zh", "ja"} else " "
    assert split(glue.join(sentences), language) == sentences


def test_a_line_break_ends_a_sentence() -> None:
    assert split("The talks\nended today.\r\n\n Nobody won") == [
        "The talks",
        "ended today.",
        "Nobody won",
    ]


def test_a_blank_text_has_no_sentences() -> None:
    assert split_sentences(" \n\t\n ") == []


NEWSLIKE = st.text(alphabet="aB1. ?!…。“”\"'»)( \n-,Mr—г", max_size=80)


@given(st.text() | NEWSLIKE, st.sampled_from([None, "en", "de", "ru", "xx-Latn"]))
def test_nothing_but_white_space_lies_outside_the_sentences(
    text: str, language: str | None
) -> None:
    outside, position = "", 0
    for start, end in split_sentences(text, language):
        assert position <= start < end
        outside, position = outside + text[position:start], end
    assert not (outside + text[position:]).strip()


@given(st.text() | NEWSLIKE)
def test_a_sentence_has_neither_line_breaks_nor_white_space_around_it(text: str) -> None:
    for sentence in split(text, None):
        assert sentence == sentence.strip()
        assert "\n" not in sentence


@pytest.mark.parametrize(
    "pattern",
    [
        ".",
        '"',
        '."',
        "A. ",
        "J.K.",
        "?! ",
        ". »",
        "“ ",
        "Mr. ",
        " ",
        "a",
        "26 Nov. ",
        "(",
        "。",
        "A ",
    ],
)
def test_a_hostile_megabyte_takes_linear_time(pattern: str) -> None:
    """Four times the text takes about four times as long; sixteen would be quadratic."""

    def seconds(size: int) -> float:
        text = pattern * (size // len(pattern))
        begin = time.perf_counter()
        split_sentences(text)
        return time.perf_counter() - begin

    small = min(seconds(100_000) for _ in range(3))
    large = min(seconds(400_000) for _ in range(2))
    assert large < 10 * small + 0.05
