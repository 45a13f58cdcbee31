"""The alerts: Prometheus takes them, each is tested, each says what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.promtool import PROMETHEUS, promtool

if TYPE_CHECKING:
    from pathlib import Path

ALERTS: list[dict[str, Any]] = [
    rule
    for group in yaml.safe_load((PROMETHEUS / "alerts.yml").read_text("utf-8"))["groups"]
    for rule in group["rules"]
]
TESTS = (PROMETHEUS / "alerts_test.yml").read_text("utf-8")
each_alert = pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: alert["alert"])


def test_every_expression_and_template_is_valid() -> None:
    assert f"{len(ALERTS)} rules found" in promtool("check", "rules", "alerts.yml")


def test_every_alert_fires_when_it_should() -> None:
    assert "SUCCESS" in promtool("test", "rules", "alerts_test.yml")


def test_the_configuration_is_valid(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("a token of more than sixteen characters")
    text = (PROMETHEUS / "prometheus.yml").read_text("utf-8")
    placed = text.replace("/run/secrets/wiredesk_web_token", str(token))
    (tmp_path / "prometheus.yml").write_text(
        placed.replace("alerts.yml", f"{PROMETHEUS}/alerts.yml")
    )
    assert "SUCCESS" in promtool("check", "config", str(tmp_path / "prometheus.yml"))


@each_alert
def test_an_alert_has_a_test_of_its_firing(alert: dict[str, Any]) -> None:
    fired = re.findall(r'labels: ALERTS\{alertname="(\w+)",alertstate="firing"', TESTS)
    assert alert["alert"] in {*fired, *re.findall(r"alertname: (\w+)", TESTS)}


@each_alert
def test_an_alert_says_how_bad_it_is_and_what_to_do(alert: dict[str, Any]) -> None:
    assert alert["labels"]["severity"] in {"critical", "warning"}
    assert alert.keys() == {"alert", "expr", "for", "labels", "annotations"}
    assert set(alert["annotations"]) == {"summary", "description"}


@each_alert
def test_an_alert_is_said_in_few_words(alert: dict[str, Any]) -> None:
    assert len(alert["annotations"]["summary"]) < 110
    assert len(alert["annotations"]["description"]) < 400


@each_alert
def test_what_to_do_is_the_same_for_all_whom_it_concerns(alert: dict[str, Any]) -> None:
    assert "{{" not in alert["annotations"]["description"]
