"""Each metric moves when its cause happens, on a real server."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from schemas.errors import RejectedError
from schemas.event import EventType
from schemas.failure import FailureReason, Stage
from tasks.batch import Batch
from tasks.counters import COUNTED, LATENCY
from tasks.deployment import Deployment
from tasks.keys import Keys
from tasks.presence import Presence
from tasks.publish.dead_letters import make_failure
from tasks.rhythm import Rhythm
from tasks.source_rules import SourceRules, Sources
from tests.exposition_reader import Family, read_exposition
from tests.samples import TEXT, make_document, sample_event
from tests.unit.tasks.test_state import articles_of
from worker.metrics import GAUGES, metrics_of
from worker.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from redis import Redis

    from worker.spool import Spool

REJECTED = RejectedError(FailureReason.NO_TEXT, "no body was found")
KEYS = Keys()


class Desk:
    """A deployment, and what can happen on it."""

    def __init__(self, client: Redis, spool: Spool) -> None:
        self.settings = Settings(spool=spool.root, stream_seconds=3_600)
        self.deployment = Deployment(redis=client, options=self.settings, keys=KEYS)
        self.redis = client
        self.spool = spool

    def metrics(self) -> dict[str, Family]:
        return read_exposition(metrics_of(self.deployment, self.settings))

    def publish(self) -> None:
        [record] = articles_of(self.deployment, 1)
        event = sample_event(document_id=record.document_id)
        self.deployment.stream.publish([(record.document_id, event)])

    def bury(self) -> None:
        [record] = articles_of(self.deployment, 1)
        self.deployment.stream.bury([make_failure(record, Stage.SUMMARIZE, REJECTED)])

    def withdraw(self) -> None:
        first, second = articles_of(self.deployment, 2)
        event = sample_event(document_id=first.document_id)
        verdict = event.data.verdict.model_copy(update={"version_of": first.id})
        data = event.data.model_copy(update={"verdict": verdict})
        kill = {"id": second.id, "type": EventType.WITHDRAWN, "data": data}
        for each in (event, event.model_copy(update=kill)):
            self.deployment.stream.publish([(first.document_id, each)])

    def trim(self) -> None:
        entry = {"a": "b"}
        self.redis.xadd(KEYS.articles, entry, id=f"{int(time.time() - 7_200) * 1000}-0")  # type: ignore[arg-type]
        self.deployment.trimmer.trim()

    def admit(self) -> str:
        document = make_document()
        self.deployment.state.admit([(document, TEXT)], "wiredesk/spool")
        return document.id

    def lose(self) -> None:
        self.redis.zadd(KEYS.pending, {self.admit(): time.time() - 1})
        self.deployment.ledger.take_overdue(10)

    def work_twice(self) -> None:
        [record] = articles_of(self.deployment, 1)
        for attempt in range(2):
            with Batch(self.deployment, Stage.SUMMARIZE, [record.id], lambda *_: None) as batch:
                for each in batch:
                    with batch.attempt(each):
                        if not attempt:
                            raise ZeroDivisionError
                        batch.done(each.id, "")

    def queue(self) -> None:
        self.redis.lpush(KEYS.celery + "normalize", "a message")

    def drop(self) -> None:
        (self.spool.inbox / "a.txt").write_text("text")

    def subscribe(self) -> None:
        """One group that has one event pending, one ahead of it and one parked."""
        self.publish()
        self.publish()
        self.redis.xgroup_create(KEYS.articles, "desk", "0")
        self.redis.execute_command(  # type: ignore[no-untyped-call]
            "XREADGROUP", "GROUP", "desk", "me", "COUNT", 1, "STREAMS", KEYS.articles, ">"
        )
        self.redis.xadd(KEYS.dead("desk"), {"entry_id": "1-1"})

    def live(self) -> None:
        Presence(self.redis, KEYS.workers).beat()

    def go_silent(self) -> None:
        """Deliver once, long enough ago for a limit of ten seconds."""
        rules = Sources(sources={"wire": SourceRules(silence_seconds=10)})
        settings = self.settings.model_copy(update={"rules": rules})
        arrivals = Deployment(redis=self.redis, options=settings, keys=KEYS).arrivals
        ago = time.time() - 60
        self.redis.hset(KEYS.rhythms, "wire", Rhythm(ago, ago).to_json())
        arrivals.look(0.001)

    def fill(self) -> None:
        self.redis.set("x", b"x" * 5_000_000)

    def limit_memory(self) -> None:
        self.redis.config_set("maxmemory", 1_000_000_000)

    def raise_high_water(self) -> None:
        marks = {"high_water_documents": self.settings.high_water_documents + 1}
        self.settings = self.settings.model_copy(update=marks)


CAUSES: dict[str, Callable[[Desk], object]] = {
    "wiredesk_documents_total": Desk.publish,
    "wiredesk_articles_total": Desk.publish,
    "wiredesk_summaries_total": Desk.publish,
    "wiredesk_failures_total": Desk.bury,
    "wiredesk_withdrawn_entries_total": Desk.withdraw,
    "wiredesk_trimmed_entries_total": Desk.trim,
    "wiredesk_documents_resubmitted_total": Desk.lose,
    "wiredesk_article_latency_seconds": Desk.publish,
    "wiredesk_stage_duration_seconds": Desk.work_twice,
    "wiredesk_stage_records_total": Desk.work_twice,
    "wiredesk_stage_retries_total": Desk.work_twice,
    "wiredesk_queue_messages": Desk.queue,
    "wiredesk_documents_in_flight": Desk.admit,
    "wiredesk_high_water_documents": Desk.raise_high_water,
    "wiredesk_oldest_document_seconds": Desk.lose,
    "wiredesk_inbox_files": Desk.drop,
    "wiredesk_stream_entries": Desk.publish,
    "wiredesk_group_lag_entries": Desk.subscribe,
    "wiredesk_group_pending_entries": Desk.subscribe,
    "wiredesk_group_parked_entries": Desk.subscribe,
    "wiredesk_group_oldest_entry_seconds": Desk.subscribe,
    "wiredesk_processes": Desk.live,
    "wiredesk_redis_memory_bytes": Desk.fill,
    "wiredesk_redis_memory_limit_bytes": Desk.limit_memory,
    "wiredesk_silent_sources": Desk.go_silent,
    "wiredesk_source_silent": Desk.go_silent,
    "wiredesk_source_last_heard_seconds": Desk.go_silent,
}


@pytest.fixture
def desk(real_redis: Redis, spool: Spool) -> Iterator[Desk]:
    yield Desk(real_redis, spool)
    real_redis.config_set("maxmemory", 0)


def total(families: dict[str, Family], name: str) -> float:
    """All samples of a metric together."""
    return sum(families[name].samples.values()) if name in families else 0.0


@pytest.mark.parametrize("name", [metric.name for metric in (*COUNTED, *GAUGES)])
def test_a_metric_moves_when_its_cause_happens(
    name: str, desk: Desk, wait_until: Callable[..., None]
) -> None:
    before = total(desk.metrics(), name)
    CAUSES[name](desk)
    wait_until(lambda: total(desk.metrics(), name) > before, seconds=5)


def test_a_new_deployment_shows_what_will_be_counted_at_zero(desk: Desk) -> None:
    families = desk.metrics()
    assert families["wiredesk_documents_total"].value(disposition="failed") == 0
    assert families["wiredesk_stage_duration_seconds"].value("_count", stage="publish") == 0
    assert families["wiredesk_trimmed_entries_total"].value(stream="articles", reason="age") == 0


def test_a_bucket_holds_those_below_it(desk: Desk) -> None:
    for seconds in (0.05, 0.2, 0.2, 9_000.0):
        for field, amount in LATENCY.observed(seconds):
            desk.redis.hincrby(KEYS.counters, field, amount)
    latency = desk.metrics()[LATENCY.name]
    told = [latency.value("_bucket", le=bound) for bound in ("0.1", "0.25", "1800.0", "+Inf")]
    assert told == [1, 3, 3, 4]
    assert latency.value("_sum") == pytest.approx(9_000.45)


def test_fields_of_another_release_are_passed_over(desk: Desk) -> None:
    before = desk.metrics().keys()
    for field in ("other_total", "wiredesk_documents_total", "wiredesk_documents_total\ta\tb", ""):
        desk.redis.hset(KEYS.counters, field, 1)
    after = desk.metrics()
    assert after.keys() == before
    assert total(after, "wiredesk_documents_total") == 0


def test_a_bucket_of_another_release_counts_in_those_above_it(desk: Desk) -> None:
    desk.redis.hset(KEYS.counters, f"{LATENCY.name}\t0.3", 1)
    latency = desk.metrics()[LATENCY.name]
    assert [latency.value("_bucket", le=bound) for bound in ("0.25", "0.5")] == [0, 1]


def test_what_a_group_has_left_is_told(desk: Desk) -> None:
    desk.subscribe()
    families = desk.metrics()
    names = ("lag", "pending", "parked")
    told = [families[f"wiredesk_group_{each}_entries"].value(group="desk") for each in names]
    assert told == [1, 1, 1]


def test_names_of_groups_that_are_no_text_spoil_nothing(desk: Desk) -> None:
    for name in (b'a"\\\n', b"\xff", b"\xfe"):
        group: Any = name
        desk.redis.xgroup_create(KEYS.articles, group, "0", mkstream=True)
    lag = desk.metrics()["wiredesk_group_lag_entries"]
    assert {dict(labels)["group"] for _, labels in lag.samples} == {'a"\\\n', "\ufffd"}


def test_without_a_spool_the_inbox_is_not_told(desk: Desk) -> None:
    desk.spool.inbox.rmdir()
    assert "wiredesk_inbox_files" not in desk.metrics()
