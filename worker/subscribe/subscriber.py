"""The Python client of the articles stream."""

from __future__ import annotations

import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any

import structlog

from worker.connection import connect_raw
from worker.subscribe.options import SubscriberOptions
from worker.subscribe.session import LeftError, Session
from worker.subscribe.steps import Ask, Handle, Pause, Report, resume, throw, without_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from worker.subscribe.delivery import Delivery, Gap
    from worker.subscribe.steps import Command, Step, Steps

log = structlog.get_logger()


def log_gap(gap: Gap) -> None:
    """What is done about a gap by default: it is told in the log."""
    log.warning("subscriber.gap", first=gap.first, last=gap.last, count=gap.count, why=gap.reason)


class Subscriber:
    """Hands the events of a deployment to a handler, each at least once.

    An event is acknowledged when the handler returns. One whose handler raises is tried again
    later, while others go on, and is parked on `{wiredesk}:dead:<group>` after
    `max_attempts`. After a crash, and when two consumers were taken for dead, an event can come
    twice: whoever must not act twice remembers the ids of events.

    Args:
        url: of the server, as `redis://…`, `rediss://…`, `unix://…`, `sentinel://…` or `rediss+sentinel://…`.
        group: name of the consumer group.
        on_gap: told of entries that this group will never get.
        options: see `SubscriberOptions`.

    Raises:
        SetupError: the address cannot be understood.
    """

    def __init__(
        self, url: str, group: str, *, on_gap: Callable[[Gap], object] = log_gap, **options: Any
    ) -> None:
        self._session = Session(SubscriberOptions(group=group, **options))
        self._client = connect_raw(url)
        self._on_gap = on_gap
        self._stopped = threading.Event()

    def run(self, handle: Callable[[Delivery], object]) -> None:
        """Hand over one event after the other, until `stop` is called.

        Raises:
            redis.RedisError: the server refuses what no waiting mends, such as a wrong password.
        """
        with closing(self.deliveries()) as deliveries:
            delivery = next(deliveries, None)
            while delivery is not None:
                outcome = None
                try:
                    handle(delivery)
                except Exception as error:  # noqa: BLE001 - whatever a handler raises
                    outcome = error
                delivery = _next(deliveries, outcome)

    def deliveries(self) -> Generator[Delivery, Exception | None, None]:
        """The events, for a loop: one counts as handled when the next is asked for.

        One at which the loop is left is delivered again.
        """
        steps = self._session.steps()
        step = next(steps, None)
        with closing(self._client):
            while step is not None:
                if not isinstance(step, Handle):
                    step = self._do(steps, step)
                    continue
                try:
                    outcome = yield step.delivery
                except GeneratorExit:
                    self._leave(steps)
                    raise
                step = resume(steps, outcome)

    def stop(self) -> None:
        """End after the event at hand; safe from another thread and from a signal."""
        self._session.stop()
        self._stopped.set()

    def _do(self, steps: Steps, step: Step) -> Step | None:
        if isinstance(step, Ask):
            try:
                replies = self._ask(step.commands)
            except Exception as error:  # noqa: BLE001 - the session knows what passes by itself
                return throw(steps, error)
            return resume(steps, replies)
        if isinstance(step, Report):
            self._on_gap(step.gap)
        elif isinstance(step, Pause):
            self._stopped.wait(step.seconds)
        return resume(steps, None)

    def _leave(self, steps: Steps) -> None:
        """The loop was left in the middle of an event: it and the others at hand go back."""
        self.stop()
        step = throw(steps, LeftError())
        while step is not None:
            step = self._do(steps, step)

    def _ask(self, commands: Sequence[Command]) -> list[Any]:
        if len(commands) == 1:
            return [self._client.execute_command(*commands[0])]  # type: ignore[no-untyped-call]
        with self._client.pipeline(transaction=True) as pipeline:
            for command in commands:
                pipeline.execute_command(*command)  # type: ignore[no-untyped-call]
            return without_errors(pipeline.execute(raise_on_error=False))


def _next(
    deliveries: Generator[Delivery, Exception | None, None], outcome: Exception | None
) -> Delivery | None:
    try:
        return deliveries.send(outcome)
    except StopIteration:
        return None
