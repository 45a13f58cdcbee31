"""Events once more."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from schemas.errors import SetupError
from tasks.deployment import Deployment
from tasks.keys import Keys
from tasks.options import Options
from tests.integration.subscribe.conftest import STREAM
from worker.subscribe.replaying import Replay, entry_bound

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.subscribe.conftest import Stream


@pytest.fixture
def replay(stream: Stream) -> Replay:
    return Replay(Deployment(redis=stream.client, keys=Keys(), options=Options()))


def ids(entries: Any) -> list[str]:
    return [fields["id"] for _, fields in entries]


def test_a_range_ends_with_its_last_entry(stream: Stream, replay: Replay) -> None:
    _, second, third, _ = stream.add("a", "b", "c", "d")
    assert ids(replay.between(second, third)) == ["b", "c"]


def test_a_range_longer_than_a_page_is_whole(stream: Stream, replay: Replay) -> None:
    names = [str(number) for number in range(1_234)]
    stream.add(*names)
    assert ids(replay.between("-", "+")) == names


def test_an_entry_is_found_by_the_id_of_its_event(stream: Stream, replay: Replay) -> None:
    entry, _ = stream.add("a", "b")
    stream.client.set(Keys().published("a"), entry)
    assert ids(replay.chosen(["a"])) == ["a"]


def test_what_is_not_on_the_stream_is_said_to_be_so(stream: Stream, replay: Replay) -> None:
    with pytest.raises(SetupError, match="9-9 is not on the stream"):
        replay.chosen(["9-9"])


def test_a_group_gets_a_range_again_and_its_place_stays(
    stream: Stream, replay: Replay, running: Any, wait_until: Callable[..., None]
) -> None:
    _, second, third, _ = stream.add("a", "b", "c", "d")
    with running() as desk:
        wait_until(lambda: len(desk.ids) == 4)
        assert replay.hand_over("desk", [second, third]) == 2
        wait_until(lambda: desk.ids[4:] == ["b", "c"])
        wait_until(lambda: stream.pending("desk") == 0)
        stream.add("e")
        wait_until(lambda: desk.ids[6:] == ["e"])
    assert [each.attempt for each in desk.deliveries] == [1] * 7


def test_a_group_that_is_not_there_is_named(stream: Stream, replay: Replay) -> None:
    entries = stream.add("a")
    with pytest.raises(SetupError, match="no group 'nobody'"):
        replay.hand_over("nobody", entries)


def test_parked_events_are_handed_over_again(
    stream: Stream, replay: Replay, running: Any, wait_until: Callable[..., None]
) -> None:
    def fail(_: object) -> None:
        raise ValueError

    stream.add("a", "b")
    with running(handle=fail, max_attempts=1):
        wait_until(lambda: len(stream.parked("desk")) == 2)
    assert replay.unpark("desk") == 2
    assert stream.parked("desk") == []
    with running() as desk:
        wait_until(lambda: sorted(desk.ids) == ["a", "b"])


def test_parked_events_that_were_trimmed_stay_parked(
    stream: Stream, replay: Replay, running: Any, wait_until: Callable[..., None]
) -> None:
    def fail(_: object) -> None:
        raise ValueError

    _, kept = stream.add("a", "b")
    with running(handle=fail, max_attempts=1):
        wait_until(lambda: len(stream.parked("desk")) == 2)
    stream.client.xtrim(STREAM, minid=kept, approximate=False)
    assert replay.unpark("desk") == 1
    assert [each["id"] for each in stream.parked("desk")] == ["a"]


def test_a_moment_without_an_offset_is_local_time() -> None:
    local = dt.datetime(2026, 11, 24, 6).astimezone()
    assert entry_bound("2026-11-24T06:00", end=False) == f"{int(local.timestamp() * 1000)}-0"


def test_a_moment_as_the_end_covers_its_whole_millisecond() -> None:
    assert entry_bound("1970-01-01T00:00:01Z", end=True) == "1000-18446744073709551615"


def test_a_moment_before_all_ids_is_the_first_of_them() -> None:
    assert entry_bound("1969-12-31T23:59Z", end=False) == "0-0"


@pytest.mark.parametrize("bound", ["-", "+", "1700000000000-5", "1700000000000"])
def test_an_entry_id_is_a_bound(bound: str) -> None:
    assert entry_bound(bound, end=False) == bound


@pytest.mark.parametrize("bound", ["yesterday", "", "12-x", "20261332", "0001-01-01"])
def test_what_is_no_bound_is_refused(bound: str) -> None:
    with pytest.raises(SetupError):
        entry_bound(bound, end=False)


def test_an_entry_that_is_no_text_can_be_looked_at(stream: Stream, replay: Replay) -> None:
    stream.client.xadd(STREAM, {"data": b"\xff"})
    [(_, fields)] = replay.between("-", "+")
    assert fields == {"data": "\ufffd"}


def test_the_gaps_of_a_range_are_known(stream: Stream, replay: Replay) -> None:
    first, *_ = stream.add("a", "b")
    fields: dict[Any, Any] = {"stream": STREAM, "from": first, "to": first, "count": 1}
    stream.client.xadd(Keys().trims, fields | {"reason": "withdrawn", "article": "a", "by": "k"})
    [gap] = replay.gaps("-", "+")
    assert (gap.first, gap.reason, gap.article_id) == (first, "withdrawn", "a")
