"""One document of thousands of articles: in pieces, in portions, and through kills."""

from __future__ import annotations

import json
import os
import signal
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest
import redis

from tasks.keys import Keys
from worker.connection import connect
from worker.embedded import EmbeddedServer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

ARTICLES = 2_000
SMALL = {
    # The document is larger than what is parsed whole, and takes longer than a task may.
    "WIREDESK_MAX_DOCUMENT_BYTES": "100000",
    "WIREDESK_SOFT_TIME_LIMIT_SECONDS": "4",
    "WIREDESK_HARD_TIME_LIMIT_SECONDS": "8",
    "WIREDESK_LEASE_SECONDS": "10",
}


def lines() -> str:
    """Articles as JSON Lines; the tenth of them is none."""
    text = "The ferry to Skarvik sails again. The storm has passed.\n" * 8
    items = [
        {"title": f"Ferry report {number}", "text": f"Report {number}. {text}", "id": f"x:{number}"}
        for number in range(ARTICLES)
    ]
    written = [json.dumps(item) for item in items]
    written[10] = '{"title": '
    return "\n".join(written)


def published(desk: Desk) -> int:
    """How many events there are by now, on the server that the run has started."""
    url = EmbeddedServer(desk.spool / ".wiredesk").url
    with closing(connect(url)) as client, suppress(redis.ConnectionError):
        return int(client.xlen(Keys().articles))
    return 0


def test_a_long_document_survives_kills_of_its_workers(
    make_desk: Callable[..., Desk], wait_until: Callable[..., None]
) -> None:
    desk = make_desk(**SMALL)
    desk.drop("long.jsonl", lines())
    run = desk.start("run", "--until-idle")
    for kill in (1, 2):
        wait_until(lambda kill=kill: published(desk) >= kill * 500)
        for pid in desk.children("work"):
            os.kill(pid, signal.SIGKILL)
    assert run.wait(200) == 0
    events = desk.events()
    assert len(events) == len({event["id"] for event in events}) == ARTICLES - 1
    assert {event["data"]["uri"] for event in events} == {
        f"x:{number}" for number in range(ARTICLES) if number != 10
    }
    assert desk.files("failed") == ["long.jsonl", "long.jsonl.error.json"]
    sidecar = desk.sidecar("long.jsonl")
    assert (sidecar["reason"], sidecar["member"]) == ("malformed", "10")


def test_a_text_that_is_too_large_for_one_article_is_refused(
    make_desk: Callable[..., Desk],
) -> None:
    desk = make_desk(**SMALL)
    desk.drop("long.txt", "The ferry sails.\n" * 10_000)
    desk.run_until_idle()
    assert desk.sidecar("long.txt")["reason"] == "too_large"
