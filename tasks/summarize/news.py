"""The sentences of an article that tell news, in order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from tasks.credit_lines import is_boilerplate
from tasks.deduplicate.words import fold, words_of_lines
from tasks.summarize.boilerplate import (
    LONGEST_CREDIT,
    LONGEST_LINE,
    is_caption,
    stated_dateline_length,
)
from tasks.summarize.full_stops import conventions_of
from tasks.summarize.sentences import Span, lines, opening_dateline, sentences_of_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.article import Article

MOST_LINES = 1_000
MOST_SENTENCES = 500
"""How far into the body sentences are looked for: what matters most stands before that, and the
time that a summary takes has a limit."""

LONGEST_SENTENCE = 600
"""Code points of a sentence whose words are looked at."""


@dataclass(frozen=True)
class News:
    """An article, and its sentences but for datelines, bylines, credits, notices and captions.

    Attributes:
        spans: where its first `MOST_SENTENCES` stand in the body.
    """

    article: Article
    spans: list[Span]

    @cached_property
    def sentences(self) -> list[str]:
        """The sentences, verbatim."""
        return [self.article.body_text[start:end] for start, end in self.spans]

    @cached_property
    def words(self) -> list[list[str]]:
        """The words of each sentence's beginning, as they are compared: in small letters."""
        beginnings = [sentence[:LONGEST_SENTENCE] for sentence in self.sentences]
        return words_of_lines(fold("\n".join(beginnings))) if beginnings else []


def read_news(article: Article) -> News:
    """An article split into the sentences that tell news."""
    return News(article, list(islice(_sentences(article), MOST_SENTENCES)))


def _sentences(article: Article) -> Iterator[Span]:
    body, conventions = article.body_text, conventions_of(article.language)
    stated = article.dateline.text if article.dateline else ""
    for line in _telling_lines(body):
        dateline = opening_dateline(body, line)
        news = line.start + dateline
        if stated and body.startswith(stated, *line):
            opening = body[line.start : line.end]
            news = max(news, line.start + stated_dateline_length(opening, stated))
        for sentence in sentences_of_line(body, line, conventions, dateline):
            span = sentence if sentence.start >= news else Span(news, sentence.end)
            if span == line or not _is_boilerplate(body, span):
                yield span


def _telling_lines(body: str) -> list[Span]:
    """The lines that tell something; captions only where there is nothing else."""
    told = [line for line in islice(lines(body), MOST_LINES) if not _is_boilerplate(body, line)]
    return [line for line in told if not _is_caption(body, line)] or told


def _is_caption(body: str, line: Span) -> bool:
    start, end = line
    return is_caption(body[max(start, end - LONGEST_CREDIT) : end])


def _is_boilerplate(body: str, span: Span) -> bool:
    start, end = span
    return is_boilerplate(body[start : min(end, start + LONGEST_LINE + 1)])
