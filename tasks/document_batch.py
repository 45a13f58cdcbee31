"""The normalize stage's batch: documents go in, articles come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.article import Article
from schemas.document import article_id
from schemas.failure import Stage
from tasks.batch import Batch
from tasks.normalize.content import BytesContent
from tasks.publish.dead_letters import make_failure
from tasks.record import OUTPUT, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from schemas.errors import RejectedError
    from schemas.failure import Failure
    from tasks.deployment import Deployment
    from tasks.normalize.content import Content


class DocumentBatch(Batch):
    """A batch of documents; `onward` has the ids of their articles."""

    def __init__(
        self,
        deployment: Deployment,
        ids: Sequence[str],
        send: Callable[[Sequence[str], float], None],
    ) -> None:
        super().__init__(deployment, Stage.NORMALIZE, ids, send)
        self._items: dict[Record, Sequence[Article | RejectedError]] = {}

    def documents(self) -> Iterator[tuple[Record, Content]]:
        """The documents to work on, with their bytes.

        One whose bytes are gone (a server that lost part of its data) is forgotten, so that
        its watcher takes the file in again: the spool is the truth.
        """
        records = list(self)
        raws = self._deployment.state.raw([record.id for record in records])
        for record, raw in zip(records, raws, strict=True):
            if raw is None:
                self._deployment.state.forget(record.id)
                self.close(record)
            else:
                yield record, BytesContent(raw)

    def keep(self, record: Record, items: Sequence[Article | RejectedError]) -> None:
        """Keep what a document holds; it is saved with the others' when the batch is left."""
        self._items[record] = items
        self.done(record.id, str(len(items)))

    @property
    def onward(self) -> list[str]:
        """The ids of all articles, in the order of the documents and of the items in each."""
        return [
            article_id(record.id, index)
            for record in self._records
            if self._has_output(record)
            for index in self._indexes(record)
        ]

    def _indexes(self, record: Record) -> Sequence[int]:
        """The items to go on with; after a redelivery some may be published already."""
        if record not in self._items:
            return range(record.number(OUTPUT[Stage.NORMALIZE]))
        return [i for i, item in enumerate(self._items[record]) if isinstance(item, Article)]

    def _save(self) -> None:
        """All documents in one transaction: the items of each, those refused included."""
        if not self._items:
            return
        with self._deployment.redis.pipeline(transaction=True) as pipeline:
            for record, items in self._items.items():
                articles = {i: item for i, item in enumerate(items) if isinstance(item, Article)}
                self._deployment.state.save_articles(pipeline, record, articles, len(items))
                self._deployment.stream.bury(self._refused(record, items), pipeline)
            pipeline.execute()

    def _refused(self, record: Record, items: Sequence[Article | RejectedError]) -> list[Failure]:
        return [
            make_failure(record, Stage.NORMALIZE, item).model_copy(
                update={"article_id": article_id(record.id, index)}
            )
            for index, item in enumerate(items)
            if not isinstance(item, Article)
        ]
