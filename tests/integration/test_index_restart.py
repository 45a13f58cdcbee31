"""The index survives its server: what was settled stays settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tasks.deduplicate.deduplicate import deduplicate
from tests.integration.race_worker import (
    COPIES,
    admit,
    assert_one_original_each,
    copy_of,
    deployment_at,
    name_of,
    retry,
    start,
)
from worker.embedded import EmbeddedServer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.integration

GROUPS = 60
WORKERS = 4


def test_copies_are_known_after_the_server_was_killed_in_the_middle(
    tmp_path: Path, wait_until: Callable[..., None]
) -> None:
    """With every command on the disk before it is answered; written once a second, the last second
    can be lost.
    """
    with EmbeddedServer(tmp_path) as server:
        there = deployment_at(server.url)
        there.redis.config_set("appendfsync", "always")
        admit(there, GROUPS)
        workers = [
            start(retry, server.url, GROUPS, number, tmp_path / f"{number}.heard")
            for number in range(WORKERS)
        ]
        middle = there.keys.article(name_of(GROUPS // 3, 0))
        wait_until(lambda: there.redis.hexists(middle, "judgement"))
        assert server._process is not None
        server._process.kill()
        server._process.wait()
        server.keep_running()
        for worker in workers:
            worker.join()
        assert [worker.exitcode for worker in workers] == [0] * WORKERS
        assert_one_original_each(there, GROUPS, tmp_path)


def test_what_was_cut_off_in_the_log_is_settled_anew_and_whole(tmp_path: Path) -> None:
    """A log that ends anywhere: an article is remembered with its judgement, or not at all."""
    with EmbeddedServer(tmp_path) as server:
        there = deployment_at(server.url)
        there.redis.config_set("appendfsync", "always")
        admit(there, 2)
        log = next((tmp_path / "appendonlydir").glob("*.incr.aof"))
        before = log.stat().st_size
        first = {name_of(0, 0): copy_of(0, 0)}
        deduplicate(first, there.index, there.options)
        after = log.stat().st_size
    whole = log.read_bytes()[:after]
    for end in range(before, after + 1, 97):
        log.write_bytes(whole[:end])
        with EmbeddedServer(tmp_path) as server:
            there = deployment_at(server.url)
            key = there.keys.article(name_of(0, 0))
            fields = {b"claim", b"judgement"} & set(there.redis.hkeys(key))
            assert len(fields) in {0, 2}
            deduplicate(first, there.index, there.options)
            for number in range(1, COPIES):
                article = {name_of(0, number): copy_of(0, number)}
                [judgement] = deduplicate(article, there.index, there.options).values()
                assert judgement.verdict.canonical_id == name_of(0, 0)
