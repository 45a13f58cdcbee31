"""The profile `monitoring` of docker-compose.yml, as far as the file tells."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
EXAMPLE = (ROOT / ".env.example").read_text("utf-8")
each_service = pytest.mark.parametrize("name", ["prometheus", "grafana"])


@each_service
def test_a_service_is_confined_like_the_rest(name: str) -> None:
    assert COMPOSE["x-confined"].keys() <= SERVICES[name].keys()
    assert SERVICES[name]["read_only"] is True
    assert SERVICES[name]["cap_drop"] == ["ALL"]
    assert SERVICES[name]["user"].partition(":")[0] not in {"", "0", "root"}
    assert SERVICES[name]["mem_limit"]


@each_service
def test_an_image_is_pinned_and_can_be_replaced(name: str) -> None:
    variable, _, pinned = SERVICES[name]["image"].strip("${}").partition(":-")
    assert f"#{variable}={pinned}\n" in EXAMPLE
    assert pinned.rpartition(":")[2] not in {"", "latest"}


@each_service
def test_a_port_is_published_to_this_machine_only(name: str) -> None:
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[name]["ports"])


@each_service
def test_a_service_has_a_health_check(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"


@each_service
def test_what_a_service_is_given_cannot_be_changed_by_it(name: str) -> None:
    volume, *given = SERVICES[name]["volumes"]
    assert volume.partition(":")[0] in COMPOSE["volumes"]
    assert all(each["read_only"] for each in given)
    assert all((ROOT / each["source"]).is_dir() for each in given)


@each_service
def test_redis_is_out_of_reach(name: str) -> None:
    assert SERVICES[name]["networks"] == ["monitoring"]
    assert "networks" not in SERVICES["redis"]


def test_the_page_that_tells_the_metrics_comes_along() -> None:
    assert SERVICES["web"]["profiles"] == ["web", "monitoring"]
    assert SERVICES["web"]["networks"] == ["default", "monitoring"]


@pytest.mark.parametrize("name", ["PROMETHEUS_PORT", "PROMETHEUS_RETENTION", "GRAFANA_PASSWORD"])
def test_the_example_of_env_has_what_can_be_set(name: str) -> None:
    assert f"#{name}=" in EXAMPLE
