"""`make bench`, or `python -m benchmarks [PART ...] [--articles N] [--json FILE] [--check]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import backlog, cold, idle, latency, pipeline, scale, sizing, stages
from benchmarks.figures import RESULTS, losses, read, surroundings, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.figures import Figure

PARTS: dict[str, Callable[[int], Iterator[Figure]]] = {
    "pipeline": pipeline.run,
    "latency": latency.run,
    "stages": stages.run,
    "scale": scale.run,
    "backlog": backlog.run,
    "cold": cold.run,
    "idle": idle.run,
    "sizing": sizing.run,
}

GUARDED = ("pipeline", "cold")
"""The parts that `--check` runs, of those with guarded ratios; the others take long."""


def main() -> int:
    """Run the parts that are named, or all; 1 if a guarded ratio has got worse."""
    parser = argparse.ArgumentParser(description="Measure Wiredesk on this machine.")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which (default: all)")
    parser.add_argument("--articles", type=int, default=8_000, help="how many (default 8,000)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument(
        "--check", action="store_true", help="compare ratios with those of benchmarks/results.json"
    )
    arguments = parser.parse_args()
    around = surroundings()
    print(f"{around['machine']}; Python {around['python']}; commit {around['commit']}")
    figures: list[Figure] = []
    for part in arguments.parts or (GUARDED if arguments.check else PARTS):
        print(f"\n{part}")
        for figure in PARTS[part](arguments.articles):
            print(figure, flush=True)
            figures.append(figure)
    if arguments.json:
        write(figures, arguments.json)
    lost = losses(figures, read(RESULTS)) if arguments.check else []
    for each in lost:
        print(f"worse than the committed run: {each}", file=sys.stderr)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
