"""The table in `docs/monitoring.md`, made from the alerts themselves.

`python -m worker.alerts_page` writes it; with `--check` it only says whether it is fresh.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import yaml

from worker.generated_pages import filled_in, keep_fresh

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "monitoring.md"
ALERTS = ROOT / "deploy" / "prometheus" / "alerts.yml"

BEGIN = "<!-- table made by `make schemas` -->"
END = "<!-- end of the table -->"

_LABEL = re.compile(r"\{\{ \$labels\.(\w+) \}\}")
_VALUE = re.compile(r"\{\{ \$value[^}]*\}\}B?")


def alerts() -> list[dict[str, Any]]:
    """The alerts in their order, as Prometheus is given them."""
    groups = yaml.safe_load(ALERTS.read_text("utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def table() -> str:
    """Every alert: name, how bad, after how long, what it says, what to do."""
    lines = ["| alert | after | it says | what to do |", "|---|---|---|---|"]
    return "\n".join([*lines, *map(_row, alerts())])


def page(text: str) -> str:
    """The page with a fresh table."""
    return filled_in(text, BEGIN, table(), END)


def _row(alert: dict[str, Any]) -> str:
    said = alert["annotations"]
    summary = _VALUE.sub("…", _LABEL.sub(r"*\1*", said["summary"]))
    name = f"`{alert['alert']}` {alert['labels']['severity']}"
    wait = "at once" if alert["for"] == "0m" else alert["for"].replace("m", " min")
    return f"| {name} | {wait} | {summary} | {said['description']} |"


def main(arguments: list[str]) -> int:
    """Write the page, or check it; returns the exit status."""
    return keep_fresh({PAGE: page(PAGE.read_text("utf-8"))}, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
