"""The dashboard: a well-formed one, with expressions that Prometheus takes, on metrics there are."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tasks.counters import COUNTED, Kind
from tests.conftest import ROOT
from tests.promtool import PROMETHEUS, promtool
from worker.metrics import GAUGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GRAFANA = ROOT / "deploy" / "grafana"
DASHBOARD = json.loads((GRAFANA / "dashboards" / "wiredesk.json").read_text("utf-8"))
ROWS = [each for each in DASHBOARD["panels"] if each["type"] == "row"]
PANELS: list[dict[str, Any]] = [each for each in DASHBOARD["panels"] if each["type"] != "row"]
ALERTS = (PROMETHEUS / "alerts.yml").read_text("utf-8")
METRICS = (*COUNTED, *GAUGES)
each_panel = pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel["title"])


def expressions() -> Iterator[str]:
    """What the panels ask, with Grafana's variables replaced as it does."""
    for panel in PANELS:
        for target in panel["targets"]:
            yield target["expr"].replace("$__rate_interval", "1m").replace("$instance", "web:8765")


def series(text: str) -> set[str]:
    """The names of our series in a text."""
    return set(re.findall(r"\bwiredesk_[a-z_]+", text)) - {"wiredesk_web_token"}


def documented() -> dict[str, str]:
    """Series -> the metric whose it is."""
    named = {metric.name: metric.name for metric in METRICS}
    for metric in METRICS:
        if metric.kind is Kind.HISTOGRAM:
            named |= {metric.name + part: metric.name for part in ("_bucket", "_sum", "_count")}
    return named


def test_every_expression_is_valid(tmp_path: Path) -> None:
    rules = [{"record": f"panel:{n}", "expr": expr} for n, expr in enumerate(expressions())]
    file = tmp_path / "rules.yml"
    file.write_text(json.dumps({"groups": [{"name": "panels", "rules": rules}]}))
    assert f"{len(rules)} rules found" in promtool("check", "rules", str(file))


def test_every_metric_that_is_used_is_documented() -> None:
    assert series(ALERTS + "\n".join(expressions())) - documented().keys() == set()


def test_every_documented_metric_is_on_the_dashboard_or_in_an_alert() -> None:
    used = {documented()[each] for each in series(ALERTS + "\n".join(expressions()))}
    assert {metric.name for metric in METRICS} - used == set()


def test_the_rows_go_from_what_matters_first_to_what_explains_it() -> None:
    assert [row["title"] for row in ROWS] == [
        "Is it flowing?",
        "Backlog",
        "Latency",
        "Verdicts and summaries",
        "Failures",
        "Subscribers",
        "Redis",
    ]


def test_every_panel_has_an_id_of_its_own() -> None:
    assert len({each["id"] for each in DASHBOARD["panels"]}) == len(DASHBOARD["panels"])


@each_panel
def test_a_panel_says_what_it_shows_in_which_unit(panel: dict[str, Any]) -> None:
    assert len(panel["description"]) > 20
    assert panel["fieldConfig"]["defaults"]["unit"]


@each_panel
def test_a_panel_shows_the_chosen_deployment(panel: dict[str, Any]) -> None:
    asked = [target["expr"] for target in panel["targets"]]
    assert all('instance="$instance"' in each or each.startswith("ALERTS") for each in asked)


def test_no_two_panels_lie_on_one_another() -> None:
    cells = [
        (x, y)
        for place in (panel["gridPos"] for panel in DASHBOARD["panels"])
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(cells) == len(set(cells))
    assert max(x for x, _ in cells) < 24


def test_every_panel_asks_the_data_source_that_was_chosen() -> None:
    asked = [target["datasource"] for panel in PANELS for target in panel["targets"]]
    asked += [panel["datasource"] for panel in PANELS]
    assert all(each == {"type": "prometheus", "uid": "${datasource}"} for each in asked)


def test_grafana_is_given_prometheus_and_the_folder_of_the_dashboard() -> None:
    sources = GRAFANA / "provisioning" / "datasources" / "prometheus.yml"
    [source] = yaml.safe_load(sources.read_text("utf-8"))["datasources"]
    folders = GRAFANA / "provisioning" / "dashboards" / "wiredesk.yml"
    [provider] = yaml.safe_load(folders.read_text("utf-8"))["providers"]
    assert source["url"] == "http://prometheus:9090"
    assert provider["options"]["path"] == "/etc/grafana/dashboards"
