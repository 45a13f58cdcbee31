"""What one browser is sent: what it has missed, what comes, nothing twice, nothing left out."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest

from tests.unit.worker.web.conftest import feeding
from worker.web import events, stream
from worker.web.events import RESET, Reception
from worker.web.feed import Message, frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from worker.web.feed import Feed

READY = frame("ready", "{}")

pytestmark = pytest.mark.integration


def received(
    url: str,
    after: str | None,
    until: Callable[[list[str]], bool],
    on_begun: Callable[[], object] = lambda: None,
    limit: int = 1_000,
) -> list[str]:
    """Ids of the entries that a browser is sent until it has had enough.

    Args:
        on_begun: is called once, as soon as the browser is told of the news.
    """

    async def run() -> list[str]:
        found: list[str] = []
        async with feeding(url, limit=limit) as (feed, articles):
            teller = asyncio.create_task(_tell(feed))
            async for frames in Reception(feed, articles, after).frames():
                found += re.findall(r"^id: (\S+)$", frames.decode(), re.MULTILINE)
                found += ["reset"] if RESET in frames else []
                if until(found):
                    break
                if frames == READY:
                    await asyncio.to_thread(on_begun)
            teller.cancel()
        return found

    return asyncio.run(run())


async def _tell(feed: Feed) -> None:
    """Say that the browser is on the feed, as soon as it is."""
    while not feed.audience:  # noqa: ASYNC110 - it tells nobody
        await asyncio.sleep(0)
    feed.tell(Message(None, READY))


def test_a_browser_is_told_what_it_has_missed(server_url: str, publish: Callable[..., str]) -> None:
    entries = [publish() for _ in range(5)]
    assert received(server_url, entries[1], lambda found: len(found) == 3) == entries[2:]


def test_a_browser_that_has_seen_nothing_is_told_the_news_only(
    server_url: str, publish: Callable[..., str]
) -> None:
    publish()
    new: list[str] = []
    found = received(server_url, None, bool, lambda: new.append(publish()))
    assert found == new


def test_nothing_is_missing_between_what_was_missed_and_what_comes(
    server_url: str, publish: Callable[..., str]
) -> None:
    entries = [publish() for _ in range(3)]

    def more() -> None:
        entries.extend(publish() for _ in range(3))

    found = received(server_url, "0-0", lambda found: len(found) >= 6, more)
    assert found == entries


def test_a_browser_that_is_far_behind_gets_pages(
    server_url: str, publish: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "PAGE", 3)
    entries = [publish() for _ in range(10)]
    assert received(server_url, "0-0", lambda found: len(found) >= 10) == entries


def test_a_browser_whose_queue_was_full_goes_on_from_the_stream(
    server_url: str, publish: Callable[..., str]
) -> None:
    entries = [publish()]

    def burst() -> None:
        entries.extend(publish() for _ in range(20))

    found = received(server_url, "0-0", lambda found: len(found) >= 21, burst, limit=2)
    assert found == entries


def test_a_browser_that_has_missed_too_much_loads_the_page_anew(
    server_url: str, publish: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "MOST_MISSED", 4)
    for _ in range(5):
        publish()
    assert received(server_url, "0-0", lambda found: "reset" in found)[-1] == "reset"
