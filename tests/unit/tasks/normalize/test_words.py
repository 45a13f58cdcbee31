from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize.words import count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("The ferry sails again.", 4),
        ("Die Fähre fährt\nwieder", 4),
        ("시의회는 화요일 결정했다.", 3),
        ("قرر مجلس المدينة", 3),
        ("渡轮今天恢复通航。", 8),
        ("渡轮 AP 报道，2026 年", 7),
        ("カフェー", 4),
        ("市議会は", 4),
        ("สภาเมือง", 2),
        ("สภา", 1),
    ],
)
def test_words_are_counted_in_any_script(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_latin_text_is_counted_by_its_white_space(text: str) -> None:
    assert count_words(text) == len(text.split())
