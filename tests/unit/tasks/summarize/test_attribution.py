"""Who said it, behind a quotation that ends like a sentence."""

from __future__ import annotations

import pytest

from tasks.summarize.attribution import attributed_to, is_attributed

SAYING = [
    "他问。",
    "市长李河强调，",
    "老渔民喊道。",
    "と述べた。",
    " 라고 말했다.",
    "라며 웃었다.",
    " قال الوزير.",
    " उन्होंने पूछा।",
]


@pytest.mark.parametrize("clause", SAYING)
def test_words_of_saying_are_known_in_scripts_without_capitals(clause: str) -> None:
    assert is_attributed(clause, 0, len(clause))


@pytest.mark.parametrize(
    "clause", ["代表们离开了。", "彼は去った。", " ثم غادر.", " वह चले गए।", " said Olsen."]
)
def test_others_are_none(clause: str) -> None:
    assert not is_attributed(clause, 0, len(clause))


def test_a_hindi_sentence_about_saying_is_a_new_one() -> None:
    clause = " उन्होंने कहा कि सब ठीक है।"
    assert not is_attributed(clause, 0, len(clause))


@pytest.mark.parametrize(
    ("clause", "first"),
    [
        ("Anna Keller asked.", "Anna"),
        ("Prime Minister J. Olsen-Hale said.", "Prime"),
        ("Ms. Quill, the treasurer, asked.", "Ms."),
        ("He said nothing.", "He"),
    ],
)
def test_the_first_word_of_the_speaker_is_told(clause: str, first: str) -> None:
    assert attributed_to(clause, 0, len(clause)) == first


@pytest.mark.parametrize(
    "clause", ["The crowd ran.", "Olsen, who ran, left.", "said Olsen.", "Saidi went.", ""]
)
def test_no_speaker_is_told_without_a_word_of_saying(clause: str) -> None:
    assert attributed_to(clause, 0, len(clause)) is None
