"""The documents in `failed/`."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from schemas.errors import SetupError
from worker.failed import FailedDocument, drop, failed_documents, find, move_back

if TYPE_CHECKING:
    from pathlib import Path

    from worker.spool import Spool


def fail(spool: Spool, path: str, **sidecar: str) -> None:
    """A file in `failed/`, with a sidecar if there is something to say."""
    file = spool.failed / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("text")
    if sidecar:
        file.with_name(f"{file.name}.error.json").write_text(json.dumps(sidecar))


def explained(spool: Spool, path: str, document_id: str = "1") -> None:
    fail(spool, path, document_id=document_id, reason="no_text", message="no body was found")


def test_nothing_has_failed_in_a_new_spool(spool: Spool) -> None:
    assert list(failed_documents(spool.root)) == []


def test_a_folder_that_cannot_be_listed_is_not_an_empty_one(spool: Spool) -> None:
    spool.failed.rmdir()
    spool.failed.touch()
    with pytest.raises(SetupError, match="failed cannot be listed: Not a directory"):
        list(failed_documents(spool.root))


def test_a_failed_document_is_its_file_and_its_sidecar(spool: Spool) -> None:
    explained(spool, "sport/a.txt")
    assert list(failed_documents(spool.root)) == [
        FailedDocument(
            file=spool.failed / "sport" / "a.txt",
            path="sport/a.txt",
            sidecar={"document_id": "1", "reason": "no_text", "message": "no body was found"},
        )
    ]


def test_failed_documents_come_by_path(spool: Spool) -> None:
    for path in ("b.txt", "sport/a.txt", "a.txt"):
        explained(spool, path)
    paths = [each.path for each in failed_documents(spool.root)]
    assert paths == ["a.txt", "b.txt", "sport/a.txt"]


def test_a_half_written_sidecar_is_no_document(spool: Spool) -> None:
    fail(spool, ".1.tmp")
    assert list(failed_documents(spool.root)) == []


def test_a_file_without_a_sidecar_says_so(spool: Spool) -> None:
    fail(spool, "a.txt")
    assert find(spool.root, "a.txt").sidecar == {
        "reason": "unknown",
        "message": "there is no a.txt.error.json",
    }


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "{}",
        '{"reason": "no_text"}',
        '{"reason": {}, "message": ""}',
        "\ud800",
        "[" * 99_999,
    ],
)
def test_a_broken_sidecar_is_none(spool: Spool, text: str) -> None:
    fail(spool, "a.txt")
    (spool.failed / "a.txt.error.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    assert find(spool.root, "a.txt").sidecar["reason"] == "unknown"


@pytest.mark.parametrize("name", ["sport/a.txt", "a.txt", "42"])
def test_a_document_is_found_by_path_name_and_id(spool: Spool, name: str) -> None:
    explained(spool, "sport/a.txt", document_id="42")
    assert find(spool.root, name).path == "sport/a.txt"


def test_a_document_that_is_not_there_is_not_found(spool: Spool) -> None:
    with pytest.raises(SetupError) as refused:
        find(spool.root, "a.txt")
    assert str(refused.value) == "no failed document is called 'a.txt'; see `wiredesk failed list`"


def test_a_name_of_several_is_not_enough(spool: Spool) -> None:
    explained(spool, "arts/a.txt", "1")
    explained(spool, "sport/a.txt", "2")
    with pytest.raises(SetupError) as refused:
        find(spool.root, "a.txt")
    assert str(refused.value) == (
        "'a.txt' is the name of several (arts/a.txt, sport/a.txt): give a path or an id"
    )


def test_the_path_of_one_wins_over_the_name_of_others(spool: Spool) -> None:
    explained(spool, "a.txt", "1")
    explained(spool, "sport/a.txt", "2")
    assert find(spool.root, "a.txt").path == "a.txt"


def test_a_document_is_moved_back_to_its_folder(spool: Spool) -> None:
    explained(spool, "sport/a.txt")
    place = move_back(spool.root, find(spool.root, "a.txt"))
    assert place == spool.inbox / "sport" / "a.txt"
    assert place.read_text() == "text"


def test_its_sidecar_goes(spool: Spool) -> None:
    explained(spool, "a.txt")
    move_back(spool.root, find(spool.root, "a.txt"))
    assert list(spool.failed.iterdir()) == []


def test_a_file_that_waits_in_the_inbox_is_not_overwritten(spool: Spool) -> None:
    explained(spool, "a.txt")
    (spool.inbox / "a.txt").write_text("new")
    with pytest.raises(SetupError) as refused:
        move_back(spool.root, find(spool.root, "a.txt"))
    place = spool.inbox / "a.txt"
    assert str(refused.value) == f"{place} is there already: wait until it is taken, or rename it"
    assert place.read_text() == "new"


def test_a_document_whose_folder_is_a_file_in_the_inbox_stays(spool: Spool) -> None:
    explained(spool, "sport/a.txt")
    (spool.inbox / "sport").touch()
    with pytest.raises(SetupError, match=r"sport/a\.txt cannot be moved into the inbox"):
        move_back(spool.root, find(spool.root, "a.txt"))
    assert find(spool.root, "a.txt").sidecar["reason"] == "no_text"


def test_a_document_is_not_moved_through_a_link(spool: Spool, tmp_path: Path) -> None:
    explained(spool, "sport/a.txt")
    (spool.inbox / "sport").symlink_to(tmp_path)
    with pytest.raises(SetupError, match="leads out of the inbox"):
        move_back(spool.root, find(spool.root, "a.txt"))
    assert not (tmp_path / "a.txt").exists()


def test_a_document_that_cannot_be_deleted_is_told(spool: Spool) -> None:
    (spool.failed / "a.txt").mkdir()
    with pytest.raises(SetupError, match=r"a\.txt cannot be deleted"):
        drop(FailedDocument(spool.failed / "a.txt", "a.txt", {}))


def test_the_time_of_one_that_has_just_gone_is_now(spool: Spool) -> None:
    fail(spool, "a.txt")
    found = find(spool.root, "a.txt")
    drop(found)
    assert dt.datetime.now(dt.UTC) - found.time < dt.timedelta(minutes=5)


def test_a_dropped_document_is_gone_with_its_sidecar(spool: Spool) -> None:
    explained(spool, "sport/a.txt")
    explained(spool, "sport/b.txt", "2")
    drop(find(spool.root, "sport/a.txt"))
    left = sorted(path.name for path in (spool.failed / "sport").iterdir())
    assert left == ["b.txt", "b.txt.error.json"]


def test_dropping_what_is_gone_already_is_no_error(spool: Spool) -> None:
    explained(spool, "a.txt")
    found = find(spool.root, "a.txt")
    drop(found)
    drop(found)


def test_a_dropped_link_takes_nothing_with_it(spool: Spool, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("text")
    (spool.failed / "a.txt").symlink_to(outside)
    drop(FailedDocument(spool.failed / "a.txt", "a.txt", {}))
    assert outside.exists()


def test_the_time_of_a_failure_is_that_of_its_sidecar(spool: Spool) -> None:
    fail(spool, "a.txt", reason="no_text", message="none", time="2026-11-24T12:00:00Z")
    assert find(spool.root, "a.txt").time == dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize("time", ["", "yesterday", "2026-11-24", "0001-01-01T00:00+14:00"])
def test_without_a_whole_time_it_is_that_of_the_move(spool: Spool, time: str) -> None:
    fail(spool, "a.txt", reason="no_text", message="none", time=time)
    age = dt.datetime.now(dt.UTC) - find(spool.root, "a.txt").time
    assert dt.timedelta(seconds=-5) < age < dt.timedelta(minutes=5)
