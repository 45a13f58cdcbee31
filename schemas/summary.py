"""A summary whose every sentence can be found in the article."""

from __future__ import annotations

from pydantic import Field

from schemas.model import Contract


class SummarySentence(Contract):
    """A sentence taken verbatim from `body_text`."""

    text: str

    start: int = Field(ge=0)
    """First code point of the sentence in `body_text`."""

    end: int = Field(ge=0)
    """Code point after the last: `body_text[start:end] == text`."""


class Summary(Contract):
    """The gist of an article; never empty for an article that is not empty."""

    text: str
    """The summary for display."""

    sentences: tuple[SummarySentence, ...] = ()
    """The sentences it was made of, in the order of the article; empty if it was not."""

    method: str
    """How it was made: `lead`, `first_words`, `description` or `headline`."""

    language: str | None = None
    keywords: tuple[str, ...] = ()
