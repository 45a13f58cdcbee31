"""Structured logs on stderr: JSON for machines, columns for people; never an article's text.

SIGUSR2 switches debug lines on and off while a process runs. SIGUSR1 is not free: Celery's main
process answers it with a traceback, and its pool ends tasks at their soft time limit with it.
"""

from __future__ import annotations

import logging
import signal
import sys
from typing import TYPE_CHECKING, Any

import structlog

from tasks.at_work import ids_at_work

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import FrameType

    from structlog.typing import EventDict, Processor

    from worker.settings import Settings

log = structlog.get_logger()

QUIET = {"kombu": logging.WARNING, "celery.worker.strategy": logging.WARNING,
         "celery.app.trace": logging.ERROR, "watchfiles": logging.WARNING}  # fmt: skip
"""Libraries' loggers that write a line per message at INFO, and from which level they are heard."""


def configure_logging(settings: Settings) -> None:
    """Send the lines of structlog and of every library to stderr, in one form."""
    level = getattr(logging, settings.log_level.upper())
    shared: list[Processor] = [
        _with_ids,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        # The level is asked for at each line, so that it can change while the process runs.
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=_Logger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *_renderers(settings),
        ],
    )
    output = logging.StreamHandler(sys.stderr)
    output.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [output]
    root.setLevel(level)
    logging.captureWarnings(capture=True)
    for name, least in QUIET.items():
        logging.getLogger(name).setLevel(max(least, level))


class _Logger(structlog.make_filtering_bound_logger(logging.DEBUG)):  # type: ignore[misc]
    """A logger to which a debug line that nobody sees costs next to nothing: there is one for each
    article at each stage.
    """

    def debug(self, event: str, *args: Any, **fields: Any) -> Any:
        if logging.getLogger().isEnabledFor(logging.DEBUG):
            return super().debug(event, *args, **fields)
        return None


def _with_ids(_logger: object, _method: str, event: EventDict) -> EventDict:
    return {**ids_at_work(), **event}


def switch_debug_on_signal(
    settings: Settings, pass_on: Sequence[Callable[[], object]] = ()
) -> None:
    """From now on SIGUSR2 switches debug lines on, and off again.

    Processes that are forked later inherit it, with the level of that moment.

    Args:
        pass_on: each sends the signal to processes that shall follow.
    """
    usual = getattr(logging, settings.log_level.upper())

    def switch(_number: int, _frame: FrameType | None) -> None:
        root = logging.getLogger()
        root.setLevel(usual if root.level == logging.DEBUG else logging.DEBUG)
        log.warning("log.level", least=logging.getLevelName(root.level).lower())
        for send in pass_on:
            send()

    signal.signal(signal.SIGUSR2, switch)


def _renderers(settings: Settings) -> list[Processor]:
    console = settings.log_format == "console" or (
        settings.log_format == "auto" and sys.stderr.isatty()
    )
    if console:
        # Other forms of a traceback show the values of variables: texts, passwords.
        plain = structlog.dev.plain_traceback
        return [
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)
        ]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
