"""The live page of a desk, served by its command, and a browser that looks at it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import time
import urllib.request
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from schemas.document import article_id, new_document_id
from schemas.verdict import VerdictKind
from tasks.keys import Keys
from tests.samples import sample_event
from worker.connection import connect
from worker.reading import StreamReader

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from schemas.event import ArticleEvent
    from tests.acceptance.conftest import Desk

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
REQUIRED = os.environ.get("WIREDESK_TEST_BROWSER") == "required"


def launched() -> Iterator[Browser]:
    """A browser without a window, for as long as the generator lives."""
    if CHROMIUM is None and not REQUIRED:
        pytest.skip("there is no Chromium here")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is one

    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as sock:
        return int(sock.getsockname()[1])


class WebDesk:
    """A desk with a page. Its stream is written to directly, where no pipeline is needed.

    Args:
        server_url: where the desk's stream is.
        name: its deployment.
    """

    def __init__(self, desk: Desk, server_url: str, name: str) -> None:
        self.desk = desk
        self.redis = connect(server_url)
        self.keys = Keys(name)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def serve(self) -> subprocess.Popen[bytes]:
        """Serve the page, at the same port each time."""
        process = self.desk.start("web", "--port", str(self.port))
        deadline = time.monotonic() + 60
        while not self.answers():
            assert time.monotonic() < deadline, self.desk.log.read_text()[-2000:]
            time.sleep(0.05)
        return process

    def answers(self) -> bool:
        """Whether the page can be asked."""
        with suppress(OSError):
            return isinstance(self.ask("/session"), dict)
        return False

    def ask(self, path: str) -> Any:
        """An answer of the page."""
        with urllib.request.urlopen(self.url + path, timeout=10) as answer:  # noqa: S310
            return json.load(answer)

    def publish(
        self,
        kind: VerdictKind = VerdictKind.ORIGINAL,
        canonical_id: str | None = None,
        **fields: Any,
    ) -> str:
        """Add an event to the stream; returns its entry's id.

        Args:
            canonical_id: the article that it is a copy of.
        """
        event = sample_event(kind, **fields)
        if canonical_id is not None:
            verdict = event.data.verdict.model_copy(update={"canonical_id": canonical_id})
            data = event.data.model_copy(update={"verdict": verdict})
            event = event.model_copy(update={"data": data})
        entry: Any = event.to_entry()
        added: Any = self.redis.xadd(self.keys.articles, entry)
        return str(added.decode())

    def event_at(self, entry_id: str) -> ArticleEvent:
        """The event of an entry."""
        event = StreamReader(self.redis, self.keys.articles).at(entry_id)
        assert event is not None
        return event

    def publish_many(self, count: int) -> None:
        """Add so many events of one text, with headlines `Report 0` and so on."""
        pipeline, sample = self.redis.pipeline(transaction=False), sample_event()
        for number in range(count):
            uri, identity = f"urn:x:{number}", article_id(new_document_id(), 0)
            verdict = sample.data.verdict.model_copy(update={"canonical_id": identity})
            fields = {"uri": uri, "headline": f"Report {number}", "verdict": verdict}
            data = sample.data.model_copy(update=fields)
            event = sample.model_copy(update={"id": identity, "subject": uri, "data": data})
            entry: Any = event.to_entry()
            pipeline.xadd(self.keys.articles, entry)
        pipeline.execute()


def open_page(page: Page, web: WebDesk) -> None:
    """Open the page, and wait until it hears the news."""
    page.goto(web.url)
    page.wait_for_selector("#state[data-state=live]")


def headline(text: str) -> str:
    """Where an article with this headline is on the page."""
    return f'.headline:text-is("{text}")'
