"""Folders that may not be written to, and a disk that has no room for another folder."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT as HERE
from worker.embedded import EmbeddedServer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

ROOT = os.getuid() == 0
MAY_MOUNT = ROOT and subprocess.run(["/usr/bin/unshare", "-m", "true"], check=False).returncode == 0
BOUND_BY_RIGHTS = (
    ["/usr/bin/setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if ROOT else []
)
"""Root without its power over rights: files are its own, and their modes hold for it, too."""

MODULE = (sys.executable, "-m", "worker")
STORY = "Ferry service resumes\n\nThe ferry to Skarvik sails again. The storm has passed.\n"
FILES = 40


def complaints(desk: Desk) -> int:
    return desk.log.read_text().count("file.not_moved")


@pytest.mark.parametrize("folder", ["inbox", "processing", "processed"])
def test_a_folder_made_read_only_is_told_once_and_waited_for(
    make_desk: Callable[..., Desk], wait_until: Callable[..., None], folder: str
) -> None:
    desk = make_desk(WIREDESK_BATCH_SIZE="2", WIREDESK_HIGH_WATER_DOCUMENTS="4")
    desk.start("run", under=BOUND_BY_RIGHTS)
    for number in range(FILES):
        desk.drop(f"{number:03}.txt", f"Number {number}. {STORY}")
    wait_until(lambda: desk.files("processed"))
    [place] = (desk.spool / folder).glob("20*") if folder == "processed" else [desk.spool / folder]
    place.chmod(0o555)
    try:
        wait_until(lambda: complaints(desk) > 0)
        before = len(desk.files("inbox"))
    finally:
        place.chmod(0o755)
    assert before > 0
    wait_until(lambda: len(desk.files("processed")) == FILES)
    desk.stop_all()
    assert (complaints(desk), desk.files("failed")) == (1, [])


@pytest.mark.skipif(not MAY_MOUNT, reason="this user may not mount")
def test_a_disk_that_is_full_at_the_claim_is_told_once_and_waited_out(
    make_desk: Callable[..., Desk], wait_until: Callable[..., None], tmp_path: Path
) -> None:
    """The folder that a file keeps while it is in work cannot be made."""
    with EmbeddedServer(tmp_path) as server:
        desk = make_desk(WIREDESK_REDIS_URL=server.url)
        options = ["-t", "tmpfs", "-o", "size=1m,nr_inodes=40"]
        subprocess.run(["/bin/mount", *options, "wire", desk.spool], check=True)
        try:
            desk.inbox.mkdir()
            process = desk.start("run")
            wait_until(lambda: "watcher.started" in desk.log.read_text())
            desk.drop("sport/final.txt", f"Final. {STORY}")
            ballast = fill(desk.spool / "ballast")
            wait_until(lambda: "watcher.trouble" in desk.log.read_text())
            assert desk.files("inbox") == ["sport/final.txt"]
            for path in ballast:
                path.unlink()
            wait_until(lambda: len(desk.files("processed")) == 1)
            assert process.poll() is None
            assert desk.log.read_text().count("watcher.trouble") == 1
        finally:
            desk.stop_all()
            subprocess.run(["/bin/umount", "-l", desk.spool], check=True)


def fill(folder: Path) -> list[Path]:
    """Make files until the disk takes no more."""
    made: list[Path] = []
    folder.mkdir()
    while True:
        path = folder / f"{len(made)}"
        try:
            path.touch()
        except OSError:
            return made
        made.append(path)


@pytest.mark.skipif(not ROOT, reason="needs another user's folder")
def test_a_spool_that_may_not_be_entered_is_a_finding_of_the_doctor(
    make_desk: Callable[..., Desk],
) -> None:
    desk = make_desk()
    os.chown(desk.spool, 12_345, 12_345)
    desk.spool.chmod(0o700)
    doctor = desk.start("doctor", under=BOUND_BY_RIGHTS, program=MODULE)
    assert doctor.wait(60) == 1
    assert "/inbox cannot be looked at: give user 0 the right" in desk.log.read_text()


@pytest.mark.skipif(not ROOT, reason="needs another user's folder")
def test_a_command_works_in_a_folder_that_may_not_be_entered(
    make_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    os.chown(tmp_path, 12_345, 12_345)
    tmp_path.chmod(0o700)
    there = ["/bin/sh", "-c", f'cd {tmp_path} && exec {" ".join(BOUND_BY_RIGHTS)} "$@"', "sh"]
    config = make_desk(PYTHONPATH=str(HERE)).start("config", under=there, program=MODULE)
    assert config.wait(60) == 0
