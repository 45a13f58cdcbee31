"""A spool in trouble: what the watcher says, that it goes on, and that nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from worker.embedded import EmbeddedServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

MAY_MOUNT = (
    os.getuid() == 0
    and subprocess.run(["/usr/bin/unshare", "-m", "true"], check=False).returncode == 0
)
"""Root of a machine may, root of most containers may not."""

LESS = ("--bounding-set=-dac_override", "--inh-caps=-dac_override")
NO_MORE_THAN_OTHERS = ("/usr/bin/setpriv", *LESS) if os.getuid() == 0 else ()
"""What stands before a command that root runs, so that rights to files bind it, too."""

STORY = "Ferry service resumes\n\nThe ferry to Skarvik sails again. The storm has passed.\n"


def processed(desk: Desk, name: str) -> bool:
    return any(path.endswith(name) for path in desk.files("processed"))


@pytest.fixture(scope="module")
def running(make_desk: Callable[..., Desk]) -> Iterator[Desk]:
    """A desk with a pipeline."""
    desk = make_desk()
    desk.start("run")
    yield desk
    desk.stop_all()


@pytest.mark.parametrize("folder", ["inbox", "processing", "processed", "failed"])
def test_a_folder_removed_while_running_is_made_again(
    running: Desk, wait_until: Callable[..., None], folder: str
) -> None:
    before, after, empty = (f"{folder}-{name}.txt" for name in ("before", "after", "empty"))
    running.drop(before, f"{before}. {STORY}")
    wait_until(lambda: processed(running, before))
    shutil.rmtree(running.spool / folder)
    running.drop(after, f"{after}. {STORY}")
    running.drop(empty, "")
    wait_until(lambda: processed(running, after))
    wait_until(lambda: empty in running.files("failed"))


@pytest.mark.skipif(not MAY_MOUNT, reason="this user may not mount")
def test_a_mount_below_the_inbox_is_told_once_and_other_files_go_on(
    make_desk: Callable[..., Desk], wait_until: Callable[..., None]
) -> None:
    desk = make_desk()
    mounted = desk.inbox / "mounted"
    mounted.mkdir()
    subprocess.run(["/bin/mount", "-t", "tmpfs", "-o", "size=1m", "wire", mounted], check=True)
    try:
        (mounted / "far.txt").write_text(f"Far. {STORY}")
        desk.start("run")
        for name in ("one.txt", "two.txt"):
            desk.drop(name, f"{name}. {STORY}")
            wait_until(lambda name=name: processed(desk, name))
        wait_until(lambda: "file.not_moved" in desk.log.read_text())
        desk.stop_all()
        assert desk.log.read_text().count("file.not_moved") == 1
        assert "nothing may be mounted below the inbox" in desk.log.read_text()
    finally:
        subprocess.run(["/bin/umount", mounted], check=True)


def test_names_with_control_characters_do_not_reach_the_terminal(
    make_desk: Callable[..., Desk],
) -> None:
    desk = make_desk()
    (desk.inbox / os.fsdecode(b"bad\xff\x1b[31m\nname.txt")).touch()
    desk.run_until_idle()
    for arguments in (["failed", "list"], ["failed", "drop", "--all", "--yes"]):
        shown = desk.command(*arguments)
        assert shown.returncode == 0, shown.stderr
        assert "\ufffd [31m name.txt" in shown.stdout
        assert "\x1b" not in shown.stdout


@pytest.mark.skipif(not MAY_MOUNT, reason="this user may not mount")
def test_a_full_disk_is_told_once_and_waited_out(
    make_desk: Callable[..., Desk], wait_until: Callable[..., None], tmp_path: Path
) -> None:
    with EmbeddedServer(tmp_path) as server:
        desk = make_desk(WIREDESK_REDIS_URL=server.url)
        subprocess.run(
            ["/bin/mount", "-t", "tmpfs", "-o", "size=1m", "wire", desk.spool], check=True
        )
        try:
            desk.inbox.mkdir()
            ballast = desk.spool / "ballast"
            with suppress(OSError), ballast.open("wb", buffering=0) as file:
                while file.write(b"x" * 4096):
                    pass
            assert shutil.disk_usage(desk.spool).free == 0
            (desk.inbox / "empty.txt").touch()
            desk.start("run")
            wait_until(lambda: "watcher.trouble" in desk.log.read_text())
            ballast.unlink()
            desk.drop("good.txt", f"Good. {STORY}")
            wait_until(lambda: processed(desk, "good.txt"))
            wait_until(lambda: "empty.txt" in desk.files("failed"))
            assert desk.log.read_text().count("watcher.trouble") == 1
        finally:
            desk.stop_all()
            subprocess.run(["/bin/umount", "-l", desk.spool], check=True)


def test_an_inbox_that_may_not_be_written_to_is_told_at_the_start(
    make_desk: Callable[..., Desk],
) -> None:
    desk = make_desk()
    desk.inbox.chmod(0o555)
    try:
        assert desk.start("run", under=NO_MORE_THAN_OTHERS).wait(30) == 2
    finally:
        desk.inbox.chmod(0o755)
    assert "cannot write to" in desk.log.read_text()
