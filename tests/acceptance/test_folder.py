"""What may lie in an inbox, and what becomes of it."""

from __future__ import annotations

import os
import shutil
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

STORY = "Ferry service resumes\n\nThe ferry to Skarvik sails again. The storm has passed.\n"


@pytest.fixture(scope="module")
def desk(make_desk: Callable[..., Desk]) -> Iterator[Desk]:
    """A desk with a running pipeline, and the default settle time."""
    desk = make_desk(WIREDESK_SETTLE_SECONDS="1.5")
    desk.start("run")
    yield desk
    desk.stop_all()


def processed(desk: Desk, name: str) -> bool:
    return any(path.endswith(name) for path in desk.files("processed"))


def test_a_file_written_in_ten_chunks_over_five_seconds_comes_out_whole(
    desk: Desk, wait_until: Callable[..., None]
) -> None:
    with (desk.inbox / "slow.txt").open("w", buffering=1) as file:
        file.write("A slow story\n\n")
        for chunk in range(10):
            file.write(f"This is sentence number {chunk} of it. ")
            file.flush()
            time.sleep(0.5)  # the producer's pace, which is what is tested
    wait_until(lambda: processed(desk, "slow.txt"))
    [event] = [e for e in desk.events() if e["data"]["headline"] == "A slow story"]
    assert event["data"]["body_text"].count("sentence number") == 10


def test_what_is_no_regular_file_is_left_alone_and_its_neighbour_comes_out(
    desk: Desk, wait_until: Callable[..., None]
) -> None:
    os.mkfifo(desk.inbox / "pipe.txt")
    (desk.inbox / "link.txt").symlink_to("/etc/passwd")
    desk.drop("beside.txt", f"Beside. {STORY}")
    wait_until(lambda: processed(desk, "beside.txt"))
    assert desk.files("inbox") == ["link.txt", "pipe.txt"]
    for name in ("link.txt", "pipe.txt"):
        (desk.inbox / name).unlink()


def test_a_file_of_zero_bytes_and_one_of_nuls_fail_and_their_neighbour_comes_out(
    desk: Desk, wait_until: Callable[..., None]
) -> None:
    (desk.inbox / "empty.txt").touch()
    (desk.inbox / "nuls.txt").write_bytes(b"\0" * 4096)
    desk.drop("good.txt", f"Good. {STORY}")
    wait_until(lambda: processed(desk, "good.txt"))
    wait_until(lambda: len(desk.files("failed")) >= 4)
    assert desk.sidecar("empty.txt")["reason"] == "empty_file"
    sidecar = desk.sidecar("nuls.txt")
    assert (sidecar["reason"], sidecar["stage"]) == ("unsupported_format", "normalize")
    assert {"message", "attempts", "time", "document_id", "advice"} <= sidecar.keys()


def test_a_name_that_is_no_utf_8_comes_out(desk: Desk, wait_until: Callable[..., None]) -> None:
    (desk.inbox / os.fsdecode(b"caf\xe9.txt")).write_text(f"Café. {STORY}")
    wait_until(lambda: any(e["data"]["headline"].startswith("Café") for e in desk.events()))


def test_a_name_of_255_bytes_comes_out(desk: Desk, wait_until: Callable[..., None]) -> None:
    (desk.inbox / ("n" * 251 + ".txt")).write_text(f"Long name. {STORY}")
    wait_until(lambda: any(e["data"]["headline"].startswith("Long") for e in desk.events()))


def test_a_folder_that_is_moved_in_comes_out_with_its_path_as_source(
    desk: Desk, wait_until: Callable[..., None]
) -> None:
    tree = desk.spool.parent / "tree"
    (tree / "football").mkdir(parents=True)
    (tree / "football" / "final.txt").write_text(f"Final. {STORY}")
    tree.rename(desk.inbox / "sport")
    wait_until(lambda: processed(desk, "sport/football/final.txt"))
    [event] = [e for e in desk.events() if e["data"]["headline"].startswith("Final")]
    assert event["data"]["source"] == "sport/football"


def test_the_same_name_dropped_again_overwrites_nothing(
    desk: Desk, wait_until: Callable[..., None]
) -> None:
    desk.drop("again.txt", f"First. {STORY}")
    wait_until(lambda: processed(desk, "again.txt"))
    desk.drop("again.txt", f"Second. {STORY}")
    wait_until(lambda: sum("again." in path for path in desk.files("processed")) == 2)
    texts = [p.read_text() for p in (desk.spool / "processed").rglob("again*.txt")]
    assert sorted(text[:5] for text in texts) == ["First", "Secon"]


def test_an_inbox_that_was_removed_is_made_again(
    desk: Desk, wait_until: Callable[..., None]
) -> None:
    shutil.rmtree(desk.inbox)
    wait_until(desk.inbox.is_dir)
    desk.drop("after.txt", f"After. {STORY}")
    wait_until(lambda: processed(desk, "after.txt"))


def test_a_failed_file_moved_back_by_hand_is_tried_again(
    desk: Desk, wait_until: Callable[..., None]
) -> None:
    desk.drop("mended.json", '{"headline": "Mended"')
    failed = desk.spool / "failed" / "mended.json"
    wait_until(failed.exists)
    failed.write_text('{"headline": "Mended", "body_text": "It is whole now."}')
    failed.rename(desk.inbox / "mended.json")
    wait_until(lambda: processed(desk, "mended.json"))
    assert not failed.with_name("mended.json.error.json").exists()


def test_a_failed_file_whose_folder_cannot_be_made_ends_in_failed_all_the_same(
    desk: Desk, wait_until: Callable[..., None]
) -> None:
    wait_until((desk.spool / "failed").is_dir)
    (desk.spool / "failed" / "blocked").write_text("a file where a folder would have to be")
    desk.drop("blocked/nothing.txt", "")
    wait_until((desk.spool / "failed" / "nothing.txt").exists)
    assert desk.sidecar("nothing.txt")["document"] == "blocked/nothing.txt"
