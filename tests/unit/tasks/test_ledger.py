"""When a document counts as lost, on fakeredis and on a real server."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

from schemas.failure import Stage
from tasks.ledger import ASKED_AT_ONCE
from tasks.presence import ALIVE_SECONDS
from tasks.queues import QUEUED_AT
from tests.samples import TEXT, make_document

if TYPE_CHECKING:
    from tasks.deployment import Deployment

LEASE = 150


@pytest.fixture
def admitted(deployment: Deployment) -> str:
    """A document whose lease has just begun."""
    document = make_document()
    deployment.state.admit([(document, TEXT)], "wiredesk/spool")
    return document.id


def begin_lease(deployment: Deployment, document_id: str, seconds_ago: float) -> None:
    end = time.time() - seconds_ago + LEASE
    deployment.redis.zadd(deployment.keys.pending, {document_id: end})


def queue_message(deployment: Deployment, seconds_ago: float) -> None:
    message = json.dumps({"headers": {QUEUED_AT: time.time() - seconds_ago}})
    deployment.redis.lpush(deployment.keys.celery + Stage.SUMMARIZE, message)


def living_worker(
    deployment: Deployment, name: str = "a", seen_seconds_ago: float = 0, holds: int = 0
) -> None:
    report = {"since": 0, "seen": time.time() - seen_seconds_ago, "holds": holds}
    deployment.redis.hset(deployment.keys.workers, name, json.dumps(report))


def test_a_running_lease_is_not_overdue(deployment: Deployment, admitted: str) -> None:
    assert admitted
    assert deployment.ledger.take_overdue(10) == []


def test_a_lease_that_ran_out_is_overdue(deployment: Deployment, admitted: str) -> None:
    begin_lease(deployment, admitted, seconds_ago=LEASE + 1)
    assert deployment.ledger.take_overdue(10) == [admitted]


def test_what_is_taken_has_a_new_lease(deployment: Deployment, admitted: str) -> None:
    begin_lease(deployment, admitted, seconds_ago=LEASE + 1)
    deployment.ledger.take_overdue(10)
    assert deployment.ledger.take_overdue(10) == []


def test_no_more_are_taken_than_asked_for(deployment: Deployment) -> None:
    for _ in range(5):
        document = make_document()
        deployment.state.admit([(document, TEXT)], "wiredesk/spool")
        begin_lease(deployment, document.id, seconds_ago=LEASE + 1)
    assert len(deployment.ledger.take_overdue(3)) == 3


def test_the_clock_stands_still_while_an_older_message_waits(
    deployment: Deployment, admitted: str
) -> None:
    begin_lease(deployment, admitted, seconds_ago=LEASE + 1)
    queue_message(deployment, seconds_ago=LEASE)
    assert deployment.ledger.take_overdue(10) == []


def test_under_backlog_a_lease_is_overdue_once_all_older_messages_are_gone(
    deployment: Deployment, admitted: str
) -> None:
    begin_lease(deployment, admitted, seconds_ago=LEASE + 60)
    queue_message(deployment, seconds_ago=30)
    assert deployment.ledger.take_overdue(10) == [admitted]


def test_with_empty_queues_and_idle_workers_a_lease_belongs_to_nobody(
    deployment: Deployment, admitted: str
) -> None:
    begin_lease(deployment, admitted, seconds_ago=5)
    living_worker(deployment, seen_seconds_ago=2)
    assert deployment.ledger.take_overdue(10) == [admitted]


def test_a_lease_that_began_after_the_worker_was_seen_idle_may_be_held(
    deployment: Deployment, admitted: str
) -> None:
    begin_lease(deployment, admitted, seconds_ago=1)
    living_worker(deployment, seen_seconds_ago=2)
    assert deployment.ledger.take_overdue(10) == []


def test_a_worker_that_holds_something_may_hold_the_lease(
    deployment: Deployment, admitted: str
) -> None:
    begin_lease(deployment, admitted, seconds_ago=20)
    living_worker(deployment, "idle")
    living_worker(deployment, "busy", holds=1)
    assert deployment.ledger.take_overdue(10) == []


def test_without_any_worker_a_lease_runs_its_time(deployment: Deployment, admitted: str) -> None:
    begin_lease(deployment, admitted, seconds_ago=20)
    assert deployment.ledger.take_overdue(10) == []


def test_a_worker_not_seen_for_long_holds_nothing(deployment: Deployment, admitted: str) -> None:
    begin_lease(deployment, admitted, seconds_ago=20)
    living_worker(deployment, "idle")
    living_worker(deployment, "dead", seen_seconds_ago=ALIVE_SECONDS + 1, holds=1)
    assert deployment.ledger.take_overdue(10) == [admitted]


def test_renewing_does_not_bring_a_finished_document_back(deployment: Deployment) -> None:
    pipeline = deployment.redis.pipeline()
    deployment.ledger.renew(pipeline, ["finished"])
    pipeline.execute()
    assert deployment.ledger.in_flight() == 0


def test_documents_that_ended_or_are_unknown_are_not_on_their_way(deployment: Deployment) -> None:
    document = make_document()
    deployment.state.admit([(document, TEXT)], "wiredesk/spool")
    assert deployment.ledger.without([document.id, "unknown"]) == ["unknown"]


def test_of_no_documents_none_is_asked_for(deployment: Deployment) -> None:
    assert deployment.ledger.without([]) == []


def test_the_first_documents_that_are_not_on_their_way_can_be_enough(
    deployment: Deployment,
) -> None:
    unknown = [str(number) for number in range(ASKED_AT_ONCE + 1)]
    assert deployment.ledger.without(unknown, enough=2) == unknown[:ASKED_AT_ONCE]


def test_documents_are_asked_for_until_enough_are_found(deployment: Deployment) -> None:
    on_their_way = {str(number): 1.0 for number in range(2 * ASKED_AT_ONCE)}
    deployment.redis.zadd(deployment.keys.pending, on_their_way)
    assert deployment.ledger.without([*on_their_way, "unknown"], enough=1) == ["unknown"]
