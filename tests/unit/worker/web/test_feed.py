"""One reader for all: what it reads is offered to everybody, and nobody holds up the others."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.unit.worker.web.conftest import feeding
from worker.settings import Settings
from worker.web.feed import Feed, Message, Subscriber

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from redis import Redis

NEWS = Message("1-1", b"news")


def on_feed(url: str, work: Callable[[Feed], Awaitable[object]], **options: int) -> None:
    """Do some work on a feed that reads."""

    async def run() -> None:
        async with feeding(url, **options) as (feed, _):
            await feed.begun()
            await work(feed)

    asyncio.run(run())


@pytest.mark.integration
def test_what_is_read_is_offered_to_every_subscriber(
    server_url: str, publish: Callable[..., str]
) -> None:
    async def work(feed: Feed) -> None:
        with feed.subscribed() as one, feed.subscribed() as other:
            entry = await asyncio.to_thread(publish)
            assert [m.entry_id for m in await one.take()] == [entry]
            assert [m.entry_id for m in await other.take()] == [entry]

    publish()
    on_feed(server_url, work)


@pytest.mark.integration
def test_a_subscriber_that_takes_nothing_harms_nobody(
    server_url: str, publish: Callable[..., str]
) -> None:
    async def work(feed: Feed) -> None:
        taken: list[str | None] = []
        with feed.subscribed() as idle, feed.subscribed() as busy:
            entries = []
            for _ in range(10):
                entries.append(await asyncio.to_thread(publish))
                taken += [message.entry_id for message in await busy.take()]
            assert taken == entries
            assert idle.overrun

    on_feed(server_url, work, limit=3)


@pytest.mark.integration
def test_a_hundred_subscribers_have_one_reader(
    server_url: str, real_redis: Redis, publish: Callable[..., str]
) -> None:
    async def work(feed: Feed) -> None:
        places = [feed.subscribed() for _ in range(100)]
        subscribers = [place.__enter__() for place in places]
        entry = await asyncio.to_thread(publish)
        for subscriber in subscribers:
            assert [m.entry_id for m in await subscriber.take()] == [entry]
        clients = await asyncio.to_thread(real_redis.client_list)
        assert sum(each["cmd"] == "xread" for each in clients) == 1

    on_feed(server_url, work)


@pytest.mark.integration
def test_a_feed_begins_with_the_news(server_url: str, publish: Callable[..., str]) -> None:
    async def work(feed: Feed) -> None:
        assert await feed.begun() == newest

    publish()
    newest = publish()
    on_feed(server_url, work)


@pytest.mark.integration
def test_an_entry_that_is_no_event_is_passed_over(
    server_url: str, real_redis: Redis, publish: Callable[..., str]
) -> None:
    async def work(feed: Feed) -> None:
        with feed.subscribed() as subscriber:
            real_redis.xadd(Settings().keys.articles, {"data": "{}"})
            entry = await asyncio.to_thread(publish)
            assert [message.entry_id for message in await subscriber.take()] == [entry]

    on_feed(server_url, work)


def test_what_waits_is_taken_at_once() -> None:
    async def work() -> None:
        subscriber = Subscriber("0-0", limit=3)
        subscriber.offer(NEWS)
        subscriber.offer(NEWS)
        assert await subscriber.take() == [NEWS, NEWS]

    asyncio.run(work())


def test_a_full_queue_is_given_up() -> None:
    async def work() -> None:
        subscriber = Subscriber("0-0", limit=3)
        for _ in range(5):
            subscriber.offer(NEWS)
        assert subscriber.overrun
        assert await subscriber.take() == []

    asyncio.run(work())


def test_who_has_left_is_no_subscriber() -> None:
    async def work() -> None:
        feed = Feed(None)  # type: ignore[arg-type]
        with feed.subscribed():
            assert feed.audience == 1
        assert feed.audience == 0

    asyncio.run(work())
