"""A page on a real server, and events to show on it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from tasks.deployment import Deployment
from tests.samples import sample_event
from worker.settings import Settings
from worker.web.app import Page
from worker.web.feed import Feed, ended
from worker.web.stream import ArticleStream, connect

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from redis import Redis

    from schemas.event import ArticleEvent
    from worker.spool import Spool

TOKEN = "a token of sixteen characters or more"


@pytest.fixture
def publish(real_redis: Redis) -> Callable[..., str]:
    """Adds an event to the stream; returns its entry's id."""

    def add(event: ArticleEvent | None = None, **fields: Any) -> str:
        entry: Any = (event or sample_event(**fields)).to_entry()
        added: Any = real_redis.xadd(Settings().keys.articles, entry)
        return str(added.decode())

    return add


@asynccontextmanager
async def feeding(url: str, **options: Any) -> AsyncIterator[tuple[Feed, ArticleStream]]:
    """A feed that reads for as long as this context lasts, at most twenty seconds."""
    client = connect(url)
    articles = ArticleStream(client, Settings().keys)
    feed = Feed(articles, **options)
    task = asyncio.create_task(feed.run())
    try:
        async with asyncio.timeout(20):
            yield feed, articles
    finally:
        await ended(task)
        await client.aclose()


@pytest.fixture
def make_client(
    real_redis: Redis, server_url: str, spool: Spool
) -> Iterator[Callable[..., TestClient]]:
    """Makes clients of a page with these settings."""
    entered: list[TestClient] = []

    def make(base_url: str = "http://localhost:8765", **fields: Any) -> TestClient:
        settings = Settings(spool=spool.root, **fields)
        deployment = Deployment(redis=real_redis, options=settings, keys=settings.keys)
        app = Page(settings, deployment, server_url).app()
        client = TestClient(app, base_url, raise_server_exceptions=False, follow_redirects=False)
        entered.append(client)
        return client.__enter__()

    yield make
    for client in entered:
        client.__exit__(None, None, None)


@pytest.fixture
def client(make_client: Callable[..., TestClient]) -> TestClient:
    """A page of this machine, without a token."""
    return make_client()
