"""What a worker does with messages of a later release: it leaves them to a later worker.

Celery drops what it does not know. Here such a message is held for a moment and put back at the end
of its queue, where a worker that knows it finds it.
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
"""How long a message is held, so that a worker alone does not do nothing but put it back."""

_held: set[str] = set()


def held() -> int:
    """How many messages wait in this process to be put back: they are not lost."""
    return len(_held)


class PatientConsumer(Consumer):
    """The consumer of a worker's main process."""

    connection_errors: tuple[type[Exception], ...]
    _said = False

    def create_task_handler(self, *args: Any, **kwargs: Any) -> Callable[[Any], Any]:
        """What is called with each message."""
        known = super().create_task_handler(*args, **kwargs)

        def on_message(message: Any) -> Any:
            if _version(message) > VERSION:
                return self._put_back(message)
            return known(message)

        return on_message

    def on_unknown_message(self, _body: Any, message: Any) -> None:
        """Called with what is no task."""
        self._put_back(message)

    def on_unknown_task(self, _body: Any, message: Any, _error: Exception) -> None:
        """Called with a task that this release does not have."""
        self._put_back(message)

    def on_invalid_task(self, _body: Any, message: Any, _error: Exception) -> None:
        """Called with a task whose message is not understood."""
        self._put_back(message)

    def _put_back(self, message: Any) -> None:
        if message.delivery_tag in _held:
            return
        if not self._said:
            self._said = True
            log.warning(
                "message.left_to_later_release",
                task=(message.headers or {}).get("task"),
                version=_version(message),
                advice="upgrade this worker, too: docs/upgrading.md",
            )
        _held.add(message.delivery_tag)
        self.timer.call_after(PAUSE_SECONDS, self._requeue, (message,))

    def _requeue(self, message: Any) -> None:
        _held.discard(message.delivery_tag)
        # A message of a connection that was lost has been put back with it.
        message.reject_log_error(get_logger(__name__), self.connection_errors, requeue=True)


def _version(message: Any) -> int:
    value = (message.headers or {}).get(MESSAGE_VERSION, VERSION)
    return value if isinstance(value, int) else VERSION + 1
