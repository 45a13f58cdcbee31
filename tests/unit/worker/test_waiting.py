"""What a file in the inbox waits for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from schemas.document import new_document_id
from tasks.deployment import Deployment
from tasks.keys import Keys
from tasks.presence import Presence
from tests.samples import TEXT
from worker.cli.explain import waiting_lines
from worker.settings import Settings
from worker.spool import Spool
from worker.waiting import Waiting

if TYPE_CHECKING:
    from pathlib import Path

    from redis import Redis

LONG_AGO = 1_700_000_000


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    spool = Spool(tmp_path)
    spool.prepare()
    return spool


@pytest.fixture
def watched(redis: Redis) -> Redis:
    """A server at which a watcher has reported."""
    Presence(redis, Keys().watchers).beat()
    return redis


def whys(redis: Redis, spool: Spool, name: str, **settings: Any) -> list[str]:
    chosen = Settings(spool=spool.root, **settings)
    deployment = Deployment(redis=redis, options=chosen, keys=Keys())
    return [each.why for each in Waiting(deployment, chosen).files(name)]


def drop(spool: Spool, name: str = "ferry.txt") -> Path:
    path = spool.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(TEXT)
    return path


def claim(spool: Spool) -> None:
    (spool.processing / f"{new_document_id()}__bridge.txt").write_bytes(TEXT)


def test_a_file_that_is_not_there_waits_for_nothing(watched: Redis, spool: Spool) -> None:
    assert whys(watched, spool, "ferry.txt") == []


def test_without_a_watcher_that_is_what_it_waits_for(redis: Redis, spool: Spool) -> None:
    drop(spool)
    [why] = whys(redis, spool, "ferry.txt")
    assert "no watcher is alive" in why


def test_a_file_that_has_just_changed_may_still_be_written(watched: Redis, spool: Spool) -> None:
    drop(spool)
    [why] = whys(watched, spool, "ferry.txt", settle_seconds=60)
    assert why.startswith("perhaps still being written")
    assert "after 60 s without a change" in why


def test_a_file_that_is_ready_counts_the_older_ones(watched: Redis, spool: Spool) -> None:
    older = drop(spool, "older.txt")
    os.utime(older, (LONG_AGO, LONG_AGO))
    drop(spool, "ferry.txt")
    assert whys(watched, spool, "ferry.txt", settle_seconds=1e-9) == [
        "ready; 1 older files are taken before it"
    ]
    [first] = whys(watched, spool, "older.txt", settle_seconds=1e-9)
    assert first.startswith("ready: the next to be taken")


@pytest.mark.parametrize(
    ("claimed", "begins"), [(0, "ready"), (3, "perhaps held back"), (4, "held back by high water")]
)
def test_high_water_holds_it_back(claimed: int, begins: str, watched: Redis, spool: Spool) -> None:
    drop(spool)
    for _ in range(claimed):
        claim(spool)
    [why] = whys(watched, spool, "ferry.txt", settle_seconds=1e-9, high_water_documents=4)
    assert why.startswith(begins)


@pytest.mark.parametrize("name", [".ferry.txt", "ferry.part", "@eaDir/ferry.txt"])
def test_a_name_that_is_never_read_is_told_with_its_pattern(
    name: str, watched: Redis, spool: Spool
) -> None:
    drop(spool, name)
    [why] = whys(watched, spool, name)
    assert why.startswith("ignored: ")
    assert "matches the pattern" in why


def test_a_pattern_of_the_settings_is_told(watched: Redis, spool: Spool) -> None:
    drop(spool)
    [why] = whys(watched, spool, "ferry.txt", ignore=("ferry*",))
    assert "'ferry*'" in why


def test_a_link_is_not_read(watched: Redis, spool: Spool) -> None:
    (spool.inbox / "ferry.txt").symlink_to(spool.root)
    [why] = whys(watched, spool, "ferry.txt")
    assert "links are not followed" in why


def test_files_of_one_name_in_several_folders_are_all_told(watched: Redis, spool: Spool) -> None:
    drop(spool, "wire/ferry.txt")
    drop(spool, "desk/ferry.txt")
    assert len(whys(watched, spool, "ferry.txt")) == 2
    assert len(whys(watched, spool, "desk/ferry.txt")) == 1
    assert len(whys(watched, spool, str(spool.inbox / "desk/ferry.txt"))) == 1


def test_looking_leaves_no_trace(watched: Redis, spool: Spool) -> None:
    spool.inbox.rmdir()
    assert whys(watched, spool, "ferry.txt") == []
    assert not spool.inbox.exists()


def test_control_characters_of_a_name_are_not_printed(watched: Redis, spool: Spool) -> None:
    drop(spool, "a\x1b[31m.txt")
    settings = Settings(spool=spool.root)
    deployment = Deployment(redis=watched, options=settings, keys=Keys())
    [file] = Waiting(deployment, settings).files("a\x1b[31m.txt")
    assert "\x1b" not in "\n".join(waiting_lines(file))
