"""The language of a text, among those that the deployment expects."""

from __future__ import annotations

from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SAMPLE = 1_000
"""Code points that are looked at: enough for any language, and the work stays small."""

LEAST_LETTERS = 20
"""A text with fewer letters gets no language: a guess would be worth nothing."""


def detect_language(text: str, languages: tuple[str, ...]) -> str | None:
    """The most likely of these languages, None for a text that is too short to tell.

    Args:
        languages: ISO 639-1 codes.
    """
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < LEAST_LETTERS:
        return None
    if len(languages) == 1:
        return languages[0]
    code, _ = _identifier(languages).classify(sample)
    return str(code)


@cache
def _identifier(languages: tuple[str, ...]) -> Any:
    """The model, loaded once for each process and set of languages (0.1 s)."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([code for code in languages if code in identifier.labels] or None)
    return identifier
