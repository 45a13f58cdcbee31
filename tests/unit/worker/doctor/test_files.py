"""What the doctor finds in `processing/` and on the stream."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tests.samples import TEXT, make_document, sample_event
from worker.doctor.files import file_findings
from worker.doctor.finding import Level
from worker.doctor.stream import stream_findings
from worker.spool import Spool

if TYPE_CHECKING:
    from pathlib import Path

    from tasks.deployment import Deployment

LONG_AGO = "018bcfe5687b7fffbfff000000000001"
"""A document id of November 2023."""


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    spool = Spool(tmp_path)
    spool.prepare()
    return spool


def claim(spool: Spool, document_id: str) -> None:
    (spool.processing / f"{document_id}__ferry.txt").write_bytes(TEXT)


def test_a_file_in_work_is_no_finding(deployment: Deployment, spool: Spool) -> None:
    document = make_document()
    deployment.state.admit([(document, TEXT)], "wiredesk/spool")
    claim(spool, document.id)
    assert list(file_findings(deployment, spool)) == []


def test_a_file_that_the_server_has_not_known_for_long_is_a_problem(
    deployment: Deployment, spool: Spool
) -> None:
    claim(spool, LONG_AGO)
    [finding] = file_findings(deployment, spool)
    assert finding.level is Level.PROBLEM
    assert "does not know it" in finding.what


def test_a_document_in_work_that_is_not_in_the_ledger_is_a_problem(
    deployment: Deployment, spool: Spool
) -> None:
    document = make_document()
    deployment.state.admit([(document, TEXT)], "wiredesk/spool")
    deployment.redis.zrem(deployment.keys.pending, document.id)
    claim(spool, document.id)
    [finding] = file_findings(deployment, spool)
    assert "not in the ledger" in finding.what


def test_a_file_that_ended_long_ago_and_was_not_moved_is_a_problem(
    deployment: Deployment, spool: Spool
) -> None:
    document = make_document()
    error = RejectedError(FailureReason.EMPTY_FILE, "the file is empty")
    deployment.refuse(document, "wiredesk/spool", error)
    claim(spool, document.id)
    assert list(file_findings(deployment, spool)) == []
    deployment.redis.hset(deployment.keys.document(document.id), "at:failed", 1)
    [finding] = file_findings(deployment, spool)
    assert "was not moved" in finding.what


def test_a_foreign_file_in_processing_is_told(deployment: Deployment, spool: Spool) -> None:
    (spool.processing / "notes.txt").touch()
    [finding] = file_findings(deployment, spool)
    assert (finding.level, finding.advice) == (Level.WARNING, "move it into the inbox")


def test_an_article_with_two_entries_is_a_problem(deployment: Deployment) -> None:
    entry: Any = sample_event().to_entry()
    deployment.redis.xadd(deployment.keys.articles, entry)
    assert [each.level for each in stream_findings(deployment)] == [Level.OK]
    deployment.redis.xadd(deployment.keys.articles, entry)
    assert [each.level for each in stream_findings(deployment)] == [Level.PROBLEM]


def test_an_entry_that_is_no_article_is_told(deployment: Deployment) -> None:
    deployment.redis.xadd(deployment.keys.articles, {"a": "b"})
    assert [each.level for each in stream_findings(deployment)] == [Level.WARNING, Level.OK]
