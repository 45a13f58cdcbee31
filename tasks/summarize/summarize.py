"""From an article to its summary: what a reader should know first, and what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.summary import Quote, Summary, SummarySentence
from tasks.normalize.words import count_words
from tasks.summarize.changes import new_sentences
from tasks.summarize.gist import EXTRACTIVE, LEAD, Gist, extract
from tasks.summarize.keywords import keywords
from tasks.summarize.names import names
from tasks.summarize.quotes import quotes
from tasks.summarize.words import runs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from schemas.article import Article
    from tasks.options import Options
    from tasks.summarize.drafts import Draft
    from tasks.summarize.news import News
    from tasks.summarize.sentences import Span

MOST_CODE_POINTS = 20_000
"""How far into the body names and quotes are looked for."""


def summarize(
    news: News,
    options: Options,
    *,
    draft: Draft | None = None,
    before: bytes | None = None,
) -> Summary | None:
    """The summary of an article; None where it has neither body nor headline nor description.

    Args:
        draft: what a backend has made of it.
        before: what is remembered of the version before, if it is one.
    """
    gist = _gist(news, options, draft)
    if gist is None:
        return None
    article, body, sentences = news.article, news.article.body_text, news.sentences
    text = "\n".join(sentences)
    written = runs(text) if len(text) <= MOST_CODE_POINTS else None
    changes = None if before is None else new_sentences(news, before)
    return Summary(
        text=gist.text,
        sentences=_excerpts(article, gist.spans),
        method=gist.method,
        fallback=draft.refusal if draft else None,
        language=article.language,
        compression=_compression(article, gist.text),
        keywords=keywords(sentences, article.headline, article.language, written=written),
        names=names(text[:MOST_CODE_POINTS], article.language, written=written),
        quotes=tuple(
            Quote(text=body[start:end], start=start, end=end, speaker=speaker)
            for start, end, speaker in quotes(body[:MOST_CODE_POINTS], article.language)
        ),
        changes=None if changes is None else _excerpts(article, changes),
    )


def _gist(news: News, options: Options, draft: Draft | None) -> Gist | None:
    if draft and draft.refusal is None:
        return Gist(draft.method, draft.text)
    method = LEAD if options.summary_method == LEAD else EXTRACTIVE
    return extract(news, options.summary_words, method)


def _excerpts(article: Article, spans: Iterable[Span]) -> tuple[SummarySentence, ...]:
    return tuple(
        SummarySentence(text=article.body_text[start:end], start=start, end=end)
        for start, end in spans
    )


def _compression(article: Article, text: str) -> float | None:
    """Words of the summary by words of the text; None for an article without text."""
    words = article.word_count or count_words(article.body_text)
    return round(count_words(text) / words, 3) if words else None
