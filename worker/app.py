"""The Celery app: the settings that were measured, each with its reason."""

from __future__ import annotations

import gc
import os
import signal
import sys
import warnings
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import redis
import structlog
from billiard.util import get_logger as pool_logger
from celery.exceptions import SecurityWarning
from celery.signals import (
    setup_logging,
    worker_process_init,
    worker_process_shutdown,
    worker_shutting_down,
)
from kombu import Exchange, Queue

import tasks.pipeline  # noqa: F401 - registers the four tasks
from schemas.failure import Stage
from tasks.base import PipelineApp, task_name
from tasks.normalize.language import language_model
from tasks.queues import TASK_STAGES
from worker.connection import wait_in_steps
from worker.consumer import consumer_with
from worker.logs import configure_logging, switch_debug_on_signal
from worker.memory_limit import limit_memory
from worker.reporting import reporting, seconds_to_end, signal_children
from worker.sentinel import SentinelAddress, is_sentinel
from worker.tls import tls_of
from worker.watchdog import Watchdog

if TYPE_CHECKING:
    from tasks.deployment import Deployment
    from worker.settings import Settings

log = structlog.get_logger()

COLLECTION_THRESHOLDS = (20_000, 20, 20)
"""New objects after which the youngest are looked through, and how often until the older are."""

_EXCHANGE = Exchange("wiredesk")

WORKER_FLAGS = ("--without-gossip", "--without-mingle", "--without-heartbeat", "--pool=prefork")
"""Workers need nothing of each other; what they tell goes through `Presence`."""


def create_app(settings: Settings, deployment: Deployment, url: str) -> PipelineApp:
    """An app for this deployment, for sending batches as well as for working on them.

    Args:
        url: address of the server, as redis-py understands it.
    """
    app = PipelineApp("wiredesk", broker=broker_url(url), set_as_current=False)
    app.deployment = deployment
    if encrypted := tls_of(url):
        # Without it kombu takes any certificate, and leaves it at a line in the log.
        app.conf.broker_use_ssl = encrypted
    app.conf.update(
        task_queues=[
            Queue(stage.value, _EXCHANGE, routing_key=stage.value) for stage in TASK_STAGES
        ],
        task_default_queue=TASK_STAGES[0].value,
        task_routes={task_name(stage): {"queue": stage.value} for stage in TASK_STAGES},
        # A message is acknowledged when its batch is done, and comes back if the process dies.
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_acks_on_failure_or_timeout=False,
        # No result backend: the records are the result.
        task_ignore_result=True,
        task_store_errors_even_if_ignored=False,
        task_soft_time_limit=settings.soft_time_limit_seconds,
        task_time_limit=settings.hard_time_limit_seconds,
        # A process that came to its limit keeps much of it: a new one takes its place.
        worker_max_memory_per_child=settings.worker_memory_bytes // 1024,
        worker_prefetch_multiplier=4,
        worker_send_task_events=False,
        # Nobody gives orders to workers through the server, such as to shut down.
        worker_enable_remote_control=False,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        worker_cancel_long_running_tasks_on_connection_loss=False,
        # A server that is away comes back; the worker waits for as long as it takes.
        broker_connection_max_retries=None,
        broker_connection_retry_on_startup=True,
        # So does one without memory, or without the right to write. Otherwise the worker's main
        # process ends at the first such answer, and hangs in doing so.
        broker_channel_error_retry=True,
        broker_transport_options={**_transport_options(settings), **broker_options(url)},
    )
    return app


def run_worker(app: PipelineApp, settings: Settings, parent: int | None = None) -> int:
    """Work until SIGTERM or Ctrl-C, then finish the batches at hand; returns the exit status.

    Args:
        parent: process id of the supervisor; when that process is gone the worker stops.

    Raises:
        SetupError: the backend for summaries that is set cannot be used.
        IncompatibleError: the state belongs to another release.
    """
    with suppress(redis.RedisError):
        app.deployment.release_check.enter()
    if Stage.NORMALIZE in settings.queues:
        language_model(settings.languages)  # the processes that are forked share it
    if Stage.SUMMARIZE in settings.queues:
        app.deployment.summarizer  # noqa: B018 - a setting that is wrong shows before work begins
    if os.geteuid() == 0:
        # Celery's own warning names an option that this command does not have.
        warnings.simplefilter("ignore", SecurityWarning)
        log.warning("worker.runs_as_root", advice="run it as a user of its own")
    switch_debug_on_signal(settings, [partial(signal_children, signal.SIGUSR2)])
    setup_logging.connect(lambda **_: _configure_logging(settings), weak=False)
    worker_process_init.connect(lambda **_: app.deployment.tracing.start(), weak=False)
    worker_process_shutdown.connect(lambda **_: app.deployment.tracing.stop(), weak=False)
    worker_process_init.connect(collect_rarely)
    worker_process_init.connect(lambda **_: limit_memory(settings.worker_memory_bytes), weak=False)
    # At a signal Celery writes a line past the log, to the original stdout, if there is one.
    sys.__stdout__ = None  # type: ignore[misc]
    worker_shutting_down.connect(_on_stopping)
    watchdog = Watchdog(settings.stuck_seconds)
    wait_in_steps(app.deployment.redis, watchdog.step)
    worker_shutting_down.connect(lambda **_: watchdog.let_end(seconds_to_end(settings)), weak=False)
    app.conf.worker_consumer = consumer_with(watchdog.step)
    app.steps["worker"].add(reporting(app.deployment, settings, parent, watchdog.step))
    app.worker_main(
        [
            "--quiet",
            "worker",
            f"--concurrency={settings.concurrency}",
            f"--queues={','.join(settings.queues)}",
            "--loglevel=INFO",
            *WORKER_FLAGS,
        ]
    )
    return 0


def collect_rarely(**_: object) -> None:
    """In a process that works on articles: look for cycles of objects seldom, and never among what
    was loaded before.

    Articles make many objects and few cycles; Python's own thresholds took five percent of the
    time of a batch.
    """
    gc.freeze()
    gc.set_threshold(*COLLECTION_THRESHOLDS)


def _configure_logging(settings: Settings) -> None:
    configure_logging(settings)
    # The pool's own logger keeps its lines from the others, and would write them bare.
    pool_logger().propagate = True


def _on_stopping(**_: object) -> None:
    log.info("worker.stopping")


def broker_url(url: str) -> str:
    """The address in kombu's spelling, which names unix sockets differently from redis-py."""
    if is_sentinel(url):
        return SentinelAddress.parse(url).broker_url
    parts = urlsplit(url)
    stated = parse_qs(parts.query).get("db")
    if parts.scheme == "unix":
        database = (stated or ["0"])[0]
        return f"redis+socket://{parts.netloc}{parts.path}?virtual_host={database}"
    # What else is stated of TLS is the app's `broker_use_ssl`.
    path = f"/{stated[0]}" if stated else parts.path
    return parts._replace(path=path, query="").geturl()


def broker_options(url: str) -> dict[str, Any]:
    """What kombu has to be told of a server that sentinels are asked for; nothing of others."""
    return SentinelAddress.parse(url).broker_options if is_sentinel(url) else {}


def _transport_options(settings: Settings) -> dict[str, Any]:
    return {
        "global_keyprefix": settings.keys.celery,
        "visibility_timeout": 900,
        # How soon, and with how little harm to the others, lost messages are restored.
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "unacked_mutex_expire": 30,
        # A connection that is dead but not closed is found out.
        "health_check_interval": 10,
        "socket_timeout": 30,
        "socket_keepalive": True,
    }
