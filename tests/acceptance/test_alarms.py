"""A source that goes silent and comes back, through real processes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.exposition_reader import read_exposition

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

STORY = "Ferry service resumes\n\nThe ferry to Skarvik sails again. The storm has passed.\n"


def told(desk: Desk, event: str) -> list[dict[str, Any]]:
    """The log lines of one event."""
    lines = [json.loads(line) for line in desk.log.read_text().splitlines() if line[:1] == "{"]
    return [line for line in lines if line["event"] == event]


def test_a_silent_source_is_told_once_and_again_when_it_is_back(
    make_desk: Callable[..., Desk], tmp_path: Path, wait_until: Callable[..., None]
) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text("[sources.wire]\nsilence_seconds = 2\n")
    desk = make_desk(WIREDESK_CONFIG=str(rules), WIREDESK_SWEEP_SECONDS="0.2")
    desk.start("run")
    desk.drop("wire/a.txt", STORY)
    desk.drop("other/a.txt", f"Other {STORY}")
    wait_until(lambda: desk.log.exists() and told(desk, "source.silent"))
    [source] = [
        each
        for line in desk.command("sources", "--json").stdout.splitlines()
        if (each := json.loads(line))["silent"]
    ]
    assert source["source"] == "wire"
    metrics = read_exposition(desk.command("metrics").stdout)
    assert metrics["wiredesk_source_silent"].value(source="wire") == 1
    assert metrics["wiredesk_source_silent"].value(source="other") == 0
    desk.drop("wire/b.txt", f"More {STORY}")
    wait_until(lambda: told(desk, "source.heard"))
    [silent] = told(desk, "source.silent")[:1]
    assert (silent["source"], silent["level"]) == ("wire", "warning")
    assert silent["silent_seconds"] >= 2
    heard = told(desk, "source.heard")[0]
    assert heard["silent_seconds"] >= silent["silent_seconds"]
