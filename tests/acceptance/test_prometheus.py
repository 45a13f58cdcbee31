"""A real Prometheus with our configuration, on a real page: what it is told, what it makes of it."""

from __future__ import annotations

import json
import re
import subprocess
import urllib.parse
import urllib.request
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.web_desk import WebDesk, free_port
from tests.promtool import PROMETHEUS, program
from tests.unit.deploy.test_dashboard import PANELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.acceptance.conftest import Desk

pytestmark = pytest.mark.acceptance

TOKEN = "a token of more than sixteen characters"
STORY = "Ferry service resumes\n\nThe ferry to Skarvik sails again. The storm has passed.\n"

QUIET = {"Dead letters by reason", "Dead letters by stage"}
"""Panels that show something only when there is trouble."""


def expressions(panel: dict[str, Any], page: WebDesk) -> list[str]:
    """What a panel asks for this page."""
    asked = (target["expr"] for target in panel["targets"])
    known = {"$__rate_interval": "1m", "$instance": f"127.0.0.1:{page.port}"}
    return [re.sub(r"\$\w+", lambda found: known[found[0]], each) for each in asked]


class Server:
    """Prometheus with the configuration of `deploy/`, asked over its interface."""

    def __init__(self, folder: Path, page: str) -> None:
        self.url = f"http://127.0.0.1:{free_port()}"
        token = folder / "token"
        token.write_text(TOKEN)
        text = (PROMETHEUS / "prometheus.yml").read_text("utf-8")
        for ours, here in {
            "/run/secrets/wiredesk_web_token": str(token),
            "web:8765": page,
            "localhost:9090": self.url.removeprefix("http://"),
            "alerts.yml": str(PROMETHEUS / "alerts.yml"),
            "15s": "1s",
        }.items():
            text = text.replace(ours, here)
        (folder / "prometheus.yml").write_text(text)
        self.command = [
            program("prometheus"),
            f"--config.file={folder / 'prometheus.yml'}",
            f"--storage.tsdb.path={folder / 'data'}",
            f"--web.listen-address={self.url.removeprefix('http://')}",
        ]

    def ask(self, path: str, **query: str) -> Any:
        """An answer's data."""
        address = f"{self.url}/api/v1/{path}?{urllib.parse.urlencode(query)}"
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310
            return json.load(answer)["data"]

    def values(self, expression: str) -> list[float]:
        """The values of an expression now."""
        return [float(each["value"][1]) for each in self.ask("query", query=expression)["result"]]

    def has_seen_all(self) -> bool:
        """Whether the page was read twice with the story, and since watcher and worker have gone."""
        with suppress(OSError):
            story = self.values("count_over_time(wiredesk_articles_total[1m]) > 1")
            return bool(story) and self.values("count(ALERTS)") == [2]
        return False


@pytest.fixture(scope="module")
def page(make_desk: Callable[..., Desk], server_url: str) -> WebDesk:
    """The page of a desk with a subscriber that reads nothing."""
    name = f"prometheus-{free_port()}"
    desk = make_desk(
        WIREDESK_REDIS_URL=server_url, WIREDESK_DEPLOYMENT=name, WIREDESK_WEB_TOKEN=TOKEN
    )
    web = WebDesk(desk, server_url, name)
    web.redis.xgroup_create(web.keys.articles, "desk", "0", mkstream=True)
    desk.start("web", "--port", str(web.port))
    return web


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, page: WebDesk) -> Iterator[Server]:
    """A Prometheus that has read the page; meanwhile a story was published."""
    folder = tmp_path_factory.mktemp("prometheus")
    server = Server(folder, f"127.0.0.1:{page.port}")
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(server.command, stdout=log, stderr=log) as process,
    ):
        try:
            page.desk.drop("ferry.txt", STORY)
            page.desk.run_until_idle()
            yield server
        finally:
            process.terminate()


@pytest.fixture(autouse=True)
def _read(server: Server, wait_until: Callable[..., None]) -> None:
    wait_until(server.has_seen_all)


def test_every_target_is_up(server: Server) -> None:
    targets = server.ask("targets")["activeTargets"]
    assert {each["labels"]["job"]: each["health"] for each in targets} == {
        "wiredesk": "up",
        "prometheus": "up",
    }


def test_every_alert_is_evaluated_without_an_error(server: Server) -> None:
    [group] = server.ask("rules")["groups"]
    assert {rule["health"] for rule in group["rules"]} == {"ok"}


def test_a_desk_without_watcher_and_worker_is_about_to_raise_the_alarm(server: Server) -> None:
    [group] = server.ask("rules")["groups"]
    said = {a["annotations"]["summary"] for rule in group["rules"] for a in rule["alerts"]}
    assert said == {"No watcher reports.", "No worker reports."}


def test_every_panel_shows_something(server: Server, page: WebDesk) -> None:
    empty = {
        panel["title"]
        for panel in PANELS
        if not any(server.values(asked) for asked in expressions(panel, page))
    }
    assert empty == QUIET


def test_the_numbers_are_those_of_the_page(server: Server) -> None:
    assert server.values("sum(wiredesk_articles_total)") == [1]
    assert server.values('wiredesk_group_lag_entries{group="desk"}') == [1]
