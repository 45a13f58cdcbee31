"""A stream of events on a real server, and subscribers in threads."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tasks.keys import Keys
from tests.conftest import ROOT
from worker.subscribe import Subscriber

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from redis import Redis

    from worker.subscribe import Delivery, Gap

STREAM = Keys().articles
GOLDEN: dict[Any, Any] = json.loads(
    Path(ROOT, "tests/contract/v1/summarized.json").read_text("utf-8")
)


class Stream:
    """Entries that are added one by one."""

    def __init__(self, client: Redis, url: str) -> None:
        self.client = client
        self.url = url

    def add(self, *ids: str, **fields: str) -> list[str]:
        """Add an event for each id; returns the ids of the entries."""
        added: list[Any] = [
            self.client.xadd(STREAM, GOLDEN | {"id": each} | fields) for each in ids
        ]
        return [entry.decode() for entry in added]

    def pending(self, group: str) -> int:
        found: Any = self.client.xpending(STREAM, group)
        return int(found["pending"])

    def parked(self, group: str) -> list[dict[str, str]]:
        found: Any = self.client.xrange(Keys().dead(group))
        return [{k.decode(): v.decode() for k, v in fields.items()} for _, fields in found]


class Running:
    """A subscriber in a thread, and what it was given."""

    def __init__(
        self, url: str, group: str, handle: Callable[[Delivery], object], **options: Any
    ) -> None:
        self.deliveries: list[Delivery] = []
        self.gaps: list[Gap] = []
        self._handle = handle
        self.subscriber = Subscriber(url, group, on_gap=self.gaps.append, **options)
        self._thread = threading.Thread(target=self.subscriber.run, args=(self._on,), daemon=True)

    @property
    def ids(self) -> list[str]:
        return [delivery.event.id for delivery in self.deliveries]

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self.subscriber.stop()
        self._thread.join(30)
        assert not self._thread.is_alive()

    def _on(self, delivery: Delivery) -> None:
        self.deliveries.append(delivery)
        self._handle(delivery)


@pytest.fixture
def stream(real_redis: Redis, server_url: str) -> Stream:
    return Stream(real_redis, server_url)


@pytest.fixture
def running(server_url: str) -> Callable[..., Any]:
    """A subscriber that runs as long as the context."""

    @contextmanager
    def run(
        group: str = "desk", handle: Callable[[Delivery], object] = lambda _: None, **options: Any
    ) -> Iterator[Running]:
        made = Running(server_url, group, handle, **options)
        made.start()
        try:
            yield made
        finally:
            made.stop()

    return run
