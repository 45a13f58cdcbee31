"""What the doctor finds among guards and articles."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from schemas.errors import RejectedError
from schemas.failure import FailureReason, Stage
from tasks.publish.dead_letters import make_failure
from tests.samples import make_document, sample_event
from tests.unit.tasks.test_state import articles_of
from worker.doctor.finding import Level
from worker.doctor.guards import guard_findings, leftover_findings

if TYPE_CHECKING:
    from tasks.deployment import Deployment
    from tasks.record import Record


def published(deployment: Deployment) -> tuple[Record, str]:
    """An article that was published, and its entry."""
    [record] = articles_of(deployment, 1)
    event = sample_event(document_id=record.document_id)
    deployment.stream.publish([(record.document_id, event)])
    guard: Any = deployment.redis.get(deployment.keys.published(event.id))
    return record, guard.decode()


def leave_behind(deployment: Deployment, record: Record) -> None:
    """Bring back an article's record that publishing has removed."""
    key = deployment.keys.article(record.id)
    deployment.redis.hset(key, mapping={"document_id": record.document_id})


def end_long_ago(deployment: Deployment, record: Record, state: str) -> None:
    fields = {"state": state, f"at:{state}": time.time() - 100_000}
    deployment.redis.hset(deployment.keys.document(record.document_id), mapping=fields)  # type: ignore[arg-type]


def levels(deployment: Deployment) -> list[Level]:
    return [each.level for each in guard_findings(deployment)]


def test_a_guard_whose_entry_is_on_the_articles_stream_is_well(deployment: Deployment) -> None:
    published(deployment)
    [found] = guard_findings(deployment)
    assert (found.level, found.what[:8]) == (Level.OK, "1 guards")


def test_a_guard_whose_entry_is_on_the_failures_stream_is_well(deployment: Deployment) -> None:
    error = RejectedError(FailureReason.EMPTY_FILE, "the file is empty")
    deployment.refuse(make_document(), "wiredesk/spool", error)
    assert levels(deployment) == [Level.OK]


def test_a_guard_without_entry_is_a_problem_and_is_named(deployment: Deployment) -> None:
    record, entry = published(deployment)
    deployment.redis.xdel(deployment.keys.articles, entry)
    [found] = guard_findings(deployment)
    assert found.level is Level.PROBLEM
    assert f"{record.id} (entry {entry})" in found.what


def test_an_entry_that_was_trimmed_with_a_record_is_no_finding(deployment: Deployment) -> None:
    _, entry = published(deployment)
    keys, client = deployment.keys, deployment.redis
    client.xdel(keys.articles, entry)
    trim = {"stream": keys.articles, "from": "1-0", "to": entry, "count": 1, "reason": "age"}
    client.xadd(keys.trims, trim)  # type: ignore[arg-type]
    assert levels(deployment) == [Level.OK]


def test_a_withdrawal_accounts_for_its_own_entry_only(deployment: Deployment) -> None:
    keys, client = deployment.keys, deployment.redis
    (_, older), (_, newer) = published(deployment), published(deployment)
    client.xdel(keys.articles, older, newer)
    trim = {"stream": keys.articles, "from": newer, "to": newer, "count": 1, "reason": "withdrawn"}
    client.xadd(keys.trims, trim)  # type: ignore[arg-type]
    [found] = guard_findings(deployment)
    assert (found.level, older in found.what) == (Level.PROBLEM, True)


def test_looking_at_guards_changes_nothing(deployment: Deployment) -> None:
    _, entry = published(deployment)
    deployment.redis.xdel(deployment.keys.articles, entry)
    before = sorted(deployment.redis.keys())
    list(guard_findings(deployment))
    assert sorted(deployment.redis.keys()) == before


def test_an_article_under_way_is_no_finding(deployment: Deployment) -> None:
    articles_of(deployment, 2)
    assert list(leftover_findings(deployment)) == []


def test_an_article_that_was_published_and_left_behind_is_a_warning(deployment: Deployment) -> None:
    record, _ = published(deployment)
    leave_behind(deployment, record)
    end_long_ago(deployment, record, "processed")
    [found] = leftover_findings(deployment)
    assert (found.level, record.id in found.what) == (Level.WARNING, True)


def test_an_article_that_was_never_published_is_a_problem_when_its_document_has_ended(
    deployment: Deployment,
) -> None:
    [record] = articles_of(deployment, 1)
    end_long_ago(deployment, record, "failed")
    [found] = leftover_findings(deployment)
    assert (found.level, record.id in found.what) == (Level.PROBLEM, True)


def test_an_article_whose_document_is_not_known_is_a_problem(deployment: Deployment) -> None:
    [record] = articles_of(deployment, 1)
    deployment.redis.delete(deployment.keys.document(record.document_id))
    [found] = leftover_findings(deployment)
    assert found.level is Level.PROBLEM


def test_an_article_of_a_document_that_has_just_failed_may_still_come(
    deployment: Deployment,
) -> None:
    [record] = articles_of(deployment, 1)
    document = deployment.state.load(Stage.NORMALIZE, [record.document_id])
    error = RejectedError(FailureReason.MALFORMED, "line 3 ends too early")
    deployment.stream.bury([make_failure(document[0], Stage.NORMALIZE, error)])
    assert list(leftover_findings(deployment)) == []
