"""Some items of a document, one after another, on their way into the records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from schemas.article import Article
from schemas.document import article_id
from schemas.failure import Stage
from tasks.publish.dead_letters import make_failure

if TYPE_CHECKING:
    from schemas.errors import RejectedError
    from schemas.failure import Failure
    from tasks.record import Record


@dataclass
class Portion:
    """Consecutive items of one document.

    Attributes:
        start: index of the first item.
        items: how many there are.
        articles: those that are articles, by index.
        failures: the dead letters of the others.
    """

    record: Record
    start: int
    items: int = 0
    articles: dict[int, Article] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The index after the last item."""
        return self.start + self.items

    def add(self, item: Article | RejectedError) -> None:
        """Take the next item in."""
        if isinstance(item, Article):
            self.articles[self.end] = item
        else:
            failure = make_failure(self.record, Stage.NORMALIZE, item)
            identity = article_id(self.record.id, self.end)
            self.failures.append(failure.model_copy(update={"article_id": identity}))
        self.items += 1

    def following(self) -> Portion:
        """The portion that begins where this one ends."""
        return Portion(self.record, self.end)
