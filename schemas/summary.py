"""A summary whose every sentence can be found in the article."""

from __future__ import annotations

from pydantic import Field

from schemas.model import Contract


class Excerpt(Contract):
    """Words taken verbatim from `body_text`."""

    text: str

    start: int = Field(ge=0)
    """First code point of the words in `body_text`."""

    end: int = Field(ge=0)
    """Code point after the last: `body_text[start:end] == text`."""


class SummarySentence(Excerpt):
    """A sentence taken verbatim from `body_text`."""


class Quote(Excerpt):
    """What somebody said, without the quotation marks."""

    speaker: str | None = None
    """Who said it, in the words of the article; absent where that is not plain."""


class Summary(Contract):
    """The gist of an article; never empty for an article that is not empty."""

    text: str
    """The summary for display."""

    sentences: tuple[SummarySentence, ...] = ()
    """The sentences it was made of, in the order of the article; empty if it was not."""

    method: str
    """How it was made: `extractive`, `lead`, `first_words`, `description` or `headline`, or by the
    backend of this name."""

    fallback: str | None = None
    """Why it was not made by the method that is set; absent if it was."""

    language: str | None = None

    compression: float | None = Field(default=None, ge=0)
    """Words of the summary by words of the article's text; absent for an article without text."""

    keywords: tuple[str, ...] = ()
    """Words that tell this article from others, the weightiest first."""

    names: tuple[str, ...] | None = None
    """People, places and organizations as they are written, in the order of their first mention;
    absent in entries of before they were looked for."""

    quotes: tuple[Quote, ...] | None = None
    """What is quoted, in the order of the article; absent likewise."""

    changes: tuple[SummarySentence, ...] | None = None
    """Of a version: its sentences that the version before did not have; absent where that is not
    known."""
