"""Thousands of texts that are hardly articles: each has a summary, and all of it is verbatim."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tasks.options import Options
from tasks.summarize.news import read_news
from tasks.summarize.summarize import summarize
from tests.samples import make_article

if TYPE_CHECKING:
    from collections.abc import Callable

COUNT = 4_000
LONG = 50_000
LANGUAGES = (None, "en", "de", "ar", "he", "hi", "ja", "zh", "th", "ru", "und", "x-none", "")
_ALPHABETS = (
    "abcdefghij", "абвгдежз", "אבגדהו", "ابتثجح", "कखगघङ\u0940\u094d", "東京都知事の", "กขคงจฉ", "가나다라",
    "😀🎉👩‍👩‍👧🇳🇴", "e\u0301o\u0308\u200b\u202e", "ﬁ№½²Ａ", "\U00020000\U0001f600", "\x00\x07\x1b",
)  # fmt: skip
_SIGNS = (
    ".",
    "!",
    "?",
    "…",
    "。",
    "؟",
    "।",
    ",",
    ";",
    ":",
    "—",
    "-",
    "“",
    "”",
    '"',
    "'",
    "«",
    "»",
    "「",
)
_SPACES = (" ", "  ", "\n", "\n\n", "\t", "\u00a0", "\u3000", "\u2028", "\r\n", "")


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(chance.choice(_ALPHABETS), k=chance.randint(1, 12)))


def _one_word(chance: random.Random) -> str:
    return _word(chance)


def _no_punctuation(chance: random.Random, most: int = 400) -> str:
    return " ".join(_word(chance) for _ in range(chance.randint(1, most)))


def _only_signs(chance: random.Random) -> str:
    return "".join(chance.choices(_SIGNS, k=chance.randint(1, 60)))


def _mixed(chance: random.Random) -> str:
    pieces = (
        _word(chance) + chance.choice(_SIGNS) * chance.randint(0, 2) + chance.choice(_SPACES)
        for _ in range(chance.randint(1, 120))
    )
    return "".join(pieces)


def _only_quotes(chance: random.Random) -> str:
    marks = chance.choice(("“”", '""', "«»", "„“", "「」", "‘’", "”“"))
    quoted = (f"{marks[0]}{_no_punctuation(chance, 40)[:80]}.{marks[1]}" for _ in range(9))
    return chance.choice(_SPACES).join(quoted)


def _table(chance: random.Random) -> str:
    rows = chance.randint(1, 40)
    return "\n".join(
        "\t".join(str(chance.randint(0, 9_999)) for _ in range(6)) for _ in range(rows)
    )


def _credits(chance: random.Random) -> str:
    lines = (
        "By Anna Keller",
        "Photo: Tom Reed",
        "Read more: Talks",
        "© 2026 Nordwire",
        "OSLO (Nordwire) -",
    )
    return "\n".join(chance.choices(lines, k=chance.randint(1, 5)))


def _address(chance: random.Random) -> str:
    return f"https://wire.example/{_word(chance)}?{'a=b&' * chance.randint(0, 99)}"


KINDS = (_one_word, _no_punctuation, _only_signs, _mixed, _only_quotes, _table, _credits, _address)


@pytest.mark.parametrize("method", ["extractive", "lead"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_oddity_has_a_summary_of_its_own_words(
    kind: Callable[[random.Random], str], method: str
) -> None:
    chance = random.Random(kind.__name__)
    options = Options(summary_method=method)
    for _ in range(COUNT // len(KINDS) // 2):
        _check(kind(chance), chance.choice(LANGUAGES), options)


@pytest.mark.parametrize(
    "piece", ["word ", "x", "“a ", "東", "é\u0301", "a.b.", "A “b” said C. ", "😀"]
)
def test_fifty_thousand_code_points_in_one_line_have_one(piece: str) -> None:
    _check((piece * LONG)[:LONG], "en", Options())


def _check(body: str, language: str | None, options: Options) -> None:
    article = make_article(
        headline="", description=None, dateline=None, body_text=body, language=language
    )
    summary = summarize(read_news(article), options, before=b"")
    if not body.strip():
        assert summary is None
        return
    assert summary is not None
    assert summary.text.strip()
    assert summary.sentences
    for each in (*summary.sentences, *(summary.quotes or ()), *(summary.changes or ())):
        assert each.text
        assert body[each.start : each.end] == each.text
