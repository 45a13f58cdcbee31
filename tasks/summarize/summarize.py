"""From an article to its summary: the lead, because news puts first what matters most."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from schemas.summary import Summary, SummarySentence
from tasks.credit_lines import is_boilerplate
from tasks.summarize.boilerplate import LONGEST_LINE, dateline_length, stated_dateline_length
from tasks.summarize.sentences import Span, lines, sentences_of_line
from tasks.summarize.words import count_words, end_of_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.article import Article
    from tasks.options import Options

OVERLONG = 1.5
"""A first sentence of more than this many budgets is cut after the budget's last word."""

MOST_LINES = 200
"""How far into the body the lead is looked for; a text is not all credits for longer."""


def summarize(article: Article, options: Options) -> Summary | None:
    """The summary of an article; None where it has neither body nor headline nor description.

    The first of these that yields something, named by `method`: `lead`, whole sentences up to
    `options.summary_words`; `first_words`, the beginning of a sentence too long for that;
    `description`, the supplier's own abstract; `headline`.
    """
    return (
        _from_body(article, options.summary_words)
        or _from_field("description", article, article.description or "", options.summary_words)
        or _from_field("headline", article, article.headline, options.summary_words)
        or _from_raw_body(article, options.summary_words)
    )


def _from_body(article: Article, budget: int) -> Summary | None:
    body = article.body_text
    candidates = _sentences(article)
    first = next(candidates, None)
    if first is None:
        return None
    most = int(budget * OVERLONG)
    used = count_words(body, *first, most + 1)
    if used > most:
        return _extract(article, "first_words", [_first_words(body, first, budget)])
    chosen = [first]
    for span in candidates:
        used += count_words(body, *span, budget + 1)
        if used > budget:
            break
        chosen.append(span)
    return _extract(article, "lead", chosen)


def _from_raw_body(article: Article, budget: int) -> Summary | None:
    """The first words of a body that is nothing but credits: still better than no summary."""
    line = next(lines(article.body_text), None)
    if line is None:
        return None
    return _extract(article, "first_words", [_first_words(article.body_text, line, budget)])


def _from_field(method: str, article: Article, field: str, budget: int) -> Summary | None:
    line = " ".join(field.split())
    if not line:
        return None
    if count_words(line, 0, len(line), int(budget * OVERLONG) + 1) > budget * OVERLONG:
        line = line[: end_of_words(line, 0, len(line), budget)]
    return Summary(text=line, method=method, language=article.language)


def _sentences(article: Article) -> Iterator[Span]:
    """The body's sentences, lazily: without datelines, bylines, credits and notices."""
    body = article.body_text
    for line in islice(lines(body), MOST_LINES):
        if is_boilerplate(body[line.start : min(line.end, line.start + LONGEST_LINE + 1)]):
            continue
        news = line.start + _dateline_length(article, line)
        for start, end in sentences_of_line(body, line, article.language):
            span = Span(max(start, news), end)
            if not is_boilerplate(body[span.start : min(end, span.start + LONGEST_LINE + 1)]):
                yield span


def _dateline_length(article: Article, line: Span) -> int:
    opening = article.body_text[line.start : min(line.end, line.start + LONGEST_LINE)]
    stated = article.dateline.text if article.dateline else ""
    return max(stated_dateline_length(opening, stated), dateline_length(opening))


def _first_words(text: str, span: Span, budget: int) -> Span:
    return Span(span.start, end_of_words(text, *span, budget))


def _extract(article: Article, method: str, spans: list[Span]) -> Summary:
    sentences = tuple(
        SummarySentence(text=article.body_text[start:end], start=start, end=end)
        for start, end in spans
    )
    return Summary(
        text=" ".join(sentence.text for sentence in sentences),
        sentences=sentences,
        method=method,
        language=article.language,
    )
