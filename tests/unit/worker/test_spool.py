"""The spool's folders, and reading what has been claimed."""

from __future__ import annotations

import datetime as dt
import os
import socket
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from schemas.document import new_document_id
from schemas.errors import RejectedError, RetryableError, SetupError
from schemas.failure import FailureReason
from worker.spool import FOLDERS, Claimed, Spool

if TYPE_CHECKING:
    from collections.abc import Iterator

ID = "0197f3a0" + "0" * 24
LIMIT = 1000
NOBODY = 65534


def put(spool: Spool, raw: bytes = b"text", path: str = "a.txt") -> Claimed:
    """A file in `processing/`."""
    document_id = new_document_id()
    place = Path(spool.claim_place(document_id, *os.path.split(path)))
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(raw)
    [claimed] = [each for each in spool.claimed() if each.document_id == document_id]
    return claimed


def reading(spool: Spool, claimed: Claimed) -> RejectedError:
    """The refusal to read a file."""
    with pytest.raises(RejectedError) as refused:
        spool.read(claimed, LIMIT)
    return refused.value


def in_place_of_a_file(spool: Spool) -> tuple[Claimed, Path]:
    """A claimed file that has been taken away, and where it lay."""
    claimed = put(spool)
    place = spool.location(claimed)
    place.unlink()
    return claimed, place


def test_the_folders_are_made(tmp_path: Path) -> None:
    Spool(tmp_path / "deep" / "spool").prepare()
    made = [folder.name for folder in (tmp_path / "deep" / "spool").iterdir()]
    assert sorted(made) == sorted(FOLDERS)


def test_a_spool_is_prepared_as_often_as_you_like(spool: Spool) -> None:
    put(spool)
    spool.prepare()
    assert len(spool.claimed()) == 1


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "inbox").write_text("no folder")
    with pytest.raises(SetupError) as refused:
        Spool(tmp_path).prepare()
    assert str(refused.value) == f"cannot make the folder {tmp_path / 'inbox'}: File exists"


def test_a_spool_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(SetupError) as refused:
        Spool(tmp_path / "file").prepare()
    folder = tmp_path / "file" / "inbox"
    assert str(refused.value) == f"cannot make the folder {folder}: Not a directory"


def test_a_folder_that_is_not_writable_is_named(
    spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The superuser may write everywhere, so the system's answer has to be set.
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != spool.processed)
    with pytest.raises(SetupError) as refused:
        spool.prepare()
    user = os.getuid()
    assert str(refused.value) == f"cannot write to {spool.processed}: give user {user} the right to"


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="needs a second file system")
def test_folders_on_two_file_systems_are_refused(tmp_path: Path) -> None:
    if tmp_path.stat().st_dev == Path("/dev/shm").stat().st_dev:
        pytest.skip("needs a second file system")
    (tmp_path / "processed").symlink_to("/dev/shm")
    with pytest.raises(SetupError) as refused:
        Spool(tmp_path).prepare()
    assert str(refused.value) == (
        f"inbox, processing, processed, failed in {tmp_path} must be on one file system: "
        "files are claimed by renaming them"
    )


def test_what_is_claimed_is_described(spool: Spool) -> None:
    claimed = put(spool, b"text", "sport/a.txt")
    os.utime(spool.location(claimed), (1000, 1000))
    assert spool.claimed() == [Claimed(claimed.document_id, "sport", "a.txt", 4, 1000.0)]


def test_the_oldest_claim_comes_first(spool: Spool) -> None:
    claimed = [put(spool, path=path) for path in ("z/a.txt", "c.txt", "b/b.txt")]
    assert spool.claimed() == sorted(claimed, key=lambda each: each.document_id)


@pytest.mark.parametrize("name", ["a.txt", "__a.txt", f"{ID}__", f"{ID}_a.txt", f"{ID.upper()}__a"])
def test_foreign_files_in_processing_are_left_out(spool: Spool, name: str) -> None:
    (spool.processing / name).write_text("x")
    assert spool.claimed() == []


