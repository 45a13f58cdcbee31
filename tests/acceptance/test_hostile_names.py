"""What the commands print of hostile names and texts: JSON that any reader takes, plain lines."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

NAME = "bad\udcff\x1b[31m\x9b31m\x85\u2028\n name"
SHOWN = "bad\ufffd\x1b[31m\x9b31m\x85\u2028\n name"
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
REASON = {"reason": "poison", "message": "C1 \x9b31m, half a pair \ud83d, a line\x85break"}


@pytest.fixture(scope="module")
def desk(make_desk: Callable[..., Desk]) -> Desk:
    """One article with hostile fields is published; one file failed, two have been put there."""
    desk = make_desk()
    article = {"headline": "Ferry \ud83d\x9b31m resumes", "body_text": "It sails. \udc00 \x9b2J"}
    (desk.inbox / f"{NAME}.json").write_text(json.dumps(article))
    (desk.inbox / f"{NAME}.txt").touch()
    desk.run_until_idle()
    failed = desk.spool / "failed"
    (failed / f"{NAME}, put here").touch()
    (failed / "told.txt").touch()
    (failed / "told.txt.error.json").write_text(json.dumps(REASON))
    return desk


def lines(desk: Desk, *arguments: str) -> list[str]:
    """What a command prints; that it is UTF-8 is seen at its being read."""
    done = desk.command(*arguments)
    assert done.returncode == 0, done.stderr[-2000:]
    assert not UNSAFE.search(done.stdout)
    return done.stdout.splitlines()


def test_failures_as_json_are_lines_of_valid_json(desk: Desk) -> None:
    told = [json.loads(line) for line in lines(desk, "failed", "list", "--json")]
    assert len(told) == 3
    assert {"reason": "poison", "message": REASON["message"].replace("\ud83d", "\ufffd")} in told
    assert f"{SHOWN}.txt" in {each.get("document") for each in told}
    assert any(SHOWN in each["message"] for each in told)


def test_failures_as_text_are_plain(desk: Desk) -> None:
    assert lines(desk, "failed", "list")


def test_a_failure_is_found_by_the_name_that_it_has(desk: Desk) -> None:
    assert lines(desk, "failed", "show", os.fsdecode(os.fsencode(f"{NAME}.txt")))
    [told] = lines(desk, "failed", "show", f"{NAME}, put here", "--json")
    assert json.loads(told)["reason"] == "unknown"


def test_events_as_json_are_lines_of_valid_json(desk: Desk) -> None:
    [event] = [json.loads(line) for line in lines(desk, "tail", "--json")]
    assert event["data"]["provenance"]["document"] == f"{SHOWN}.json"


def test_events_as_text_are_plain(desk: Desk) -> None:
    assert lines(desk, "tail")
    assert lines(desk, "tail", "--from", "0")


def test_complaints_are_plain(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    for folder in ("a", "b"):
        (desk.spool / "failed" / folder).mkdir(parents=True)
        (desk.spool / "failed" / folder / NAME).touch()
    done = desk.command("failed", "show", NAME)
    assert "is the name of several" in done.stderr
    assert not UNSAFE.search(done.stderr)
