"""From an article to its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.article import Article, PubStatus
from schemas.verdict import Verdict, VerdictKind
from tasks.deduplicate.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tasks.deduplicate.index import Index


def deduplicate(articles: Mapping[str, Article], index: Index) -> dict[str, Verdict]:
    """Verdicts for a batch, by article id; copies within the batch are seen too.

    Raises:
        redis.RedisError: the index cannot be asked.
    """
    owners = index.claim(
        {
            article_id: fingerprint(article)
            for article_id, article in articles.items()
            if article.pubstatus is not PubStatus.CANCELED
        }
    )
    return {article_id: verdict(article_id, owners.get(article_id)) for article_id in articles}


def verdict(article_id: str, owner: str | None) -> Verdict:
    """What follows from who was first with the text; None where nobody was asked."""
    if owner is None:
        reason = "a withdrawal is never taken for a copy"
        return Verdict(kind=VerdictKind.ORIGINAL, canonical_id=article_id, reason=reason)
    if owner == article_id:
        reason = "the first with this headline and text"
        return Verdict(kind=VerdictKind.ORIGINAL, canonical_id=article_id, reason=reason)
    reason = f"the same headline and text as {owner}"
    return Verdict(kind=VerdictKind.EXACT, canonical_id=owner, scores={"text": 1.0}, reason=reason)
