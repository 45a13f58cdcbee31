"""The failed documents as the page lists them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from schemas.errors import SetupError
from tests.samples import sample_failure
from worker.web import failures
from worker.web.failures import Failures, failures_of, mark_of, retry

if TYPE_CHECKING:
    from worker.spool import Spool


def fail(spool: Spool, path: str) -> None:
    """Put a document with a reason into `failed/`."""
    file = spool.failed / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("{")
    sidecar = json.loads(sample_failure().to_json())
    file.with_name(f"{file.name}.error.json").write_text(json.dumps(sidecar))


def test_a_failure_is_told_with_its_reason_and_what_to_do(spool: Spool) -> None:
    fail(spool, "a/broken.json")
    [told] = failures_of(spool.root)["failures"]
    assert (told["path"], told["reason"], bool(told["advice"])) == (
        "a/broken.json",
        "malformed",
        True,
    )


def test_all_are_counted_and_some_are_told(spool: Spool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failures, "MOST_SHOWN", 2)
    for number in range(3):
        fail(spool, f"{number}.json")
    told = failures_of(spool.root)
    assert (told["count"], len(told["failures"])) == (3, 2)


def test_the_mark_stays_when_nothing_has_failed_since(spool: Spool) -> None:
    fail(spool, "a.json")
    assert mark_of(spool.root) == mark_of(spool.root)


def test_the_mark_changes_with_another_failure(spool: Spool) -> None:
    fail(spool, "a.json")
    before = mark_of(spool.root)
    fail(spool, "b.json")
    assert mark_of(spool.root) != before


def test_the_mark_changes_when_one_has_gone(spool: Spool) -> None:
    fail(spool, "a.json")
    before = mark_of(spool.root)
    retry(spool.root, "a.json")
    assert mark_of(spool.root) != before


def test_browsers_that_ask_for_the_same_are_told_the_same(spool: Spool) -> None:
    fail(spool, "a.json")
    failed = Failures(spool.root)
    assert failed.told() is failed.told()


def test_another_failure_is_looked_up(spool: Spool) -> None:
    fail(spool, "a.json")
    failed = Failures(spool.root)
    before = failed.told()
    fail(spool, "b.json")
    assert (before["count"], failed.told()["count"]) == (1, 2)


def test_a_document_whose_place_is_taken_stays(spool: Spool) -> None:
    fail(spool, "a.json")
    (spool.inbox / "a.json").write_text("{}")
    with pytest.raises(SetupError, match="is there already"):
        retry(spool.root, "a.json")


def test_a_name_that_is_no_utf8_is_told_and_found_again(spool: Spool) -> None:
    fail(spool, "\udcff.json")
    [told] = json.loads(json.dumps(failures_of(spool.root)))["failures"]
    retry(spool.root, told["path"])
    assert (spool.inbox / "\udcff.json").exists()
