"""The stages in one process: files in, events out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from schemas.errors import RejectedError
from schemas.event import ArticleEvent, EventType
from schemas.failure import FailureReason
from tests.samples import TEXT
from worker.oneshot import OneShot
from worker.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def file(folder: Path, name: str, raw: bytes = TEXT) -> Path:
    made = folder / name
    made.write_bytes(raw)
    return made


@dataclass
class Outcome:
    events: list[ArticleEvent]
    refused: list[RejectedError]


def outcomes(*paths: Path, folder: str | None = None, **settings: Any) -> list[Outcome]:
    """What becomes of each file, one after another."""
    one_shot = OneShot(Settings(**settings), folder)
    found = [list(one_shot.process(path)) for path in paths]
    return [
        Outcome(
            [item for item in items if isinstance(item, ArticleEvent)],
            [item for item in items if isinstance(item, RejectedError)],
        )
        for items in found
    ]


def outcome(path: Path, folder: str | None = None, **settings: Any) -> Outcome:
    [found] = outcomes(path, folder=folder, **settings)
    return found


def refusal(path: Path, **settings: Any) -> FailureReason:
    [found] = outcomes(path, **settings)
    assert found.events == []
    [error] = found.refused
    return error.reason


def test_a_file_becomes_an_event(tmp_path: Path) -> None:
    found = outcome(file(tmp_path, "ferry.txt"))
    assert found.refused == []
    [event] = found.events
    assert (event.type, event.data.headline) == (EventType.PUBLISHED, "Ferry service resumes")


def test_the_event_says_where_it_comes_from(tmp_path: Path) -> None:
    [event] = outcome(file(tmp_path, "ferry.txt")).events
    assert event.source == "wiredesk/process"
    assert event.data.provenance.document == "ferry.txt"
    assert event.data.provenance.sha256 == hashlib.sha256(TEXT).hexdigest()


def test_an_event_has_a_summary(tmp_path: Path) -> None:
    [event] = outcome(file(tmp_path, "ferry.txt")).events
    assert event.data.summary is not None
    assert event.data.summary.text == "The ferry to Skarvik sails again. The storm has passed."


def test_a_copy_among_the_files_is_found(tmp_path: Path) -> None:
    paths = [file(tmp_path, "a.txt"), file(tmp_path, "b.txt")]
    types = [event.type for found in outcomes(*paths) for event in found.events]
    assert types == [EventType.PUBLISHED, EventType.DUPLICATE]


def test_a_file_counts_as_dropped_into_the_folder_that_is_named(tmp_path: Path) -> None:
    [event] = outcome(file(tmp_path, "ferry.txt"), folder="wire/nordwire/").events
    assert event.data.provenance.document == "wire/nordwire/ferry.txt"
    assert event.data.source == "wire/nordwire"


def test_a_bad_item_does_not_keep_the_others_from_coming_out(tmp_path: Path) -> None:
    found = outcome(file(tmp_path, "a.json", b'[{"text": "One."}, 2, {"text": "Three."}]'))
    assert [event.data.body_text for event in found.events] == ["One.", "Three."]
    assert [error.member for error in found.refused] == ["1"]


def test_a_file_that_is_refused_does_not_stop_the_others(tmp_path: Path) -> None:
    paths = [file(tmp_path, "empty.txt", b""), file(tmp_path, "b.txt")]
    assert [len(found.events) for found in outcomes(*paths)] == [0, 1]


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert refusal(file(tmp_path, "a.txt", b"")) is FailureReason.EMPTY_FILE


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = file(tmp_path, "a.txt", b"Headline\n\n" + b"x" * 100)
    assert refusal(path, max_document_bytes=100) is FailureReason.TOO_LARGE


def test_a_file_as_large_as_the_limit_is_read(tmp_path: Path) -> None:
    assert len(outcome(file(tmp_path, "a.txt"), max_document_bytes=len(TEXT)).events) == 1


@pytest.mark.parametrize("name", ["nothing.txt", "."])
def test_what_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path / name) is FailureReason.UNREADABLE


def test_a_refusal_says_why(tmp_path: Path) -> None:
    [error] = outcome(tmp_path / "nothing.txt").refused
    assert error.message == "the file cannot be read: No such file or directory"
