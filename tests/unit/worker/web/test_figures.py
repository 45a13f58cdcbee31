"""The pipeline's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from tests.samples import sample_event
from worker.settings import Settings
from worker.web import figures as module
from worker.web.figures import Arrivals
from worker.web.stream import Line

if TYPE_CHECKING:
    from collections.abc import Callable

    from redis import Redis
    from starlette.testclient import TestClient

    from worker.spool import Spool

GROUP = "archive"


def arrived(time: float, seconds: float | None = 1.0) -> Line:
    return Line("1-1", "{}", time, seconds)


def figures(*lines: Line, now: float = 100.0) -> dict[str, float | None]:
    arrivals = Arrivals()
    for line in lines:
        arrivals.note(line)
    return arrivals.figures(now)


def test_the_rate_is_that_of_the_last_minute() -> None:
    assert figures(arrived(20), arrived(50), arrived(90))["rate"] == 2


def test_latency_is_told_by_its_median_and_its_slow_end() -> None:
    found = figures(*(arrived(90, second) for second in range(1, 100)))
    assert (found["median"], found["slow"]) == (50, 95)


def test_without_events_there_is_no_latency() -> None:
    assert figures() == {"rate": 0, "median": None, "slow": None}


def test_an_event_without_a_known_claim_counts_for_the_rate_only() -> None:
    assert figures(arrived(90, None)) == {"rate": 1, "median": None, "slow": None}


@pytest.mark.integration
def test_a_look_tells_of_stream_queues_and_groups(
    make_client: Callable[..., TestClient], real_redis: Redis, wait_until: Callable[..., None]
) -> None:
    keys = Settings().keys
    for _ in range(2):
        real_redis.xadd(keys.articles, sample_event().to_entry())  # type: ignore[arg-type]
    real_redis.xgroup_create(keys.articles, GROUP, id="0")
    real_redis.rpush(keys.celery + "normalize", "a message")
    client = make_client()
    wait_until(lambda: client.get("/figures").json())
    point = client.get("/figures").json()[-1]
    assert (point["articles"], point["queues"]["normalize"]) == (2, 1)
    assert [(group["name"], group["lag"]) for group in point["groups"]] == [(GROUP, 2)]


@pytest.mark.integration
def test_without_a_stream_there_are_no_groups(
    client: TestClient, wait_until: Callable[..., None]
) -> None:
    wait_until(lambda: client.get("/figures").json())
    assert client.get("/figures").json()[-1]["groups"] == []


@pytest.mark.integration
def test_a_look_that_fails_is_not_the_last(
    make_client: Callable[..., TestClient],
    spool: Spool,
    wait_until: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "PAUSE_SECONDS", 0.01)
    spool.inbox.rmdir()
    spool.inbox.symlink_to(spool.inbox)
    with capture_logs() as lines:
        client = make_client()
        wait_until(lambda: "web.no_figures" in {line["event"] for line in lines})
    monkeypatch.setattr(module, "PAUSE_SECONDS", 60)  # no look is under way when the test ends
    spool.inbox.unlink()
    wait_until(lambda: client.get("/figures").json())
