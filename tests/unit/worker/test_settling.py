"""The last step: where a finished file goes, and what is said of a failed one."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from schemas.document import DocumentState
from schemas.failure import ADVICE, FailureReason
from tasks.record import Disposition
from tests.samples import sample_failure
from worker.settling import settle, sidecar_of

if TYPE_CHECKING:
    from worker.spool import Claimed, Spool

PROCESSED = Disposition(DocumentState.PROCESSED, published=1)
FAILED = Disposition(DocumentState.FAILED, failures=(sample_failure(),))
DAY = "2026-11-24"
MILLISECONDS = 1_795_521_600_000  # noon of that day


def put(spool: Spool, path: str = "a.txt", text: str = "text", number: int = 1) -> Claimed:
    """A file in `processing/`, claimed at noon."""
    document_id = f"{MILLISECONDS:012x}7000800000000000{number:04x}"
    place = Path(spool.claim_place(document_id, *os.path.split(path)))
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text)
    [claimed] = [each for each in spool.claimed() if each.document_id == document_id]
    return claimed


def files(spool: Spool) -> list[str]:
    """All files below the spool."""
    return sorted(str(p.relative_to(spool.root)) for p in spool.root.rglob("*") if p.is_file())


def sidecar(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.with_name(f"{path.name}.error.json").read_text("utf-8"))
    return found


def test_a_processed_file_goes_to_the_day_it_was_claimed(spool: Spool) -> None:
    assert settle(spool, put(spool), PROCESSED) == spool.processed / DAY / "a.txt"
    assert files(spool) == [f"processed/{DAY}/a.txt"]


def test_a_processed_file_keeps_its_folder(spool: Spool) -> None:
    settle(spool, put(spool, "sport/football/a.txt"), PROCESSED)
    assert files(spool) == [f"processed/{DAY}/sport/football/a.txt"]


def test_a_failed_file_goes_to_failed_with_a_sidecar(spool: Spool) -> None:
    assert settle(spool, put(spool), FAILED) == spool.failed / "a.txt"
    assert files(spool) == ["failed/a.txt", "failed/a.txt.error.json"]


def test_a_failed_file_keeps_its_folder(spool: Spool) -> None:
    settle(spool, put(spool, "sport/a.txt"), FAILED)
    assert files(spool) == ["failed/sport/a.txt", "failed/sport/a.txt.error.json"]


def test_the_sidecar_is_the_failure(spool: Spool) -> None:
    settle(spool, put(spool, "sport/a.txt"), FAILED)
    assert sidecar(spool.failed / "sport" / "a.txt") == {
        "document_id": "0" * 32,
        "article_id": None,
        "document": "sport/a.txt",
        "member": None,
        "stage": "normalize",
        "reason": "malformed",
        "message": "line 3, column 7: a comma is missing",
        "advice": ADVICE[FailureReason.MALFORMED],
        "attempts": 1,
        "time": "2026-11-24T12:00:00Z",
        "published": 0,
    }


def test_the_sidecar_ends_in_a_newline(spool: Spool) -> None:
    settle(spool, put(spool), FAILED)
    assert (spool.failed / "a.txt.error.json").read_text("utf-8").endswith("}\n")


def test_several_failures_are_all_told(spool: Spool) -> None:
    first = sample_failure()
    second = first.model_copy(update={"member": "line 2"})
    told = sidecar_of(put(spool), Disposition(DocumentState.FAILED, 7, (first, second)))
    assert [each["member"] for each in told["failures"]] == [None, "line 2"]
    assert told["published"] == 7


@pytest.mark.parametrize(
    ("disposition", "folder"), [(PROCESSED, f"processed/{DAY}"), (FAILED, "failed")]
)
def test_nothing_is_overwritten(spool: Spool, disposition: Disposition, folder: str) -> None:
    settle(spool, put(spool, text="first", number=1), disposition)
    second = put(spool, text="second", number=2)
    place = settle(spool, second, disposition)
    assert place == spool.root / folder / f"a.{second.document_id}.txt"
    assert (spool.root / folder / "a.txt").read_text() == "first"
    assert place.read_text() == "second"


def test_each_of_two_failed_files_has_its_sidecar(spool: Spool) -> None:
    settle(spool, put(spool, number=1), FAILED)
    place = settle(spool, put(spool, number=2), FAILED)
    assert place is not None
    assert len(files(spool)) == 4
    assert sidecar(place)["reason"] == "malformed"


def test_a_link_that_leads_nowhere_is_not_overwritten(spool: Spool) -> None:
    (spool.failed / "a.txt").symlink_to("nowhere")
    claimed = put(spool)
    assert settle(spool, claimed, FAILED) == spool.failed / f"a.{claimed.document_id}.txt"


@pytest.mark.parametrize(
    ("disposition", "folder"), [(PROCESSED, f"processed/{DAY}"), (FAILED, "failed")]
)
def test_where_a_file_has_the_name_of_the_folder_the_top_is_taken(
    spool: Spool, disposition: Disposition, folder: str
) -> None:
    settle(spool, put(spool, "sport", number=1), disposition)
    place = settle(spool, put(spool, "sport/football/a.txt", number=2), disposition)
    assert place == spool.root / folder / "a.txt"
    assert spool.claimed() == []


@pytest.mark.parametrize(
    ("disposition", "folder"), [(PROCESSED, f"processed/{DAY}"), (FAILED, "failed")]
)
def test_an_interrupted_move_is_completed(
    spool: Spool, disposition: Disposition, folder: str
) -> None:
    claimed = put(spool)
    target = spool.root / folder / "a.txt"
    target.parent.mkdir(exist_ok=True)
    target.hardlink_to(spool.location(claimed))
    assert settle(spool, claimed, disposition) == target
    assert spool.claimed() == []
    assert target.read_text() == "text"


def test_an_interrupted_move_under_a_second_name_is_completed(spool: Spool) -> None:
    settle(spool, put(spool, number=1), FAILED)
    claimed = put(spool, number=2)
    target = spool.failed / f"a.{claimed.document_id}.txt"
    target.hardlink_to(spool.location(claimed))
    assert settle(spool, claimed, FAILED) == target
    assert spool.claimed() == []


def test_a_file_that_another_watcher_moved_is_left_alone(spool: Spool) -> None:
    claimed = put(spool)
    settle(spool, claimed, FAILED)
    before = files(spool)
    assert settle(spool, claimed, FAILED) is None
    assert files(spool) == before


def test_a_file_system_without_links_is_used_by_renaming(
    spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    settle(spool, put(spool), PROCESSED)
    assert files(spool) == [f"processed/{DAY}/a.txt"]


def test_the_old_reason_goes_when_a_retry_went_well(spool: Spool) -> None:
    (spool.failed / "a.txt.error.json").write_text("{}")
    settle(spool, put(spool), PROCESSED)
    assert files(spool) == [f"processed/{DAY}/a.txt"]


def test_the_reason_of_a_file_that_still_lies_in_failed_stays(spool: Spool) -> None:
    settle(spool, put(spool, number=1), FAILED)
    settle(spool, put(spool, number=2), PROCESSED)
    assert files(spool) == [
        "failed/a.txt",
        "failed/a.txt.error.json",
        f"processed/{DAY}/a.txt",
    ]


@pytest.mark.parametrize(
    "name",
    ["x" * 251 + ".txt", "x." + "y" * 253, "x." + "y" * 219, "x" * 221, "." + "y" * 200],
)
@pytest.mark.parametrize("disposition", [PROCESSED, FAILED])
def test_long_names_are_settled_even_when_taken(
    spool: Spool, disposition: Disposition, name: str
) -> None:
    for number in (1, 2):
        settle(spool, put(spool, name, text=str(number), number=number), disposition)
    assert spool.claimed() == []
    texts = [Path(spool.root, f).read_text() for f in files(spool) if not f.endswith(".json")]
    assert sorted(texts) == ["1", "2"]


def test_empty_folders_in_processing_are_removed(spool: Spool) -> None:
    settle(spool, put(spool, "sport/football/a.txt"), PROCESSED)
    assert list(spool.processing.iterdir()) == []


def test_folders_with_other_files_stay(spool: Spool) -> None:
    first = put(spool, "sport/football/a.txt", number=1)
    second = put(spool, "sport/b.txt", number=2)
    settle(spool, first, PROCESSED)
    assert spool.claimed() == [second]
    assert not (spool.processing / "sport" / "football").exists()
