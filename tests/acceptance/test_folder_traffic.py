"""Files that meet in a spool: the same name twice, two watchers, whole trees, long names."""

from __future__ import annotations

import json
import os
import random
import signal
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.chaos.system import System
from tests.chaos.traffic import Traffic
from worker.embedded import EmbeddedServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

STORY = "Ferry service resumes\n\nThe ferry to Skarvik sails again. The storm has passed.\n"
FILES = 300
LONGEST_NAME = "é" * 125 + "x.txt"
"""255 bytes, 130 characters."""


@pytest.fixture(scope="module")
def desk(make_desk: Callable[..., Desk]) -> Iterator[Desk]:
    desk = make_desk()
    desk.start("run")
    yield desk
    desk.stop_all()


def named(desk: Desk, folder: str, first: str) -> list[str]:
    """The files whose names begin with a letter."""
    names = [path.rpartition("/")[2] for path in desk.files(folder)]
    return [name for name in names if name.startswith(first) and name.endswith(".txt")]


def texts(spool: Path, folder: str) -> list[str]:
    return sorted(path.read_text()[:6] for path in (spool / folder).rglob("*.txt"))


def test_the_same_name_dropped_while_the_first_is_in_work_comes_out_beside_it(
    tmp_path: Path,
) -> None:
    with System(tmp_path) as system:
        System.signal(system.family("work"), signal.SIGSTOP)
        for word in ("First.", "Second"):
            part = system.inbox / "again.txt.part"
            part.write_text(f"{word} {STORY}")
            part.rename(system.inbox / "again.txt")
            assert system.wait(partial(in_work, system, word), 60)
        System.signal(system.family("work"), signal.SIGCONT)
        both = ["First.", "Second"]
        assert system.wait(lambda: texts(system.spool, "processed") == both, 60)
        with closing(system.client()) as client:
            assert client.xlen("{wiredesk}:articles") == 2


def in_work(system: System, word: str) -> bool:
    return word in texts(system.spool, "processing")


def test_two_watchers_of_one_spool_publish_each_file_once(
    make_desk: Callable[..., Desk], wait_until: Callable[..., None], tmp_path: Path
) -> None:
    with EmbeddedServer(tmp_path) as server:
        desk = make_desk(WIREDESK_REDIS_URL=server.url)
        for role in ("watch", "watch", "work"):
            desk.start(role)
        wait_until(lambda: desk.log.read_text().count("watcher.started") == 2)
        traffic = Traffic(random.Random(3))
        traffic.drop(desk.inbox, FILES)
        wait_until(lambda: settled(desk) >= FILES, 90)
        desk.stop_all()
        headlines = [event["data"]["headline"] for event in desk.events()]
    assert settled(desk) == FILES
    assert (len(headlines), len(set(headlines))) == (traffic.articles, traffic.articles)


def settled(desk: Desk) -> int:
    ended = [*desk.files("processed"), *desk.files("failed")]
    return sum(not name.endswith((".error.json", ".tmp")) for name in ended)


def test_names_of_255_bytes_come_out_and_fail_as_others_do(
    desk: Desk, wait_until: Callable[..., None]
) -> None:
    """Twice each: the second has to get a name of its own."""
    assert len(os.fsencode(LONGEST_NAME)) == 255
    for time in (1, 2):
        (desk.inbox / LONGEST_NAME).write_text(f"Long{time}. {STORY}")
        (desk.inbox / f"y{LONGEST_NAME[1:]}").touch()
        wait_until(lambda time=time: len(named(desk, "processed", "é")) == time)
        wait_until(lambda time=time: len(named(desk, "failed", "y")) == time)
    listed = desk.command("failed", "list", "--json").stdout.splitlines()
    assert sum(json.loads(line)["document"].startswith("y") for line in listed) == 2


def test_a_tree_that_is_moved_in_at_once_comes_out_whole(
    desk: Desk, wait_until: Callable[..., None]
) -> None:
    tree = desk.spool.parent / "tree"
    paths = [f"{n % 3}/{n % 5}/{'f' * 255}/{n:03}.txt" for n in range(60)]
    for path in paths:
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        (tree / path).write_text(f"{path[-7:]} {STORY}")
    tree.rename(desk.inbox / "tree")

    def came_out() -> set[str]:
        return {path.partition("/tree/")[2] for path in desk.files("processed")} - {""}

    wait_until(lambda: len(came_out()) == len(paths))
    assert came_out() == set(paths)


def test_a_tree_too_deep_for_any_path_stops_no_other_file(
    desk: Desk, wait_until: Callable[..., None]
) -> None:
    top = desk.spool.parent / "deep"
    top.mkdir()
    folder = os.open(top, os.O_RDONLY)
    for level in range(20):
        name = f"{level:0250}"
        os.mkdir(name, dir_fd=folder)
        below = os.open(name, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = below
        os.close(os.open("story.txt", os.O_WRONLY | os.O_CREAT, 0o644, dir_fd=folder))
    os.close(folder)
    top.rename(desk.inbox / "deep")
    wait_until(lambda: "story.txt" in str(desk.files("failed")))
    desk.drop("good.txt", f"Good.. {STORY}")
    wait_until(lambda: "Good.." in texts(desk.spool, "processed"))
    assert "watcher.trouble" not in desk.log.read_text()
