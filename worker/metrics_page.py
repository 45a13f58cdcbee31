"""The table in `docs/metrics.md`, made from the metrics themselves.

`python -m worker.metrics_page` writes it; with `--check` it only says whether it is fresh.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tasks.counters import COUNTED
from worker.generated_pages import filled_in, keep_fresh
from worker.metrics import GAUGES

if TYPE_CHECKING:
    from tasks.counters import Metric

PAGE = Path(__file__).parent.parent / "docs" / "metrics.md"

BEGIN = "<!-- table made by `make schemas` -->"
END = "<!-- end of the table -->"


def table() -> str:
    """Every metric: name, type, labels, what it is."""
    lines = ["| metric | type | labels | what it is |", "|---|---|---|---|"]
    return "\n".join([*lines, *map(_row, (*COUNTED, *GAUGES))])


def page(text: str) -> str:
    """The page with a fresh table."""
    return filled_in(text, BEGIN, table(), END)


def _row(metric: Metric) -> str:
    labels = ", ".join(f"`{label}`" for label in metric.labels)
    return f"| `{metric.name}` | {metric.kind} | {labels} | {metric.help} |"


def main(arguments: list[str]) -> int:
    """Write the page, or check it; returns the exit status."""
    return keep_fresh({PAGE: page(PAGE.read_text("utf-8"))}, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
