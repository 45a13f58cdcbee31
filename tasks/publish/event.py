"""From an article with its verdict and summary to the event that subscribers read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from schemas.document import traceparent
from schemas.event import ArticleData, ArticleEvent, EventType, event_type

if TYPE_CHECKING:
    from schemas.article import Article
    from schemas.summary import Summary
    from schemas.verdict import Verdict
    from tasks.record import Record


def event_of(record: Record) -> ArticleEvent:
    """The event of an article that has been through all stages."""
    return make_event(
        document_id=record.document_id,
        article_id=record.id,
        source=record.text("source"),
        article=record.judgement.applied(record.article),
        verdict=record.verdict,
        summary=record.summary,
    )


def make_event(
    *,
    document_id: str,
    article_id: str,
    source: str,
    article: Article,
    verdict: Verdict,
    summary: Summary | None,
) -> ArticleEvent:
    """The event of one article; a duplicate's carries neither text nor summary.

    Args:
        source: the deployment and spool, as `wiredesk/<spool>`.
    """
    kind = event_type(article, verdict)
    summary = None if kind is EventType.DUPLICATE else summary
    return ArticleEvent(
        id=article_id,
        source=source,
        type=kind,
        subject=article.uri,
        time=dt.datetime.now(dt.UTC),
        traceparent=traceparent(document_id, article_id),
        data=ArticleData.model_validate({**vars(article), "verdict": verdict, "summary": summary}),
    )
