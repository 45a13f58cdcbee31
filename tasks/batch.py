"""One stage's work on one batch: who is to be worked on, what came out, who failed.

A message may be delivered again, and a document may end the process that works on it. So
an attempt is counted before the work begins. A record that was tried before is sent on its
own, where it can harm nobody; after the last attempt it becomes a failure.
"""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Self

import redis
import structlog
from celery.exceptions import SoftTimeLimitExceeded

from schemas.errors import RejectedError, RetryableError
from schemas.failure import FailureReason, Stage
from tasks.at_work import AT_WORK
from tasks.faults import BUGS, over_limit, told
from tasks.publish.dead_letters import LOGGED_FIELDS, make_failure
from tasks.record import OUTPUT, Record
from tasks.transient import TRANSIENT, refuses_writes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import TracebackType

    from schemas.failure import Failure
    from tasks.deployment import Deployment

log = structlog.get_logger()

LIMITS = (SoftTimeLimitExceeded, MemoryError)
"""What ends a batch early: each record that is not done by then gets a chance alone."""

POISON_AFTER = 2
"""Attempts at the least before a record is poison: at the first one it may only have been beside
another that ended the process."""

LONGEST_RETRY_SECONDS = 60
"""Longest pause before a retry, far below 900 s: then the broker delivers a second time."""


