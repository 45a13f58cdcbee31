"""What the four stages have in common as Celery tasks: their deployment, retries and chains."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

import redis
from billiard.exceptions import WorkerLostError
from celery import Celery, Task, chain
from celery.signals import before_task_publish
from celery.worker.request import Request

from tasks.batch import LONGEST_RETRY_SECONDS
from tasks.queues import MESSAGE_VERSION, QUEUED_AT, TASK_STAGES, VERSION
from tasks.transient import TRANSIENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.failure import Stage
    from tasks.deployment import Deployment


class PipelineApp(Celery):
    """A Celery app that knows the deployment its tasks work for."""

    deployment: Deployment


class StageRequest(Request):
    """A message as the worker's main process sees it; it keeps what ended the process at work."""

    def on_failure(self, exc_info: Any, *args: Any, **kwargs: Any) -> None:
        """Called when the task failed, or its process died under it."""
        error = getattr(exc_info.exception, "exc", exc_info.exception)
        if isinstance(error, WorkerLostError):
            self._note_end(str(error).partition(" Job:")[0])
        super().on_failure(exc_info, *args, **kwargs)

    def on_timeout(self, soft: bool, timeout: float) -> None:  # noqa: FBT001 - Celery's signature
        """Called when a time limit is over; at the hard one the process is killed."""
        if not soft:
            self._note_end(f"killed at the hard time limit of {timeout:g} s")
        super().on_timeout(soft, timeout)

    def _note_end(self, how: str) -> None:
        task = cast("StageTask", self.task)
        with suppress(redis.RedisError):
            task.deployment.state.note_end(task.stage, self.args[0], how)


class StageTask(Task[Any, Any]):
    """A task of the pipeline: it works on a batch of ids and hands on those that go further."""

    Request = "tasks.base:StageRequest"
    autoretry_for = TRANSIENT
    retry_backoff = True
    retry_backoff_max = LONGEST_RETRY_SECONDS
    retry_jitter = True
    max_retries = None

    @property
    def deployment(self) -> Deployment:
        """The server, keys and options this worker was started with."""
        return cast("PipelineApp", self.app).deployment

    @property
    def stage(self) -> Stage:
        """The stage of this task, by its name."""
        return next(stage for stage in TASK_STAGES if self.name == task_name(stage))

    def send_again(self, ids: Sequence[str], countdown: float) -> None:
        """Enqueue ids at this stage, in a chain of their own, after `countdown` seconds."""
        send(self.app, self.stage, ids, countdown)

    def send_on(self, ids: Sequence[str]) -> None:
        """Enqueue ids at the next stage while this one still works."""
        send(self.app, TASK_STAGES[TASK_STAGES.index(self.stage) + 1], ids)

    def hand_on(self, ids: Sequence[str]) -> list[str]:
        """The result of the task: what the next stage works on.

        A chain with nothing left to work on ends here. One with more than a batch (a
        document of many articles) goes on in several chains.
        """
        size = self.deployment.options.batch_size
        following = TASK_STAGES.index(self.stage) + 1
        for start in range(size, len(ids), size):
            send(self.app, TASK_STAGES[following], ids[start : start + size])
        if not ids:
            self.request.chain = None
        return list(ids[:size])


def task_name(stage: Stage) -> str:
    """The name that a stage's task goes by in messages."""
    return f"wiredesk.{stage.value}"


def send(app: Celery, stage: Stage, ids: Sequence[str], countdown: float = 0) -> None:
    """Enqueue one batch: a chain from this stage to the last.

    Args:
        countdown: seconds to wait before the first stage begins.
    """
    names = [task_name(each) for each in TASK_STAGES[TASK_STAGES.index(stage) :]]
    first, *rest = names
    signatures = [app.signature(first, args=(list(ids),)), *map(app.signature, rest)]
    chain(*signatures, app=app).apply_async(countdown=countdown)


@before_task_publish.connect
def _stamp(headers: dict[str, Any] | None = None, **_: object) -> None:
    """Write into each message when it was sent (the leases' clock), and its version.

    Celery also writes the sender's limits of time: those of the worker that takes it are to hold.
    """
    if headers is not None:
        headers |= {QUEUED_AT: time.time(), MESSAGE_VERSION: VERSION, "timelimit": [None, None]}
