"""`/metrics` of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.exposition_reader import read_exposition
from tests.unit.worker.web.conftest import TOKEN
from worker.exposition import CONTENT_TYPE

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient


def test_prometheus_is_told_the_form_and_can_read_it(client: TestClient) -> None:
    answer = client.get("/metrics")
    assert answer.headers["content-type"] == CONTENT_TYPE
    assert "wiredesk_documents_total" in read_exposition(answer.text)


def test_what_was_published_is_told(client: TestClient, publish: Callable[..., str]) -> None:
    publish()
    entries = read_exposition(client.get("/metrics").text)["wiredesk_stream_entries"]
    assert entries.value(stream="articles") == 1


def test_the_token_opens_it_elsewhere(make_client: Callable[..., TestClient]) -> None:
    client = make_client("http://wire.example.com", web_host="192.0.2.1", web_token=TOKEN)
    assert client.get("/metrics").status_code == 401
    answer = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, CONTENT_TYPE)


def test_a_foreign_name_for_this_machine_is_refused(client: TestClient) -> None:
    assert client.get("/metrics", headers={"host": "evil.example"}).status_code == 403
