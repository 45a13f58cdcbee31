"""Messages of a later release at a worker of this one: they are not its affair, and stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from schemas.errors import EXIT_INCOMPATIBLE
from schemas.failure import Stage
from tasks.base import task_name
from tasks.pipeline import submit
from tasks.presence import living
from tasks.queues import MESSAGE_VERSION, VERSION, depths
from tests.samples import TEXT, make_document

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from tasks.base import PipelineApp

pytestmark = pytest.mark.integration


def send(app: PipelineApp, name: str, version: int) -> None:
    """What a later release would send."""
    with app.amqp.producer_pool.acquire(block=True) as producer:
        message = app.amqp.create_task_message("an id", name, args=([],))
        headers = {**message.headers, MESSAGE_VERSION: version}
        queue = app.amqp.queues[Stage.NORMALIZE.value]
        # The pool's connection may remember a declaration that a test before has flushed.
        queue(app.connection_for_write()).declare()
        producer.publish(
            message.body,
            exchange=queue.exchange,
            routing_key=queue.routing_key,
            headers=headers,
            **message.properties,
        )


def test_messages_of_a_later_release_stay_and_keep_none_from_work(
    app: PipelineApp, worker: subprocess.Popen[bytes], wait_until: Callable[..., None]
) -> None:
    redis, keys = app.deployment.redis, app.deployment.keys
    send(app, "wiredesk.translate", VERSION)
    send(app, task_name(Stage.NORMALIZE), VERSION + 1)
    document = make_document(TEXT)
    app.deployment.state.admit([(document, TEXT)], "wiredesk/spool")
    submit(app, [document.id])
    wait_until(lambda: redis.xlen(keys.articles) == 1)
    wait_until(lambda: depths(redis, keys)[Stage.NORMALIZE] == 2, 90)
    worker.terminate()
    assert worker.wait(30) == 0
    assert depths(redis, keys)[Stage.NORMALIZE] == 2


def test_a_worker_ends_when_a_later_release_takes_over(
    app: PipelineApp, worker: subprocess.Popen[bytes], wait_until: Callable[..., None]
) -> None:
    redis, keys = app.deployment.redis, app.deployment.keys
    wait_until(lambda: living(redis, keys.workers))
    later: dict[Any, Any] = {"state": keys.version + 1, "release": "9.0"}
    redis.hset(keys.release, mapping=later)
    assert worker.wait(30) == EXIT_INCOMPATIBLE
    assert redis.hget(keys.release, "release") == b"9.0"
