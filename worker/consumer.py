"""What a worker does with messages of a later release: it leaves them to a later worker.

Celery drops what it does not know. Here such a message goes back to the end of its queue. When
the worker meets one for the second time, it has been through the queue: it leaves it alone for a
moment, in which a worker that knows the message finds it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from celery.utils.log import get_logger
from celery.worker.consumer import Consumer

from tasks.queues import MESSAGE_VERSION, VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

log = structlog.get_logger()

PAUSE_SECONDS = 5.0
"""How long a queue is left to others."""


class PatientConsumer(Consumer):
    """The consumer of a worker's main process."""

    connection_errors: tuple[type[Exception], ...]
    task_consumer: Any
    _said = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._met: dict[str, set[str]] = {}

    def create_task_handler(self, *args: Any, **kwargs: Any) -> Callable[[Any], Any]:
        """What is called with each message."""
        known = super().create_task_handler(*args, **kwargs)

        def on_message(message: Any) -> Any:
            if _version(message) > VERSION:
                return self._put_back(message)
            return known(message)

        return on_message

    def on_unknown_task(self, _body: Any, message: Any, _error: Exception) -> None:
        """Called with a task that this release does not have."""
        self._put_back(message)

    def _put_back(self, message: Any) -> None:
        if not self._said:
            self._said = True
            log.warning(
                "message.left_to_later_release",
                task=message.headers.get("task"),
                version=_version(message),
                advice="upgrade this worker, too: docs/upgrading.md",
            )
        # The queues of the stages have the names of their routing keys.
        queue = message.delivery_info["routing_key"]
        met = self._met.setdefault(queue, set())
        if message.delivery_tag in met and self.task_consumer.consuming_from(queue):
            self.task_consumer.cancel_by_queue(queue)
            self.timer.call_after(PAUSE_SECONDS, self._go_on, (queue,))
        met.add(message.delivery_tag)
        message.reject_log_error(get_logger(__name__), self.connection_errors, requeue=True)

    def _go_on(self, queue: str) -> None:
        self._met.pop(queue, None)
        # After a lost connection there is a new consumer, of all queues.
        if self.task_consumer and not self.task_consumer.consuming_from(queue):
            self.task_consumer.add_queue(self.app.amqp.queues[queue])
            self.task_consumer.consume()


def consumer_with(step: Callable[[], None]) -> type[PatientConsumer]:
    """The same, for a process that is watched.

    Args:
        step: called again and again while the server is away: to wait for it is no standstill.
    """

    class WatchedConsumer(PatientConsumer):
        def ensure_connected(self, conn: Any) -> Any:
            ensure = conn.ensure_connection

            def ensure_in_steps(on_error: Any, tries: Any, callback: Callable[[], None]) -> Any:
                def step_and_call() -> None:
                    step()
                    callback()

                return ensure(on_error, tries, callback=step_and_call)

            conn.ensure_connection = ensure_in_steps
            return super().ensure_connected(conn)

    return WatchedConsumer


def _version(message: Any) -> int:
    value = (message.headers or {}).get(MESSAGE_VERSION, VERSION)
    return value if isinstance(value, int) else VERSION + 1
