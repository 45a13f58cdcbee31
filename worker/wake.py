"""Events of the file system, for what they are good for: waking the watcher early."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import structlog
import watchfiles

if TYPE_CHECKING:
    from pathlib import Path

log = structlog.get_logger()

RENEW_MILLISECONDS = 5_000
"""How often the watch checks that its folder is still the same one: a folder that was removed
and made again is silent for ever."""


class Wake:
    """Sets `event` whenever something happens below a folder, from a thread of its own."""

    def __init__(self, folder: Path) -> None:
        self.event = threading.Event()
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
                self._listen()
            except (OSError, RuntimeError) as error:
                # The folder is not there, or the machine is out of watches: scanning goes on.
                log.info("watch.unavailable", folder=str(self._folder), error=str(error))
                self._stop.wait(RENEW_MILLISECONDS / 1000)

    def _listen(self) -> None:
        inode = self._folder.stat().st_ino
        for changes in watchfiles.watch(
            self._folder,
            watch_filter=None,
            debounce=50,
            step=10,
            stop_event=self._stop,
            rust_timeout=RENEW_MILLISECONDS,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        ):
            if changes:
                self.event.set()
            elif self._folder.stat().st_ino != inode:
                return
