"""Figures over time, and whether they stay where they are."""

from __future__ import annotations

import statistics
from collections import defaultdict
from dataclasses import dataclass, field

WARM_UP = 0.3
"""Share of a run in which caches fill and models are loaded: it does not count."""

NOISE = 0.05
"""A figure is flat when it ends less than this share above where it began."""

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Trend:
    """Where a figure was after the warm-up, and where it is in the end.

    Attributes:
        allowance: by how much it may grow beyond `NOISE`, in its own unit.
    """

    name: str
    unit: str
    first: float
    last: float
    highest: float
    allowance: float

    @property
    def flat(self) -> bool:
        """Whether it has not grown by more than noise."""
        return self.last <= self.first * (1 + NOISE) + self.allowance

    def __str__(self) -> str:
        verdict = "flat" if self.flat else "GROWS"
        figures = f"{self.first:9.1f} {self.last:9.1f} {self.highest:9.1f}"
        return f"  {self.name:28} {figures} {self.unit:3} {verdict}"


@dataclass
class Figures:
    """Every figure's values, one for each look."""

    values: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    units: dict[str, tuple[str, float]] = field(default_factory=dict)

    def memory(self, name: str, size: int) -> None:
        """Note the bytes that something holds; 2 MB more are no growth."""
        self._note(f"{name}, memory", size / MEGABYTE, "MB", 2.0)

    def count(self, name: str, number: int) -> None:
        """Note how many there are of something; 2 more are no growth."""
        self._note(name, number, "", 2.0)

    def milliseconds(self, name: str, seconds: float) -> None:
        """Note how long something took; 50 ms more are no growth."""
        self._note(name, 1000 * seconds, "ms", 50.0)

    def trends(self) -> list[Trend]:
        """From the median of the first third after the warm-up to that of the last third."""
        return [self._trend(name) for name in self.values]

    def _note(self, name: str, value: float, unit: str, allowance: float) -> None:
        self.values[name].append(value)
        self.units[name] = unit, allowance

    def _trend(self, name: str) -> Trend:
        values = self.values[name]
        counted = values[int(len(values) * WARM_UP) :]
        third = max(1, len(counted) // 3)
        first, last = statistics.median(counted[:third]), statistics.median(counted[-third:])
        unit, allowance = self.units[name]
        return Trend(name, unit, first, last, max(counted), allowance)
