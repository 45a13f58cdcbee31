"""What a subscriber is told of entries that it will never get."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from tasks.deployment import Deployment
from tasks.keys import Keys
from tasks.options import Options
from tests.integration.subscribe.conftest import GOLDEN, STREAM

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.subscribe.conftest import Stream
    from worker.subscribe import Delivery

NOW = int(time.time() * 1000)


def add_old(stream: Stream, *ids: str) -> None:
    for number, each in enumerate(ids):
        stream.client.xadd(STREAM, GOLDEN | {"id": each}, id=f"{NOW - 7_200_000 + number}-0")


def trim(stream: Stream) -> None:
    """Trim as if every group were dead."""
    options = Options(stream_seconds=3_600, group_dead_seconds=1)
    trimmer = Deployment(redis=stream.client, keys=Keys(), options=options).trimmer
    groups: Any = stream.client.xinfo_groups(STREAM)
    trimmer.trim()
    known: Any = stream.client.hgetall(Keys().groups(STREAM))
    for group in groups:
        place = known[group["name"]].decode().split()[0]
        stream.client.hset(Keys().groups(STREAM), group["name"].decode(), f"{place} 1")
    trimmer.trim()


def take_back(stream: Stream, entry: str, article: str) -> None:
    stream.client.xdel(STREAM, entry)
    fields: dict[Any, Any] = {
        "stream": STREAM,
        "from": entry,
        "to": entry,
        "count": 1,
        "reason": "withdrawn",
    }
    stream.client.xadd(Keys().trims, fields | {"article": article, "by": "kill"})


def test_entries_that_were_trimmed_unread_are_a_gap_with_their_number(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    add_old(stream, "a", "b", "c")
    stream.client.xgroup_create(STREAM, "desk", f"{NOW - 7_200_000}-0")
    trim(stream)
    stream.add("d")
    with running() as desk:
        wait_until(lambda: desk.ids == ["d"])
    [gap] = desk.gaps
    assert (gap.reason, gap.count) == ("age", 2)


def test_what_was_trimmed_before_a_group_began_is_no_gap(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    add_old(stream, "a", "b")
    trim(stream)
    stream.add("c")
    with running() as desk:
        wait_until(lambda: desk.ids == ["c"])
    assert desk.gaps == []


def test_a_withdrawn_entry_is_told_with_its_article(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    _, second, _ = stream.add("a", "b", "c")
    stream.client.xgroup_create(STREAM, "desk", "0")
    take_back(stream, second, "b")
    with running() as desk:
        wait_until(lambda: desk.ids == ["a", "c"])
    [gap] = desk.gaps
    assert (gap.reason, gap.article_id, gap.count) == ("withdrawn", "b", 1)


def test_an_entry_that_was_delivered_and_then_withdrawn_is_no_empty_event(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    first, _ = stream.add("a", "b")
    stream.client.xgroup_create(STREAM, "desk", "0")
    stream.client.xreadgroup("desk", "me", {STREAM: ">"})
    take_back(stream, first, "a")
    with running(consumer="me") as desk:
        wait_until(lambda: desk.ids == ["b"] and desk.gaps and stream.pending("desk") == 0)
    [gap] = desk.gaps
    assert (gap.reason, gap.first, gap.last) == ("withdrawn", first, first)


def test_an_entry_that_was_withdrawn_at_its_last_attempt_is_not_parked(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    entry, _ = stream.add("a", "b")

    def fail(delivery: Delivery) -> None:
        if delivery.entry_id == entry:
            take_back(stream, entry, "a")
        raise ValueError("no")

    with running(handle=fail, max_attempts=1):
        wait_until(lambda: stream.parked("desk") and stream.pending("desk") == 0)
    assert [each["id"] for each in stream.parked("desk")] == ["b"]


def test_entries_that_somebody_else_deleted_are_a_gap_too(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    first, second, third = stream.add("a", "b", "c")
    stream.client.xgroup_create(STREAM, "desk", first)
    stream.client.xdel(STREAM, second)
    with running() as desk:
        wait_until(lambda: desk.ids == ["c"])
    [gap] = desk.gaps
    assert (gap.reason, gap.last) == ("unknown", second)
    assert gap.last < third


def test_a_gap_is_told_once(stream: Stream, running: Any, wait_until: Callable[..., None]) -> None:
    _, second, _ = stream.add("a", "b", "c")
    stream.client.xgroup_create(STREAM, "desk", "0")
    take_back(stream, second, "b")
    with running(batch=1) as desk:
        wait_until(lambda: desk.ids == ["a", "c"])
        stream.add("d", "e")
        wait_until(lambda: len(desk.ids) == 4)
    assert len(desk.gaps) == 1


def test_entries_that_somebody_else_trimmed_are_a_gap_with_their_number(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    entries = stream.add("a", "b", "c", "d")
    stream.client.xgroup_create(STREAM, "desk", "0")
    stream.client.xreadgroup("desk", "me", {STREAM: ">"}, count=1, noack=True)
    stream.client.xtrim(STREAM, minid=entries[3], approximate=False)
    with running() as desk:
        wait_until(lambda: desk.ids == ["d"])
    [gap] = desk.gaps
    assert (gap.reason, gap.count) == ("unknown", 2)


def test_a_new_group_gets_what_is_older_than_a_withdrawn_entry(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    *_, third = stream.add("a", "b", "c")
    take_back(stream, third, "c")
    with running() as desk:
        wait_until(lambda: desk.ids == ["a", "b"], 5)
