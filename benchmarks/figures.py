"""What was measured: printed as it comes, written as JSON, compared with an earlier run."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RESULTS = Path(__file__).parent / "results.json"

MOST_LOST = 0.25
"""Share of a guarded ratio that may be lost; two shared cores are noisy."""

PACKAGES = ("celery", "redis", "pydantic", "numpy", "lxml", "hiredis")


@dataclass(frozen=True)
class Figure:
    """One measured value.

    Attributes:
        guarded: it is a ratio against a baseline of the same run, the higher the better, and must
            not get much worse.
    """

    part: str
    name: str
    value: float
    unit: str
    guarded: bool = False

    def __str__(self) -> str:
        digits = 0 if abs(self.value) >= 100 else 2  # noqa: PLR2004 - three digits say enough
        mark = " *" if self.guarded else ""
        return f"  {self.name:<58} {self.value:>12,.{digits}f} {self.unit}{mark}"


def surroundings() -> dict[str, Any]:
    """The machine, the versions and the commit that figures belong to."""
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"],  # noqa: S607 - whichever git there is
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent,
    )
    return {
        "machine": f"{os.cpu_count()} x {_processor()}, {platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "commit": commit.stdout.strip() or "unknown",
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except FileNotFoundError:
        return platform.processor()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def write(figures: Sequence[Figure], path: Path) -> None:
    """Write a run as JSON; figures of parts that were not measured again are kept."""
    kept = [each for each in read(path) if each.part not in {figure.part for figure in figures}]
    run = {**surroundings(), "figures": [asdict(each) for each in (*kept, *figures)]}
    path.write_text(json.dumps(run, indent=1) + "\n", "utf-8")


def read(path: Path) -> list[Figure]:
    """The figures of an earlier run; none where there was none."""
    if not path.exists():
        return []
    return [Figure(**each) for each in json.loads(path.read_text("utf-8"))["figures"]]


def losses(now: Iterable[Figure], before: Iterable[Figure]) -> list[str]:
    """What is to be said of guarded ratios that lost more than `MOST_LOST` of their value."""
    committed = {(each.part, each.name): each.value for each in before if each.guarded}
    return [
        f"{each.part}, {each.name}: {each.value:.2f}, was {was:.2f}"
        for each in now
        if each.guarded
        and (was := committed.get((each.part, each.name))) is not None
        and each.value < was * (1 - MOST_LOST)
    ]
