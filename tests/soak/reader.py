"""A subscriber that counts: which articles came, which came twice, and how long they took."""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

from tasks.keys import Keys
from tests.soak.load import SAMPLES
from worker.connection import connect
from worker.reading import StreamReader

if TYPE_CHECKING:
    from schemas.event import ArticleEvent
    from tests.soak.load import Load

POLL_SECONDS = 0.05


class Reader(threading.Thread):
    """Reads the stream from its beginning."""

    def __init__(self, url: str, load: Load) -> None:
        super().__init__(name="reader", daemon=True)
        self.entries = Counter[str]()
        self.reports = 0
        self._latencies: list[float] = []
        self._url = url
        self._load = load
        self._stopping = threading.Event()

    @property
    def doubled(self) -> int:
        """Entries beyond the first of an article."""
        return self.entries.total() - len(self.entries)

    def take_latencies(self) -> list[float]:
        """Seconds from each drop to its event, of those that came since the last call."""
        taken, self._latencies = self._latencies, []
        return taken

    def run(self) -> None:
        """Read until it is told to stop."""
        keys, last = Keys(), "0"
        with closing(connect(self._url)) as client:
            stream = StreamReader(client, keys.articles)
            while not self._stopping.wait(POLL_SECONDS):
                for entry_id, event in stream.after(last):
                    last = entry_id
                    self._count(event)

    def stop(self) -> None:
        """End after the present look."""
        self._stopping.set()
        self.join()

    def _count(self, event: ArticleEvent) -> None:
        self.entries[event.id] += 1
        document = event.data.provenance.document
        if document.startswith(f"{SAMPLES}/"):
            return
        self.reports += 1
        seconds = self._load.seconds_since(document)
        if seconds is not None:
            self._latencies.append(seconds)
