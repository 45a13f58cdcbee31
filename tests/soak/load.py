"""A steady load: so many files a second, short reports and now and then a sample of each format."""

from __future__ import annotations

import random
import shutil
import threading
import time
from typing import TYPE_CHECKING

from seeds.drop import SEEDS, samples
from tests.chaos.traffic import Traffic

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE_EVERY = 8
"""One file of so many is one of the project's samples, the others are reports."""

SAMPLES = "samples"
"""Folder below the inbox that the samples are dropped into."""


class Load(threading.Thread):
    """Drops files until it is stopped.

    Args:
        rate: files a second.
    """

    def __init__(self, inbox: Path, rate: float, seed: int) -> None:
        super().__init__(name="load", daemon=True)
        self.traffic = Traffic(random.Random(seed))
        self.sampled = 0
        self._inbox = inbox
        self._pause = 1 / rate
        self._samples = list(samples())
        self._dropped_at: dict[str, float] = {}
        self._stopping = threading.Event()

    @property
    def dropped(self) -> int:
        """How many files."""
        return self.traffic.dropped + self.sampled

    def seconds_since(self, path: str) -> float | None:
        """How long ago a file was dropped, in seconds; None when asked a second time."""
        dropped = self._dropped_at.pop(path, None)
        return None if dropped is None else time.monotonic() - dropped

    def run(self) -> None:
        """Drop one file after the other, each at its moment."""
        start = time.monotonic()
        while not self._stopping.is_set():
            self.drop_one()
            self._stopping.wait(start + self.dropped * self._pause - time.monotonic())

    def drop_one(self) -> None:
        """Drop the next file."""
        if self.dropped % SAMPLE_EVERY:
            self._report()
        else:
            self._sample()

    def stop(self) -> None:
        """Drop no more."""
        self._stopping.set()
        self.join()

    def _report(self) -> None:
        before = len(self.traffic.documents)
        dropped = time.monotonic()
        self.traffic.drop(self._inbox, 1)
        if len(self.traffic.documents) > before:
            self._dropped_at[self.traffic.documents[-1]] = dropped

    def _sample(self) -> None:
        which = self._samples[self.sampled % len(self._samples)]
        target = self._inbox / SAMPLES / f"{self.sampled:06}{''.join(which.suffixes)}"
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{target.name}.part")
        shutil.copyfile(SEEDS / which, part)
        part.rename(target)
        self.sampled += 1
