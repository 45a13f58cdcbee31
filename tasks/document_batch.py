"""The normalize stage's batch: documents go in, articles come out."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from schemas.document import DocumentState, article_id
from schemas.failure import Stage
from tasks.batch import Batch
from tasks.normalize.content import BytesContent
from tasks.portion import Portion
from tasks.record import OUTPUT, Record, attempts_field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from schemas.article import Article
    from schemas.errors import RejectedError
    from tasks.deployment import Deployment
    from tasks.normalize.content import Content

SMALL_BYTES = 1_000_000
"""A document up to this size is fetched together with the others of its batch."""

PORTION_ITEMS = 256
"""Items of a document after which those that are ready are saved and go on."""

ATTEMPTS = attempts_field(Stage.NORMALIZE)

PORTION_SECONDS = 5.0
"""The same by time, for items that take long."""


class DocumentBatch(Batch):
    """A batch of documents; `onward` has the ids of their articles.

    A document of many items is worked on in portions: those that are ready are saved and
    sent on while it is still being read, so that it needs no more memory than a small one.
    One that takes very long is put down and taken up again later, where it was left.

    Args:
        send_on: enqueues ids of articles at the next stage.
    """

    def __init__(
        self,
        deployment: Deployment,
        ids: Sequence[str],
        send: Callable[[Sequence[str], float], None],
        send_on: Callable[[Sequence[str]], None],
    ) -> None:
        super().__init__(deployment, Stage.NORMALIZE, ids, send)
        self._send_on = send_on
        self._last: dict[Record, Portion] = {}

    def documents(self) -> Iterator[tuple[Record, Content]]:
        """The documents to work on, with their bytes."""
        return self._deployment.tracing.turns(self._fetched())

    def _fetched(self) -> Iterator[tuple[Record, Content]]:
        """The documents whose bytes are there.

        One whose bytes are gone (a server that lost part of its data) is forgotten, so that
        its watcher takes the file in again: the spool is the truth. One that has come to its end
        needs none: its message was delivered again.
        """
        state = self._deployment.state
        records = list(self)
        small = [record for record in records if record.document.size <= SMALL_BYTES]
        raws = dict(zip(small, state.raw([record.id for record in small]), strict=True))
        for record in records:
            if record in raws:
                raw = raws.pop(record)
                content: Content | None = None if raw is None else BytesContent(raw)
            else:
                content = state.content(record.document)
            if content is None:
                if not DocumentState(record.text("state")).final:
                    state.forget(record.id)
                self.close(record)
            else:
                yield record, content

    @staticmethod
    def start_of(record: Record) -> int:
        """How many items of a document were saved by an earlier attempt."""
        return record.number("progress")

    def keep(self, record: Record, items: Iterable[Article | RejectedError]) -> None:
        """Keep what a document holds, from `start_of` it on, as it comes.

        The last portion is saved with the other documents' when the batch is left.
        """
        self._go_on_with(record, record.number("sent"), self.start_of(record))
        portion = Portion(record, self.start_of(record))
        since = time.monotonic()
        for item in items:
            late = time.monotonic() - since > PORTION_SECONDS
            if portion.items and (portion.items >= PORTION_ITEMS or late):
                self._save_portion(portion)
                if self._put_down(portion):
                    return
                portion, since = portion.following(), time.monotonic()
            portion.add(item)
        self._last[record] = portion
        self.done(record.id, str(portion.end))

    @property
    def onward(self) -> list[str]:
        """The ids of all articles, in the order of the documents and of the items in each."""
        return [
            article_id(record.id, index)
            for record in self._records
            if self._has_output(record)
            for index in self._indexes(record)
        ]

    def _indexes(self, record: Record) -> Iterable[int]:
        """The items to go on with; after a redelivery some may be published already."""
        if record not in self._last:
            return range(record.number(OUTPUT[Stage.NORMALIZE]))
        return self._last[record].articles

    def _save(self) -> None:
        """All documents in one transaction: what is left of each, the items refused included."""
        if not self._last:
            return
        state, stream = self._deployment.state, self._deployment.stream
        with self._deployment.redis.pipeline(transaction=True) as pipeline:
            for record, portion in self._last.items():
                state.save_articles(pipeline, record, portion.articles)
                state.save_items(pipeline, record, portion.end)
                stream.bury(portion.failures, pipeline)
            pipeline.execute()

    def _save_portion(self, portion: Portion) -> None:
        """Save the items that are ready and send them on; the lease of the document begins anew."""
        record, state = portion.record, self._deployment.state
        with self._deployment.redis.pipeline(transaction=True) as pipeline:
            state.save_articles(pipeline, record, portion.articles)
            state.save_progress(pipeline, record, **{"progress": portion.end, ATTEMPTS: 1})
            self._deployment.stream.bury(portion.failures, pipeline)
            self._deployment.ledger.renew(pipeline, [record.document_id])
            pipeline.execute()
        self._go_on_with(record, portion.start, portion.end)

    def _go_on_with(self, record: Record, start: int, end: int) -> None:
        """Send saved items on and note it: those sent twice are worked on once."""
        if start >= end:
            return
        size = self._deployment.options.batch_size
        for first in range(start, end, size):
            ids = [article_id(record.id, index) for index in range(first, min(first + size, end))]
            self._send_on(ids)
        with self._deployment.redis.pipeline(transaction=False) as pipeline:
            self._deployment.state.save_progress(pipeline, record, sent=end)
            pipeline.execute()

    def _put_down(self, portion: Portion) -> bool:
        """Leave the rest to a later message when half of the time that a task may take is over."""
        limit = self._deployment.options.soft_time_limit_seconds
        if time.monotonic() - self._began < limit / 2:
            return False
        with self._deployment.redis.pipeline(transaction=False) as pipeline:
            # It came on: what was tried so far is no failed attempt.
            self._deployment.state.save_progress(pipeline, portion.record, **{ATTEMPTS: 0})
            pipeline.execute()
        self._send_alone(portion.record)
        return True
