"""What Redis knows of each document and article.

Messages carry ids only. A stage reads the records of its batch in one round trip, works,
and writes its output in another; a record that has a stage's output is not worked on again.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from redis.exceptions import RedisError

from schemas.document import Document, DocumentState, article_id
from schemas.failure import Stage
from tasks.record import (
    OUTPUT,
    Disposition,
    Record,
    attempts_field,
    disposition_of,
    done_field,
    ended_field,
)
from tasks.scripts import flat, load_script
from tasks.stored_content import StoredContent
from tasks.update import Update

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from redis import Redis
    from redis.client import Pipeline

    from schemas.article import Article
    from tasks.keys import Keys
    from tasks.ledger import Ledger
    from tasks.normalize.content import Content
    from tasks.options import Options

UNCLAIMED_SECONDS = 3_600
"""How long the bytes of a large document are kept that was never admitted."""


class State:
    """Reads and writes the records; every method is one round trip for a whole batch."""

    def __init__(self, redis: Redis, keys: Keys, options: Options) -> None:
        self._redis = redis
        self._keys = keys
        self._options = options
        self._admit = load_script(redis, "tasks", "admit")
        self._update = Update(redis)
        self._owed: dict[tuple[str, str], int] = {}

    def admit(self, documents: Sequence[tuple[Document, bytes]], source: str) -> list[bool]:
        """Take documents in with their bytes; True for those that were not known before."""
        pipeline = self._redis.pipeline(transaction=False)
        for document, raw in documents:
            self.admit_into(pipeline, document, raw, source)
        return [bool(admitted) for admitted in pipeline.execute()]

    def admit_into(
        self, pipeline: Pipeline, document: Document, raw: bytes | None, source: str
    ) -> None:
        """Put into a pipeline: take one document in, with its bytes and its ledger entry.

        Args:
            raw: the bytes; None if they were put before.
        """
        now = time.time()
        keys = self._keys
        fields: dict[str, str | float] = {
            "document": document.to_json(),
            "path": document.path,
            "source": source,
            "state": DocumentState.ADMITTED.value,
            "at:admit": now,
        }
        self._admit(
            keys=[keys.document(document.id), keys.raw(document.id), keys.pending],
            args=[
                document.id,
                now + self._options.lease_seconds,
                "put" if raw is None else "given",
                b"" if raw is None else raw,
                *flat(fields),
            ],
            pipeline=pipeline,
        )

    def put_piece(self, document_id: str, start: int, piece: bytes) -> None:
        """Put some bytes of a large document on the server, before it is admitted.

        They go away by themselves if it never is.
        """
        key = self._keys.raw(document_id)
        pipeline = self._redis.pipeline(transaction=False)
        pipeline.setrange(key, start, piece)
        pipeline.expire(key, UNCLAIMED_SECONDS)
        pipeline.execute()

    def admit_put(self, document: Document, source: str) -> bool:
        """Take a document in whose bytes were put before; False if it was known already."""
        pipeline = self._redis.pipeline(transaction=False)
        self.admit_into(pipeline, document, None, source)
        [admitted] = pipeline.execute()
        return bool(admitted)

    def dispositions(self, document_ids: Sequence[str]) -> list[Disposition | None]:
        """Where each document stands, with its failures; None for one the server does not know."""
        pipeline = self._redis.pipeline(transaction=False)
        for document_id in document_ids:
            pipeline.hgetall(self._keys.document(document_id))
        found = zip(document_ids, pipeline.execute(), strict=True)
        return [disposition_of(Record(document_id, fields)) for document_id, fields in found]

    def load(self, stage: Stage, ids: Sequence[str]) -> list[Record]:
        """The records of a batch; ids that the server does not know any more are left out."""
        if self._owed:
            self._pay()
        pipeline = self._redis.pipeline(transaction=False)
        for record_id in ids:
            pipeline.hgetall(self._key(stage, record_id))
        found = zip(ids, pipeline.execute(), strict=True)
        return [Record(record_id, fields) for record_id, fields in found if fields]

    def raw(self, document_ids: Sequence[str]) -> list[bytes | None]:
        """The bytes of documents, None where they are gone."""
        if not document_ids:
            return []
        raws: Any = self._redis.mget([self._keys.raw(each) for each in document_ids])
        return list(raws)

    def content(self, document: Document) -> Content | None:
        """The bytes of a large document, read in pieces; None where they are gone."""
        key = self._keys.raw(document.id)
        if self._redis.strlen(key) != document.size:
            return None
        return StoredContent(self._redis, key, document.size)

    def begin(
        self,
        stage: Stage,
        attempts: Mapping[Record, int],
        ledger: Ledger,
        pause_seconds: float = 0,
    ) -> None:
        """Note that a stage begins: an attempt for each record, a lease for each document.

        The count is set, not raised, so that a command repeated after a lost reply does
        not count twice.
        """
        times: dict[str, dict[str, str | float]] = {}
        for record in attempts:
            known = times.setdefault(record.document_id, {f"at:{stage.value}": time.time()})
            if stage is not Stage.NORMALIZE:
                known |= record.done
        begun = {self._keys.document(document_id): fields for document_id, fields in times.items()}
        for record, attempt in attempts.items():
            begun.setdefault(self._key(stage, record.id), {})[attempts_field(stage)] = attempt
        pipeline = self._redis.pipeline(transaction=False)
        self._update(begun, pipeline=pipeline)
        ledger.renew(pipeline, times, pause_seconds)
        pipeline.execute()

    def forgive(self, stage: Stage, before: Mapping[Record, int]) -> None:
        """Set attempts back: at once, or before the next batch if the server is away.

        One that is away again and again must not make poison of what was in work.
        """
        field = attempts_field(stage)
        self._owed |= {(self._key(stage, each.id), field): before[each] for each in before}
        with suppress(RedisError):
            self._pay()

    def _pay(self) -> None:
        pipeline = self._redis.pipeline(transaction=False)
        owed = {key: {field: n} for (key, field), n in self._owed.items() if n}
        self._update(owed, pipeline=pipeline)
        for (key, field), count in self._owed.items():
            if not count:
                # A server without memory refuses every write but those that make room.
                pipeline.hdel(key, field)
        pipeline.execute()
        self._owed.clear()

    def note_end(self, stage: Stage, ids: Sequence[str], how: str) -> None:
        """Note how the process ended that worked on these records: evidence, if it is poison."""
        self._update({self._key(stage, each): {ended_field(stage): how} for each in ids})

    def save(self, stage: Stage, outputs: Mapping[str, str]) -> None:
        """Write the outputs of a stage, by record id; their attempts are over."""
        now = time.time()
        records: dict[str, dict[str, str | float]] = {
            self._key(stage, record_id): {OUTPUT[stage]: output, done_field(stage): now}
            for record_id, output in outputs.items()
        }
        self._update(records, over=attempts_field(stage))

    def save_articles(
        self, pipeline: Pipeline, document: Record, articles: Mapping[int, Article]
    ) -> None:
        """Put into a transaction: articles of one document, by index."""
        for index, article in articles.items():
            fields: dict[Any, Any] = {
                "document_id": document.id,
                "path": document.path,
                "source": document.text("source"),
                "article": article.to_json(),
            }
            if article.provenance.member is not None:
                fields["member"] = article.provenance.member
            pipeline.hset(self._keys.article(article_id(document.id, index)), mapping=fields)

    def save_items(self, pipeline: Pipeline, document: Record, items: int) -> None:
        """Put into a transaction: how many items a document has, now that all are saved."""
        key = self._keys.document(document.id)
        stage = Stage.NORMALIZE
        fields = {OUTPUT[stage]: items, done_field(stage): time.time()}
        self._update({key: fields}, over=attempts_field(stage), pipeline=pipeline)

    def save_progress(self, pipeline: Pipeline, document: Record, **fields: int) -> None:
        """Put into a transaction: how far a long document has come.

        Args:
            fields: `progress`, the items that are saved; `sent`, those that went on.
        """
        self._update({self._keys.document(document.id): fields}, pipeline=pipeline)

    def forget(self, document_id: str) -> None:
        """Drop a document whose bytes are gone: its watcher will take the file in again."""
        keys = self._keys
        with self._redis.pipeline(transaction=True) as pipeline:
            pipeline.unlink(keys.document(document_id), keys.raw(document_id))
            pipeline.zrem(keys.pending, document_id)
            pipeline.execute()

    def _key(self, stage: Stage, record_id: str) -> str:
        if stage is Stage.NORMALIZE:
            return self._keys.document(record_id)
        return self._keys.article(record_id)
