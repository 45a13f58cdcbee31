"""The Python client against a real server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tasks.keys import Keys
from tests.integration.subscribe.conftest import STREAM
from worker.subscribe import Filter, Subscriber

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.subscribe.conftest import Stream
    from worker.subscribe import Delivery


def fail(_: Delivery) -> None:
    raise ValueError("no")


def fail_at(*ids: str) -> Callable[[Delivery], None]:
    def handle(delivery: Delivery) -> None:
        if delivery.event.id in ids:
            raise ValueError("no")

    return handle


def at(event_id: str, do: Callable[[], object]) -> Callable[[Delivery], None]:
    def handle(delivery: Delivery) -> None:
        if delivery.event.id == event_id:
            do()

    return handle


HASTY: dict[str, Any] = {"claim_seconds": 1e-6}
"""It says after each event that it still holds the others."""


def test_a_new_group_gets_what_is_there_and_what_comes(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    stream.add("a", "b")
    with running() as desk:
        wait_until(lambda: desk.ids == ["a", "b"])
        stream.add("c")
        wait_until(lambda: desk.ids == ["a", "b", "c"])


def test_a_group_may_begin_with_what_comes(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    stream.add("a")
    with running(start="new") as desk:
        wait_until(lambda: stream.client.xinfo_groups(STREAM))
        stream.add("b")
        wait_until(lambda: desk.ids == ["b"])


def test_what_was_handled_is_acknowledged(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    stream.add("a", "b")
    with running() as desk:
        wait_until(lambda: len(desk.ids) == 2 and stream.pending("desk") == 0)


def test_two_of_a_group_share_the_events(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    ids = [str(number) for number in range(200)]
    with running(consumer="one", batch=4) as one, running(consumer="two", batch=4) as two:
        stream.add(*ids)
        wait_until(lambda: len(one.ids) + len(two.ids) == 200)
    assert sorted(one.ids + two.ids) == sorted(ids)


def test_an_event_whose_handler_raises_comes_again_while_others_go_on(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    stream.add("a", "b", "c")
    with running(handle=fail_at("a"), retry_seconds=0.05, max_attempts=3) as desk:
        wait_until(lambda: stream.parked("desk"))
    assert desk.ids == ["a", "b", "c", "a", "a"]
    assert [each.attempt for each in desk.deliveries if each.event.id == "a"] == [1, 2, 3]


def test_an_event_that_fails_too_often_is_parked_with_its_error(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    [entry] = stream.add("a")
    with running(handle=fail, max_attempts=1):
        wait_until(lambda: stream.parked("desk"))
    [parked] = stream.parked("desk")
    assert (parked["id"], parked["entry_id"], parked["attempts"]) == ("a", entry, "1")
    assert parked["error"] == "ValueError: no"
    assert stream.pending("desk") == 0


def test_an_entry_that_is_no_event_is_parked_at_once(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    stream.add("a", data="{}")
    stream.add("b")
    with running() as desk:
        wait_until(lambda: stream.parked("desk") and desk.ids == ["b"])
    assert stream.parked("desk")[0]["error"].startswith("no event of this contract")


def test_an_event_that_ends_its_consumers_is_parked_unseen(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    [entry] = stream.add("a")
    stream.client.xgroup_create(STREAM, "desk", "0")
    for _ in range(2):
        stream.client.xreadgroup("desk", "me", {STREAM: ">"})
        stream.client.xreadgroup("desk", "me", {STREAM: "0"})
    with running(consumer="me", max_attempts=2) as desk:
        wait_until(lambda: stream.parked("desk"))
    assert desk.ids == []
    assert stream.parked("desk")[0]["entry_id"] == entry


def test_an_event_that_lay_behind_one_that_ended_the_process_is_handled_though_one_delivery_is_all(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    stream.add("a", "b")
    stream.client.xgroup_create(STREAM, "desk", "0")
    stream.client.xreadgroup("desk", "me", {STREAM: ">"})
    with running(consumer="me", max_attempts=1) as desk:
        wait_until(lambda: stream.pending("desk") == 0)
    assert desk.ids == ["a", "b"]
    assert stream.parked("desk") == []


def test_an_event_given_back_at_a_stop_is_handled_though_one_delivery_is_all(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    stream.add("a", "b")
    one = Subscriber(stream.url, "desk", max_attempts=1)
    one.run(lambda _: one.stop())
    with running(max_attempts=1) as desk:
        wait_until(lambda: stream.pending("desk") == 0)
    assert desk.ids == ["b"]


def test_own_unfinished_events_come_first(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    stream.add("a", "b", "c")
    stream.client.xgroup_create(STREAM, "desk", "0")
    stream.client.xreadgroup("desk", "me", {STREAM: ">"}, count=2)
    with running(consumer="me") as desk:
        wait_until(lambda: len(desk.ids) == 3)
    assert desk.ids == ["a", "b", "c"]
    assert [each.attempt for each in desk.deliveries] == [2, 2, 1]


def test_events_of_a_dead_consumer_are_taken_over(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    stream.add("a", "b")
    stream.client.xgroup_create(STREAM, "desk", "0")
    stream.client.xreadgroup("desk", "dead", {STREAM: ">"})
    with running(claim_seconds=0.1) as desk:
        wait_until(lambda: sorted(desk.ids) == ["a", "b"])


def test_events_of_a_stopped_consumer_are_free_at_once(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    stream.add("a")
    with running(consumer="one", handle=fail, retry_seconds=600) as one:
        wait_until(lambda: one.ids == ["a"])
    with running(consumer="two", claim_seconds=600) as two:
        wait_until(lambda: two.ids == ["a"])


def test_events_that_do_not_meet_the_filter_are_acknowledged_unseen(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    stream.add("a", "b")
    stream.add("c", type="news.article.withdrawn")
    with running(filter=Filter.parse(["type=withdrawn"])) as desk:
        wait_until(lambda: desk.ids == ["c"] and stream.pending("desk") == 0)


def test_a_group_that_was_destroyed_is_made_again_where_it_was(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    stream.add("a", "b")
    with running() as desk:
        wait_until(lambda: len(desk.ids) == 2)
        stream.client.xgroup_destroy(STREAM, "desk")
        stream.add("c")
        wait_until(lambda: desk.ids == ["a", "b", "c"])


def test_a_group_that_is_destroyed_in_the_middle_of_a_batch_costs_no_event_of_it(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    stream.add("a", "b", "c")
    with running(
        handle=at("a", lambda: stream.client.xgroup_destroy(STREAM, "desk")), **HASTY
    ) as desk:
        stream.add("d")
        wait_until(lambda: desk.ids == ["a", "b", "c", "d"])


def test_a_group_that_is_destroyed_costs_no_event_that_was_delivered_before(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    stream.add("a", "b", "c")
    stream.client.xgroup_create(STREAM, "desk", "0")
    stream.client.xreadgroup("desk", "me", {STREAM: ">"})
    destroy = at("a", lambda: stream.client.xgroup_destroy(STREAM, "desk"))
    with running(consumer="me", start="new", handle=destroy) as desk:
        wait_until(lambda: desk.ids == ["a", "b", "c"])


def test_a_server_that_loses_its_data_in_the_middle_of_a_batch_costs_no_event_of_it(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    stream.add("a", "b", "c")
    with running(handle=at("a", stream.client.flushall), **HASTY) as desk:
        wait_until(lambda: desk.ids == ["a", "b", "c"])


def test_a_server_that_lost_its_data_is_read_from_its_beginning(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    stream.add("a")
    with running() as desk:
        wait_until(lambda: desk.ids == ["a"])
        stream.client.flushall()
        stream.client.xadd(STREAM, {"left": "behind"}, id="1-1")
        stream.add("b")
        wait_until(lambda: "b" in desk.ids)


def test_a_subscriber_may_come_before_the_stream(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    with running() as desk:
        wait_until(lambda: stream.client.exists(STREAM))
        stream.add("a")
        wait_until(lambda: desk.ids == ["a"])


def test_an_event_at_which_a_loop_is_left_comes_again(
    stream: Stream, running: Any, wait_until: Callable[..., None]
) -> None:
    stream.add("a", "b", "c")
    for delivery in Subscriber(stream.url, "desk").deliveries():
        if delivery.event.id == "b":
            break
    with running() as desk:
        wait_until(lambda: sorted(desk.ids) == ["b", "c"])
    assert Keys().dead("desk").encode() not in stream.client.keys("*")
