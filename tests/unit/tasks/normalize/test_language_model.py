from __future__ import annotations

import numpy as np
import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from tasks.normalize.language_model import LONGEST, LanguageModel, known_languages
from tasks.options import DEFAULT_LANGUAGES

TEXTS = (
    "Die Fähre zur Insel fährt wieder, weil der Sturm vorüber ist. " * 20,
    "THE FERRY SAILS AGAIN",
    "渡轮今天恢复通航，因为风暴已经过去",
    "Пором знову ходить на острів, бо шторм минув.",
    "a\ud800b\0c \U0001f600",
)


@pytest.fixture(scope="module")
def original() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("languages", [DEFAULT_LANGUAGES, None], ids=["expected", "all"])
def test_the_likelihoods_are_those_of_py3langid(
    original: LanguageIdentifier, text: str, languages: tuple[str, ...] | None
) -> None:
    original.set_languages(languages)
    wanted = original.rank(text)
    model = LanguageModel.of(languages or known_languages())
    found = sorted(zip(model.likelihoods(text), model.languages, strict=True))
    assert [language for _, language in found[:-4:-1]] == [language for language, _ in wanted][:3]
    likelihoods = {language: likelihood for likelihood, language in found}
    assert likelihoods == pytest.approx(dict(wanted), rel=1e-4, abs=0.05)


def test_no_sequence_is_longer_than_what_is_walked(original: LanguageIdentifier) -> None:
    moves = np.frombuffer(original.tk_nextmove, dtype=np.uint32).reshape(-1, 256)
    rows = np.frombuffer(original.tk_row, dtype=np.uint16)
    reached = np.zeros(len(rows), dtype=bool)
    last, longest = np.array([0]), -1
    while len(last):
        reached[last] = True
        following = np.zeros_like(reached)
        following[moves[rows[last]]] = True
        last, longest = np.flatnonzero(following & ~reached), longest + 1
    assert longest == LONGEST


def test_no_sequence_has_a_nul(original: LanguageIdentifier) -> None:
    assert not any(original.tk_nextmove[::256])
    assert original.tk_output[0] == -1


def test_a_text_without_sequences_says_nothing_of_its_language() -> None:
    assert LanguageModel.of(("en", "de")).likelihoods("") == [0.0, 0.0]
