"""The index survives its server: what was settled stays settled."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
import redis as redis_module

from schemas.verdict import VerdictKind
from tasks.deduplicate.deduplicate import deduplicate
from tasks.deployment import Deployment
from tasks.keys import Keys
from tasks.options import Options
from tests.news import BODY, HEADLINE, story
from worker.connection import connect
from worker.embedded import EmbeddedServer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from schemas.article import Article

pytestmark = pytest.mark.integration

ARTICLES = 100


def report(number: int, **fields: str) -> Article:
    town = f"Tarn{number}holm"
    body = BODY.replace("Tarnholm", town).replace("9 of the 24", f"{number} of the {number + 9}")
    known = {"headline": HEADLINE.replace("Tarnholm", town), "body_text": body, **fields}
    return story(**known)


def test_copies_are_known_after_the_server_was_killed_and_has_read_its_log(
    tmp_path: Path, wait_until: Callable[..., None]
) -> None:
    """With every command on the disk; written once a second, the last second can be lost."""
    with EmbeddedServer(tmp_path) as server:
        there = Deployment(redis=connect(server.url), options=Options(), keys=Keys())
        there.redis.config_set("appendfsync", "always")
        names = [f"{number}" for number in range(2 * ARTICLES)]
        for name in names:
            there.redis.hset(there.keys.article(name), "article", "{}")
        originals = {
            f"{number}": report(number, uri=f"urn:uuid:{number}") for number in range(ARTICLES)
        }
        before = deduplicate(originals, there.index, there.options)
        process_id = there.redis.info("server")["process_id"]
        os.kill(process_id, signal.SIGKILL)
        wait_until(lambda: not alive(server.url))
    with EmbeddedServer(tmp_path) as server:
        there = Deployment(redis=connect(server.url), options=Options(), keys=Keys())
        assert deduplicate(originals, there.index, there.options) == before
        for number in range(ARTICLES):
            name = f"{ARTICLES + number}"
            copy = report(number, uri=f"urn:uuid:{name}", headline="Bridge shut")
            [judgement] = deduplicate({name: copy}, there.index, there.options).values()
            assert judgement.verdict.kind is VerdictKind.NEAR_DUPLICATE
            assert judgement.verdict.canonical_id == f"{number}"


def alive(url: str) -> bool:
    try:
        return bool(redis_module.Redis.from_url(url).ping())
    except redis_module.RedisError:
        return False