class Batch:
    """A context in which a stage works on its records, one `attempt` each.

    Iterating gives the records to work on. On leaving, outputs are saved in one round
    trip, also when the soft time limit ended the work early; `onward` then has the ids
    for the next stage.

    Args:
        send: enqueues ids at this stage again: `send(ids, countdown in seconds)`.
    """

    def __init__(
        self,
        deployment: Deployment,
        stage: Stage,
        ids: Sequence[str],
        send: Callable[[Sequence[str], float], None],
    ) -> None:
        self._deployment = deployment
        self._stage = stage
        self._send = send
        self._began = time.monotonic()
        self._alone = len(ids) == 1
        self._records = deployment.state.load(stage, ids)
        self._attempts: dict[Record, int] = {}
        self._outputs: dict[str, str] = {}
        self._failures: dict[Record, Failure] = {}
        self._closed: set[Record] = set()

    def __enter__(self) -> Self:
        limit = max(self._deployment.options.max_attempts, POISON_AFTER)
        for record in self._unfinished():
            tried = record.attempts(self._stage)
            if tried and not self._alone:
                self._send_alone(record)
            elif tried >= limit:
                self._give_up(record, tried)
            else:
                self._attempts[record] = tried + 1
        try:
            self._deployment.state.begin(self._stage, self._attempts, self._deployment.ledger)
        except redis.RedisError as error:
            self._forgive(error)
            raise
        return self

    def __iter__(self) -> Iterator[Record]:
        """The records to work on."""
        return iter(self._attempts)

    @contextmanager
    def attempt(self, record: Record) -> Iterator[None]:
        """Work on one record: whatever it raises is its own affair and not its neighbours'.

        Raises:
            RetryableError, redis.RedisError, and `LIMITS`: these are about the whole batch.
        """
        before = AT_WORK.set(record)
        try:
            yield
        except (RetryableError, redis.RedisError, *LIMITS):
            raise
        except RejectedError as error:
            self.fail(record, error)
        except Exception as error:  # noqa: BLE001 - a bug in one article must not stop the others
            self._unexpected(record, error)
        else:
            log.debug("article.done", stage=self._stage.value)
        finally:
            AT_WORK.reset(before)

    def done(self, record_id: str, output: str) -> None:
        """Keep a record's output; it is saved with those of the whole batch."""
        self._outputs[record_id] = output

    def close(self, record: Record) -> None:
        """Nothing is left to do for this record, here or at a later stage."""
        self._closed.add(record)

    def fail(self, record: Record, error: RejectedError) -> None:
        """Give a record up: it becomes a dead letter when the batch is left."""
        attempts = self._attempts.get(record) or record.attempts(self._stage) or 1
        failure = make_failure(record, self._stage, error, attempts)
        self._failures[record] = failure
        self._closed.add(record)
        log.warning("article.failed", **failure.model_dump(mode="json", include=LOGGED_FIELDS))

    @property
    def onward(self) -> list[str]:
        """The ids that have this stage's output, in the order of the batch."""
        return [record.id for record in self._records if self._has_output(record)]

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        cut_short = isinstance(error, (*LIMITS, *BUGS))
        if isinstance(error, (RetryableError, redis.RedisError)):
            self._forgive(error)
        if error is not None and not cut_short:
            return False
        for record in self._unfinished():
            self._cut_off(record, error)
        try:
            self._save()
            self._bury()
        except redis.RedisError as trouble:
            self._forgive(trouble)
            raise
        self._report(cut_short=cut_short)
        return cut_short

    def _unfinished(self) -> list[Record]:
        left = (record for record in self._records if record not in self._closed)
        return [record for record in left if not self._has_output(record)]

    def _has_output(self, record: Record) -> bool:
        return record.id in self._outputs or record.has(OUTPUT[self._stage])

    def _send_alone(self, record: Record, pause_seconds: float = 0) -> None:
        """Start over with this record only: it may be what ended the attempt before."""
        self._closed.add(record)
        if pause_seconds:
            pipeline = self._deployment.redis.pipeline(transaction=False)
            self._deployment.ledger.renew(pipeline, [record.document_id], pause_seconds)
            pipeline.execute()
        self._send([record.id], pause_seconds)

    def _give_up(self, record: Record, tried: int) -> None:
        how = record.ended(self._stage) or "crash, kill or hard time limit"
        message = f"ended its worker process {tried} times at the stage {self._stage.value} ({how})"
        self.fail(record, RejectedError(FailureReason.POISON, message))

    def _unexpected(self, record: Record, error: Exception) -> None:
        """A bug, as far as anyone can tell: try again alone, then give up.

        The error's own text may quote the article, so only its type and place are told.
        """
        what = told(error)
        if self._last_attempt(record):
            self.fail(record, RejectedError(FailureReason.INTERNAL_ERROR, what))
            return
        log.error("article.error", stage=self._stage.value, error=what)
        self._send_alone(record, self._pause_seconds(record))

    def _cut_off(self, record: Record, error: BaseException | None) -> None:
        """The batch ended before this record was done: by a limit, or by a bug at any of them."""
        if self._alone and isinstance(error, BUGS):
            self._unexpected(record, error)
        elif self._alone and self._last_attempt(record):
            seconds = self._deployment.options.soft_time_limit_seconds
            self.fail(record, over_limit(error, self._stage, seconds))
        else:
            self._send_alone(record)

    def _last_attempt(self, record: Record) -> bool:
        return self._attempts[record] >= self._deployment.options.max_attempts

    def _pause_seconds(self, record: Record) -> float:
        return self._deployment.options.retry_seconds * 2.0 ** (self._attempts[record] - 1)

    def _forgive(self, error: Exception) -> None:
        """A fault that is nobody's: this attempt does not count, whenever that can be noted.

        Raises:
            RetryableError: in place of an answer that redis-py has no name for.
        """
        refusing = refuses_writes(error)
        if not refusing and not isinstance(error, TRANSIENT):
            return
        before = {record: attempt - 1 for record, attempt in self._attempts.items()}
        self._deployment.state.forgive(self._stage, before)
        with suppress(redis.RedisError), self._deployment.redis.pipeline() as pipeline:
            ids = [record.document_id for record in before]
            self._deployment.ledger.renew(pipeline, ids, LONGEST_RETRY_SECONDS)
            pipeline.execute()
        if refusing:
            raise RetryableError(f"the server takes no writes: {error}") from error

    def _save(self) -> None:
        self._deployment.state.save(self._stage, self._outputs)

    def _bury(self) -> None:
        for record in self._failures:
            if self._stage is not Stage.NORMALIZE:
                self._deployment.index.release(record.id)
        self._deployment.stream.bury(list(self._failures.values()))

    def _report(self, *, cut_short: bool) -> None:
        seconds = time.monotonic() - self._began
        self._deployment.tracing.worked(self._stage, self._attempts, self._failures, seconds)
        with suppress(redis.RedisError):
            self._deployment.counters.note_batch(self._stage, seconds, self._attempts.values())
        log.info(
            "batch.done",
            stage=self._stage.value,
            records=len(self._records),
            worked=len(self._attempts),
            failed=len(self._failures),
            cut_short=cut_short,
            seconds=round(seconds, 3),
        )
