from __future__ import annotations

import pytest

from tasks.normalize.language import detect_language
from tasks.options import DEFAULT_LANGUAGES


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ferry to the island sails again because the storm has passed.", "en"),
        ("Die Fähre zur Insel fährt wieder, weil der Sturm vorüber ist.", "de"),
        ("Le bac vers l’île navigue de nouveau parce que la tempête est passée.", "fr"),
        ("El transbordador a la isla vuelve a navegar porque pasó la tormenta.", "es"),
        ("Паром на остров снова ходит, потому что шторм прошёл.", "ru"),
        ("تبحر العبارة إلى الجزيرة مرة أخرى لأن العاصفة مرت.", "ar"),
        ("渡轮今天恢复通航，因为风暴已经过去，人们终于可以回家了。", "zh"),
    ],
)
def test_a_sentence_is_enough(text: str, language: str) -> None:
    assert detect_language(text, DEFAULT_LANGUAGES) == language


def test_only_the_expected_languages_are_chosen_among() -> None:
    text = "Die Fähre zur Insel fährt wieder, weil der Sturm vorüber ist."
    assert detect_language(text, ("en", "nl")) in {"en", "nl"}


@pytest.mark.parametrize("text", ["", "Ferry sails", "1234567890 " * 10, "?!" * 50])
def test_a_text_of_few_letters_has_no_language(text: str) -> None:
    assert detect_language(text, DEFAULT_LANGUAGES) is None


def test_a_single_language_needs_no_detection() -> None:
    assert detect_language("Die Fähre zur Insel fährt wieder.", ("en",)) == "en"
