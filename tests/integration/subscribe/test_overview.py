"""What is told of consumer groups."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tasks.deployment import Deployment
from tasks.keys import Keys
from tasks.options import Options
from tests.integration.subscribe.conftest import GOLDEN, STREAM
from worker.subscribe.overview import groups_of

if TYPE_CHECKING:
    from tests.integration.subscribe.conftest import Stream
    from worker.subscribe.overview import GroupState


def states(stream: Stream, **options: int) -> list[GroupState]:
    return groups_of(Deployment(redis=stream.client, keys=Keys(), options=Options(**options)))


def test_without_a_stream_there_are_no_groups(stream: Stream) -> None:
    assert states(stream) == []


def test_groups_come_by_name(stream: Stream) -> None:
    for name in ("b", "a"):
        stream.client.xgroup_create(STREAM, name, "0", mkstream=True)
    assert [state.name for state in states(stream)] == ["a", "b"]


def test_lag_is_what_was_not_delivered_and_pending_what_was_not_acknowledged(
    stream: Stream,
) -> None:
    stream.add("a", "b", "c")
    stream.client.xgroup_create(STREAM, "desk", "0")
    stream.client.xreadgroup("desk", "me", {STREAM: ">"}, count=1)
    [state] = states(stream)
    assert (state.lag, state.pending, state.consumers) == (2, 1, 1)


def test_lag_is_counted_where_the_server_does_not_know_it(stream: Stream) -> None:
    _, second, _ = stream.add("a", "b", "c")
    stream.client.xgroup_create(STREAM, "desk", "0")
    stream.client.xdel(STREAM, second)
    [state] = states(stream)
    assert state.lag == 2


def test_the_oldest_entry_that_a_group_needs_may_be_one_that_it_got(stream: Stream) -> None:
    now = int(time.time() * 1000)
    stream.client.xadd(STREAM, GOLDEN, id=f"{now - 60_000}-0")
    stream.client.xgroup_create(STREAM, "desk", "0")
    stream.client.xreadgroup("desk", "me", {STREAM: ">"})
    stream.add("b")
    [state] = states(stream)
    assert state.oldest_seconds == pytest.approx(60, abs=5)


def test_a_group_that_has_everything_needs_nothing(stream: Stream) -> None:
    stream.add("a")
    stream.client.xgroup_create(STREAM, "desk", "$")
    [state] = states(stream)
    assert (state.lag, state.oldest_seconds, state.warning) == (0, None, "")


def test_a_group_that_holds_old_entries_back_is_warned_of(stream: Stream) -> None:
    now = int(time.time() * 1000)
    stream.client.xadd(STREAM, GOLDEN, id=f"{now - 3_500_000}-0")
    stream.client.xgroup_create(STREAM, "desk", "0")
    stream.client.xreadgroup("desk", "me", {STREAM: ">"})
    [state] = states(stream, stream_seconds=3_600)
    assert state.warning == "it holds back entries that would go by their age"


def test_a_group_that_nobody_reads_is_warned_of_before_its_entries_go(stream: Stream) -> None:
    now = int(time.time() * 1000)
    stream.client.xadd(STREAM, GOLDEN, id=f"{now - 3_500_000}-0")
    stream.client.xgroup_create(STREAM, "desk", "0")
    [state] = states(stream, stream_seconds=3_600)
    assert "soon counts as dead" in state.warning
