"""The table in `docs/metrics.md`, made from the metrics themselves.

`python -m worker.metrics_page` writes it; with `--check` it only says whether it is fresh.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tasks.counters import COUNTED
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
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


def _row(metric: Metric) -> str:
    labels = ", ".join(f"`{label}`" for label in metric.labels)
    return f"| `{metric.name}` | {metric.kind} | {labels} | {metric.help} |"


def main(arguments: list[str]) -> int:
    """Write the page, or check it; returns the exit status."""
    text = PAGE.read_text("utf-8")
    if "--check" not in arguments:
        PAGE.write_text(page(text), "utf-8")
        return 0
    if text == page(text):
        return 0
    sys.stderr.write(f"{PAGE.name} is stale: run `make schemas`\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
