"""Which documents a name means, and where their files are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from schemas.document import Document, DocumentState, claimed_at, new_document_id
from schemas.errors import RejectedError
from schemas.failure import FailureReason, Stage
from tasks.publish.dead_letters import make_failure
from tests.samples import TEXT, make_document
from tests.unit.tasks.test_state import articles_of
from worker.identity import documents_of, located
from worker.places import places, settled_at
from worker.spool import Spool

if TYPE_CHECKING:
    from pathlib import Path

    from tasks.deployment import Deployment

DONE, FAILED = DocumentState.PROCESSED.value, DocumentState.FAILED.value


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    spool = Spool(tmp_path)
    spool.prepare()
    return spool


def admitted(deployment: Deployment, path: str = "ferry.txt") -> Document:
    document = make_document(path=path)
    deployment.state.admit([(document, TEXT)], "wiredesk/spool")
    return document


def settled(spool: Spool, document_id: str, name: str) -> Path:
    file = spool.processed / claimed_at(document_id).date().isoformat() / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    return file


def failed(spool: Spool, document_id: str, name: str) -> Path:
    file = spool.failed / name
    file.touch()
    sidecar = file.with_name(f"{name}.error.json")
    sidecar.write_text(json.dumps({"document_id": document_id}), "utf-8")
    return file


def test_documents_of_one_name_are_all_found_the_newest_first(
    deployment: Deployment, spool: Spool
) -> None:
    ids = [admitted(deployment, path).id for path in ("desk/ferry.txt", "wire/ferry.txt")]
    admitted(deployment, "bridge.txt")
    assert documents_of(deployment, spool, "ferry.txt") == sorted(ids, reverse=True)
    assert documents_of(deployment, spool, "desk/ferry.txt") == ids[:1]


def test_a_settled_file_that_has_its_id_in_its_name_is_that_document(
    deployment: Deployment, spool: Spool
) -> None:
    document = admitted(deployment)
    admitted(deployment)
    file = settled(spool, document.id, f"ferry.{document.id}.txt")
    assert documents_of(deployment, spool, str(file)) == [document.id]


def test_a_name_that_only_looks_like_having_an_id_is_a_name(
    deployment: Deployment, spool: Spool
) -> None:
    name = "ferry.d41d8cd98f00b204e9800998ecf8427e.txt"
    document = admitted(deployment, name)
    assert documents_of(deployment, spool, name) == [document.id]


def test_a_failed_file_is_the_document_that_its_reason_names(
    deployment: Deployment, spool: Spool
) -> None:
    older = admitted(deployment)
    admitted(deployment)
    assert documents_of(deployment, spool, str(failed(spool, older.id, "ferry.txt"))) == [older.id]


def test_a_failed_article_leads_to_its_document(deployment: Deployment, spool: Spool) -> None:
    [record] = articles_of(deployment, 1)
    error = RejectedError(FailureReason.INTERNAL_ERROR, "made for a test")
    deployment.stream.bury([make_failure(record, Stage.SUMMARIZE, error)])
    assert documents_of(deployment, spool, record.id) == [record.document_id]


def test_a_path_below_the_spool_is_found_from_anywhere(spool: Spool) -> None:
    assert located(spool, "failed/ferry.txt") == spool.failed / "ferry.txt"


def test_each_of_two_files_of_one_name_is_its_own_documents(spool: Spool) -> None:
    one, two = new_document_id(), new_document_id()
    plain = settled(spool, one, "ferry.txt")
    tagged = settled(spool, two, f"ferry.{two}.txt")
    assert places(spool, one, "ferry.txt", DONE) == [plain]
    assert places(spool, two, "ferry.txt", DONE) == [tagged]


def test_a_failed_documents_file_is_not_the_one_that_went_well_later(spool: Spool) -> None:
    document_id = new_document_id()
    settled(spool, document_id, "ferry.txt")
    assert places(spool, document_id, "ferry.txt", FAILED) == []
    file = failed(spool, document_id, "ferry.txt")
    assert places(spool, document_id, "ferry.txt", FAILED) == [file]


def test_a_file_was_settled_when_it_was_moved(spool: Spool) -> None:
    document_id = new_document_id()
    moved = settled_at(spool, settled(spool, document_id, "ferry.txt"))
    assert moved is not None
    assert abs((moved - claimed_at(document_id)).total_seconds()) < 10
    assert settled_at(spool, spool.processing / "ferry.txt") is None
