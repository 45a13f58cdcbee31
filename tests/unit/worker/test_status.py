"""The state of a deployment in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.deployment import Deployment
from tasks.keys import Keys
from tasks.presence import Presence
from tests.samples import TEXT, make_document, sample_event
from worker.settings import Settings
from worker.status import status_of

if TYPE_CHECKING:
    from redis import Redis

    from worker.spool import Spool


def status(spool: Spool, client: Redis, **settings: str) -> dict[str, int | str]:
    made = Settings(spool=spool.root, **settings)
    return status_of(Deployment(redis=client, options=made, keys=Keys()), made)


def test_a_new_deployment_is_all_zeros(spool: Spool, real_redis: Redis) -> None:
    found = status(spool, real_redis)
    assert int(found.pop("redis_bytes")) > 0
    assert found.pop("spool") == str(spool.root)
    assert found.pop("server") == "embedded"
    assert set(found.values()) == {0}


def test_the_numbers_come_in_the_order_of_the_way(spool: Spool, real_redis: Redis) -> None:
    assert list(status(spool, real_redis)) == [
        "spool", "server", "watchers", "workers", "inbox", "processing", "in_flight",
        "queue_normalize", "queue_deduplicate", "queue_summarize", "queue_publish",
        "processed", "failed", "articles", "failures", "silent_sources",
        "redis_bytes",
    ]  # fmt: skip


def test_files_are_counted_without_their_sidecars(spool: Spool, real_redis: Redis) -> None:
    (spool.inbox / "a.txt").write_text("x")
    (spool.inbox / "b.part").write_text("x")
    (spool.failed / "a.txt").write_text("x")
    (spool.failed / "a.txt.error.json").write_text("{}")
    (spool.processed / "2026-11-24").mkdir()
    (spool.processed / "2026-11-24" / "a.txt").write_text("x")
    found = status(spool, real_redis)
    assert (found["inbox"], found["processed"], found["failed"]) == (1, 1, 1)


def test_documents_and_events_are_counted(spool: Spool, real_redis: Redis) -> None:
    deployment = Deployment(redis=real_redis, options=Settings(), keys=Keys())
    done, under_way = make_document(), make_document()
    deployment.state.admit([(done, TEXT), (under_way, TEXT)], "wiredesk/spool")
    deployment.stream.publish([(done.id, sample_event(document_id=done.id))])
    found = status(spool, real_redis)
    assert (found["in_flight"], found["articles"], found["failures"]) == (1, 1, 0)


def test_the_living_are_counted(spool: Spool, real_redis: Redis) -> None:
    Presence(real_redis, Keys().watchers).beat()
    found = status(spool, real_redis)
    assert (found["watchers"], found["workers"]) == (1, 0)


def test_a_server_that_was_given_is_called_so(spool: Spool, real_redis: Redis) -> None:
    assert status(spool, real_redis, redis_url="redis://host")["server"] == "given"
