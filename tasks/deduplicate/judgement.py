"""What the deduplicate stage decides on one article."""

from __future__ import annotations

from typing import Any

from schemas.article import Article, PubStatus
from schemas.model import Contract
from schemas.verdict import Verdict


class Judgement(Contract):
    """A verdict, and what follows from it for the article's own fields.

    Attributes:
        uri: the line of versions that the article belongs to, where that is not its own uri.
        version: its number in that line, where that is not the stated one.
        pubstatus: canceled, where a headline says so.
    """

    verdict: Verdict
    uri: str | None = None
    version: int | None = None
    pubstatus: PubStatus | None = None

    def in_story(self, story_id: str) -> Judgement:
        """This judgement with the story that the article belongs to."""
        verdict = self.verdict.model_copy(update={"story_id": story_id})
        return self.model_copy(update={"verdict": verdict})

    def applied(self, article: Article) -> Article:
        """The article with the fields that the judgement has settled."""
        settled: dict[str, Any] = self.model_dump(exclude={"verdict"}, exclude_none=True)
        return article.model_copy(update=settled) if settled else article
