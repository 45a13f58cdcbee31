"""Sentences of news prose, case by case, and the laws that hold for any text.

The cases that turn on a single full stop are in `test_full_stops.py`.
"""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.summarize.sentences import split_sentences


def split(text: str, language: str | None = "en") -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


WHOLE = [
    # quotations
    ("en", "“We are ready, Mr. President,” said Olsen."),
    ("en", "“Are you ready?” she asked."),
    ("en", "“Are you ready?” Minister Anna Keller asked."),
    ("en", "“Go!” he cried."),
    ("en", "The choir sang “Who Am I?” and “Go Now!” to applause."),
    ("en", "“You can’t say ‘No!’ to everything,” said Vane."),
    ("de", "„Wer zahlt das?“, fragte Anke Wolf."),
    ("fr", "« Qui paie ? » demande le maire."),
    ("es", "—¿Vienes? —preguntó ella."),
    ("ru", "«Кто платит?» — спросил Орлов."),
    ("sv", "”Vem betalar?” frågade Berg."),
    ("pl", "„Kto płaci?” – zapytała Lis."),
    ("zh", "“你去哪？”他问。"),
    ("zh", "他问“谁赢了？”。"),
    ("ja", "「終わった。」と述べた。"),
    ("ja", "『誰が勝ったか？』という本が出た。"),
    ("ko", '"준비됐습니까?" 라고 기자가 물었다.'),
    ("ar", "«هل أنتم مستعدون؟» سأل الصحفي."),
    ("hi", "“क्या आप तैयार हैं?” उन्होंने पूछा।"),
    # ellipses
    ("en", "They waited… and left."),
    ("en", "“I thought … well, I hoped,” said Hale."),
    ("en", "The treaty [...] Article 5 says so."),
    ("en", "It was . . . Something else."),
    ("en", "... The rest is known."),
    ("zh", "他们等了很久……最后离开了。"),
    # names, titles and brackets
    ("en", "Yahoo! is a company."),
    ("en", "Yahoo! Inc. shares fell."),
    ("en", "The inquiry (it took nine years!) cost millions."),
    ("en", "The inquiry (it took nine years!) Olsen led cost millions."),
    ("ja", "Yahoo!ニュースが報じた。"),
    ("zh", "《谁赢了？》一书昨天出版。"),
    ("ur", "پی۔ٹی۔آئی نے فہرست جاری کی۔"),
    # other signs
    ("en", "It sold salt; Tarn bought it."),
    ("th", "การประชุมสิ้นสุดแล้ว ทุกคนกลับบ้าน"),
]

CUT = [
    ("en", ["He stressed the loss.", "She agreed."]),
    ("en", ["“We are ready, Mr. President,” said Olsen.", "He stressed the loss."]),
    ("en", ["“The end is near.”", "Critics laughed."]),
    ("en", ["He said: “No.”", "“Why?”", "He left."]),
    ("en", ["“We won.", "We did it alone.", "Nobody helped,” said Hale."]),
    ("en", ["‘It’s over,’ said Mr. Hale.", "‘We lost.’"]),
    ("en", ['"We won."', '"We did."', "(They had not.)", "So what?"]),
    ("en", ["They had not.", "(Had they?)", "So what?"]),
    ("en", ["Really?!", "Yes!!!", "They waited…", "Then they left...", "Nobody came."]),
    ("en", ["They waited ...", "The ferry never came."]),
    ("en", ["“Are you ready?”", "He said nothing."]),
    ("en", ["Sales rose.", "iPhone sales fell.", "deCODE blamed a supplier."]),
    ("en", ["He called it ‘junk ’.", "The plan failed .", "Nobody cared."]),
    ("en", ["• Keep calm.", "• Keep left."]),
    ("de", ["»Wir gehen.«", "»Gut so.«", "„Nein.“", "Dann kam Herr Wolf."]),
    ("fr", ["« Nous sommes prêts. »", "Le maire a souri.", "Pourquoi ?", "Personne ne sait."]),
    ("es", ["¿Quién paga?", "¡Nadie!", "Así lo dijo el Sr. Ruiz.", "Él calló."]),
    ("ru", ["— Да, — сказал А. В. Орлов.", "— Пора."]),
    ("el", ["Ποιος πληρώνει;", "«Γιατί;»", "Κανείς δεν ξέρει."]),
    ("zh", ["会议结束了。", "谁赢了？", "“我们准备好了。”", "代表们离开了！"]),
    ("zh", ["真的吗?", "没人知道!", "会议结束了。"]),
    ("ja", ["会議は終わった。", "次は来週だ。"]),
    ("hi", ["बैठक समाप्त हुई।", "सब चले गए।"]),
    ("ar", ["من فاز؟", "لا أحد يعرف.", "انتهى الاجتماع."]),
    ("ur", ["اجلاس ختم ہو گیا۔", "سب چلے گئے۔"]),
    ("ko", ["회의가 끝났다.", "모두 떠났다!"]),
    ("km", ["កិច្ចប្រជុំចប់ហើយ។", "គ្រប់គ្នាចេញទៅ។"]),
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


NEWSLIKE = st.text(alphabet="aB1. ?!…。“”\"'»)( \n-,Mr—г;۔ア《》", max_size=80)


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
        "(a!) ",
        "a… ",
        "پ۔",
        "吗?",
        "30. 6. ",
        "?” A ",
        "。”人",
    ],
)
def test_a_hostile_text_takes_linear_time(pattern: str) -> None:
    """Sixteen times the text takes about sixteen times as long; 256 would be quadratic."""

    def seconds(size: int) -> float:
        text = pattern * (size // len(pattern))
        begin = time.process_time()
        split_sentences(text)
        return time.process_time() - begin

    small = min(seconds(6_000) for _ in range(3))
    large = min(seconds(96_000) for _ in range(2))
    assert large < 40 * small + 0.05
