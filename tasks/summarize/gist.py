"""The sentences that make up a summary, by the first method that yields any."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from tasks.deduplicate.words import fold
from tasks.deduplicate.words import words as split_words
from tasks.summarize.centrality import scores
from tasks.summarize.likeness import likeness
from tasks.summarize.selection import OVERLONG, first_ones, most_telling
from tasks.summarize.sentences import lines
from tasks.summarize.words import count_words, counts_of_words, end_of_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.article import Article
    from tasks.summarize.news import News
    from tasks.summarize.sentences import Span

EXTRACTIVE, LEAD = "extractive", "lead"
SCANTY = 1 / 3
"""Share of the length asked for: less says less than the first words of a long sentence do."""

MOST_WEIGHED = 150
"""Sentences of which the most telling are chosen: the first ones."""


@dataclass(frozen=True)
class Gist:
    """What a summary says.

    Attributes:
        text: for display.
        spans: the sentences of the body that it was made of; empty if it was not.
    """

    method: str
    text: str
    spans: tuple[Span, ...] = ()


def extract(news: News, words: int, method: str = EXTRACTIVE) -> Gist | None:
    """The gist of an article; None where it has neither body nor headline nor description.

    The first of these that yields something: the method asked for; `first_words` of a first
    sentence that is too long; `description`, the supplier's own abstract; `headline`.

    Args:
        words: the length to aim for.
        method: `extractive` or `lead`.
    """
    article = news.article
    return (
        _chosen(news, words, method)
        or _first_words(article, news.spans, words)
        or _from_field("description", article.description or "", words)
        or _from_field("headline", article.headline, words)
        or _first_words(article, list(islice(lines(article.body_text), 1)), words)
    )


def choose(news: News, words: int, most: int | None = None) -> list[Span]:
    """The most telling sentences, in their order; none where the first one is too long and what
    the others say is scanty.

    Args:
        most: sentences at most.
    """
    spans = news.spans[:MOST_WEIGHED]
    lengths = _lengths(news, len(spans), words)
    title = split_words(fold(news.article.headline))
    found = likeness(news.words[:MOST_WEIGHED], title)
    chosen = most_telling(scores(found, lengths), found.sentences, lengths, words, most)
    total = sum(lengths[place] for place in chosen)
    if lengths and lengths[0] > words * OVERLONG and total < words * SCANTY:
        return []
    return [spans[place] for place in chosen]


def lead(news: News, words: int, most: int | None = None) -> list[Span]:
    """The first sentences, likewise."""
    lengths = _lengths(news, words + 1, words)
    return [news.spans[place] for place in first_ones(lengths, words, most)]


def _lengths(news: News, count: int, words: int) -> list[int]:
    """Words of each of the first sentences, counted no further than matters."""
    return counts_of_words(news.sentences[:count], int(words * OVERLONG) + 1)


def _chosen(news: News, words: int, method: str) -> Gist | None:
    chosen = (lead if method == LEAD else choose)(news, words)
    return _gist(news.article, method, chosen) if chosen else None


def _first_words(article: Article, spans: Sequence[Span], words: int) -> Gist | None:
    """The beginning of a sentence that is too long; of a body that is nothing but credits, too."""
    if not spans:
        return None
    first = spans[0]
    end = end_of_words(article.body_text, *first, words)
    return _gist(article, "first_words", [first._replace(end=end)])


def _gist(article: Article, method: str, spans: Sequence[Span]) -> Gist:
    text = " ".join(article.body_text[start:end] for start, end in spans)
    return Gist(method, text, tuple(spans))


def _from_field(method: str, field: str, words: int) -> Gist | None:
    line = " ".join(field.split())
    if not line:
        return None
    if count_words(line, 0, len(line), int(words * OVERLONG) + 1) > words * OVERLONG:
        line = line[: end_of_words(line, 0, len(line), words)]
    return Gist(method, line)
