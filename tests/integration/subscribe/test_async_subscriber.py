"""The client for asyncio does what the other one does; the protocol is the same code."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING

from worker.subscribe import AsyncSubscriber

if TYPE_CHECKING:
    from tests.integration.subscribe.conftest import Stream
    from worker.subscribe import Delivery

SECONDS = 20


def test_events_are_handed_over_and_acknowledged(stream: Stream) -> None:
    names = [str(number) for number in range(100)]
    stream.add(*names)
    got: list[str] = []

    async def main() -> None:
        subscriber = AsyncSubscriber(stream.url, "desk")

        async def handle(delivery: Delivery) -> None:
            got.append(delivery.event.id)
            if len(got) == len(names):
                subscriber.stop()

        await asyncio.wait_for(subscriber.run(handle), SECONDS)

    asyncio.run(main())
    assert got == names
    assert stream.pending("desk") == 0


def test_an_event_whose_handler_raises_comes_again(stream: Stream) -> None:
    stream.add("a")
    attempts: list[int] = []

    async def main() -> None:
        subscriber = AsyncSubscriber(stream.url, "desk", retry_seconds=0.05)

        async def handle(delivery: Delivery) -> None:
            attempts.append(delivery.attempt)
            if len(attempts) < 3:
                raise ValueError("no")
            subscriber.stop()

        await asyncio.wait_for(subscriber.run(handle), SECONDS)

    asyncio.run(main())
    assert attempts == [1, 2, 3]
    assert stream.pending("desk") == 0


def test_a_loop_that_is_left_gives_its_events_back(stream: Stream) -> None:
    stream.add("a", "b")

    async def first() -> str:
        async with aclosing(AsyncSubscriber(stream.url, "desk").deliveries()) as deliveries:
            async for delivery in deliveries:
                return delivery.event.id
        return ""

    async def twice() -> list[str]:
        return [await asyncio.wait_for(first(), SECONDS) for _ in range(2)]

    assert asyncio.run(twice()) == ["a", "a"]


def test_a_cancelled_task_leaves_its_event_for_others(stream: Stream) -> None:
    stream.add("a")

    async def main() -> None:
        started = asyncio.Event()

        async def handle(_: Delivery) -> None:
            started.set()
            await asyncio.sleep(SECONDS)

        task = asyncio.create_task(AsyncSubscriber(stream.url, "desk").run(handle))
        await asyncio.wait_for(started.wait(), SECONDS)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(main())
    assert stream.pending("desk") == 1
