"""What the summarize stage does with a batch of articles that were judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from tasks.summarize.changes import sentence_hashes
from tasks.summarize.news import read_news
from tasks.summarize.summarize import summarize

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schemas.article import Article
    from schemas.summary import Summary
    from schemas.verdict import Verdict
    from tasks.options import Options
    from tasks.summarize.drafts import Draft, Drafts
    from tasks.summarize.news import News


@dataclass(frozen=True)
class Judged:
    """An article, split into sentences, with its verdict."""

    news: News
    verdict: Verdict


def judged(article: Article, verdict: Verdict) -> Judged:
    """An article as this stage works on it."""
    return Judged(read_news(article), verdict)


@dataclass(frozen=True)
class Known:
    """What a batch needs to know besides its articles, each by article id.

    Attributes:
        before: what is remembered of the version before.
        drafts: what a backend has written.
    """

    before: Mapping[str, bytes] = field(default_factory=dict)
    drafts: Mapping[str, Draft] = field(default_factory=dict)


class Versions(Protocol):
    """Remembers the sentences of articles."""

    def remember(self, hashes: Mapping[str, bytes]) -> None:
        """Article id -> hashes of its sentences."""

    def before(self, predecessors: Mapping[str, str]) -> dict[str, bytes]:
        """Article id -> id of its predecessor in; article id -> hashes of that one's sentences out,
        where they are known.
        """


class Summarizer:
    """Makes the summaries of a batch.

    Args:
        drafts: the backend, if one is set.
    """

    def __init__(self, options: Options, versions: Versions, drafts: Drafts | None = None) -> None:
        self._options = options
        self._versions = versions
        self._drafts = drafts

    def look_up(self, batch: Mapping[str, Judged]) -> Known:
        """What the batch needs to know; its own sentences are remembered for later versions.

        Raises:
            redis.RedisError: the server cannot be asked.
        """
        self._versions.remember(
            {article_id: sentence_hashes(each.news) for article_id, each in batch.items()}
        )
        predecessors = {
            article_id: each.verdict.version_of
            for article_id, each in batch.items()
            if each.verdict.version_of is not None
        }
        open_ = {
            each: batch[each].news.article for each in batch if not batch[each].verdict.suppressed
        }
        return Known(
            before=self._versions.before(predecessors),
            drafts=self._drafts.write(open_) if self._drafts else {},
        )

    def summary(self, article_id: str, item: Judged, known: Known) -> Summary | None:
        """The summary of an article; None of a copy, whose event carries none."""
        if item.verdict.suppressed:
            return None
        return summarize(
            item.news,
            self._options,
            draft=known.drafts.get(article_id),
            before=known.before.get(article_id),
        )