def test_a_folder_in_processing_is_no_claimed_file(spool: Spool) -> None:
    (spool.processing / f"{ID}__a.txt").mkdir()
    assert spool.claimed() == []


def test_a_spool_without_processing_has_nothing_claimed(tmp_path: Path) -> None:
    assert Spool(tmp_path).claimed() == []


def test_the_bytes_of_a_file_are_read(spool: Spool) -> None:
    assert spool.read(put(spool, b"\x00\xff\n"), LIMIT) == b"\x00\xff\n"


def test_a_file_as_large_as_the_limit_is_read(spool: Spool) -> None:
    assert len(spool.read(put(spool, b"x" * LIMIT), LIMIT)) == LIMIT


def test_a_larger_file_is_refused(spool: Spool) -> None:
    error = reading(spool, put(spool, b"x" * (LIMIT + 1)))
    assert error.reason is FailureReason.TOO_LARGE
    assert error.message == "the file has 1,001 bytes; the limit is 1,000"


def test_an_empty_file_is_refused(spool: Spool) -> None:
    error = reading(spool, put(spool, b""))
    assert (error.reason, error.message) == (FailureReason.EMPTY_FILE, "the file is empty")


def test_a_link_is_not_followed(spool: Spool, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    claimed, place = in_place_of_a_file(spool)
    place.symlink_to(tmp_path / "secret")
    assert reading(spool, claimed).reason is FailureReason.UNREADABLE


@pytest.mark.timeout(10)
def test_a_pipe_is_refused_and_not_waited_for(spool: Spool) -> None:
    claimed, place = in_place_of_a_file(spool)
    os.mkfifo(place)
    error = reading(spool, claimed)
    assert (error.reason, error.message) == (FailureReason.UNREADABLE, "this is no regular file")


def test_a_folder_is_refused(spool: Spool) -> None:
    claimed, place = in_place_of_a_file(spool)
    place.mkdir()
    assert reading(spool, claimed).reason is FailureReason.UNREADABLE


def test_a_socket_is_refused(spool: Spool, monkeypatch: pytest.MonkeyPatch) -> None:
    claimed, place = in_place_of_a_file(spool)
    monkeypatch.chdir(place.parent)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(place.name)
        assert reading(spool, claimed).reason is FailureReason.UNREADABLE


@pytest.fixture
def as_nobody() -> Iterator[None]:
    """Without the superuser's right to read everything."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    yield
    os.seteuid(before)


@pytest.mark.usefixtures("as_nobody")
def test_a_file_without_the_right_to_read_is_refused() -> None:
    with tempfile.TemporaryDirectory() as folder:
        spool = Spool(Path(folder))
        claimed = put(spool)
        spool.location(claimed).chmod(0)
        error = reading(spool, claimed)
    assert error.reason is FailureReason.UNREADABLE
    assert error.message == "the file cannot be read: Permission denied"


def test_a_file_that_is_gone_is_no_refusal(spool: Spool) -> None:
    claimed, _ = in_place_of_a_file(spool)
    with pytest.raises(FileNotFoundError):
        spool.read(claimed, LIMIT)


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of a process")
def test_a_machine_short_of_files_is_no_fault_of_the_document(spool: Spool) -> None:
    import resource  # noqa: PLC0415 - not on every system

    claimed = put(spool)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
    try:
        with pytest.raises(RetryableError) as raised:
            spool.read(claimed, LIMIT)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert str(raised.value) == "a.txt: Too many open files"


def test_a_change_time_is_given_in_utc() -> None:
    noon = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
    assert Claimed(ID, "", "a", 0, noon.timestamp()).modified == noon


@pytest.mark.parametrize("mtime", [1e30, -62_135_596_800, 253_402_300_799])
def test_an_impossible_change_time_becomes_the_epoch(mtime: float) -> None:
    assert Claimed(ID, "", "a", 0, mtime).modified == dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def test_the_path_is_shown_with_replacement_characters() -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    assert Claimed(ID, "sport", name, 0, 0).path == "sport/caf\ufffd.txt"
