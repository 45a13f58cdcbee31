"""Events of the file system, for what they are good for: waking the watcher early."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import structlog

from worker.folder_events import polled, told

if TYPE_CHECKING:
    from pathlib import Path

    from worker.folder_events import Source

log = structlog.get_logger()

SOURCE: Source = told if sys.platform == "linux" else polled

RENEW_SECONDS = 5.0
"""How long after trouble events are asked for again."""


class Wake:
    """Sets `event` whenever something happens below a folder, from a thread of its own.

    Args:
        source: what tells that something happens.
    """

    def __init__(self, folder: Path, source: Source = SOURCE) -> None:
        self.event = threading.Event()
        self._source = source
        self._folder = folder
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="wake", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Stop listening, and wake whoever waits."""
        self._stop.set()
        self.event.set()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                for _ in self._source(self._folder, self._stop):
                    self.event.set()
            except (OSError, RuntimeError) as error:
                # The folder is not there, or the machine is out of watches: scanning goes on.
                log.info("watch.unavailable", folder=str(self._folder), error=str(error))
                self._stop.wait(RENEW_SECONDS)
