"""From a judgement to the story that its article belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.article import PubStatus
from tasks.deduplicate.stories.clustering import report_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schemas.article import Article
    from tasks.deduplicate.judgement import Judgement
    from tasks.deduplicate.stories.clustering import Stories


def grouped(
    judgements: Mapping[str, Judgement], articles: Mapping[str, Article], stories: Stories
) -> dict[str, Judgement]:
    """The judgements of a batch with the story of each article, by article id.

    Copies and withdrawals get the story that they are about, but are no reports of it.

    Raises:
        redis.RedisError: the stories cannot be asked.
    """
    reports = {}
    for article_id, judgement in judgements.items():
        article = judgement.applied(articles[article_id])
        is_report = not judgement.verdict.suppressed and article.pubstatus is not PubStatus.CANCELED
        reports[article_id] = report_of(article, is_copy=not is_report)
    joined = stories.join(reports)
    return {each: judgements[each].in_story(joined[each]) for each in judgements}
