"""What the page's addresses answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from schemas.article import PubStatus
from schemas.verdict import Verdict, VerdictKind
from tests.samples import sample_event
from worker.settings import Settings
from worker.web import stream
from worker.web.headers import HEADERS, POLICY

if TYPE_CHECKING:
    from collections.abc import Callable

    from redis import Redis
    from starlette.testclient import TestClient

    from worker.spool import Spool

ACTION = {"x-wiredesk": "1", "sec-fetch-site": "same-origin"}


@pytest.mark.parametrize(
    "path", ["/", "/login", "/entries", "/figures", "/failures", "/static/main.js", "/nowhere"]
)
def test_every_answer_has_the_headers_that_keep_news_harmless(
    client: TestClient, path: str
) -> None:
    headers = client.get(path).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS


def test_refusals_have_them_too(client: TestClient) -> None:
    answer = client.get("/", headers={"host": "evil.example"})
    assert answer.headers["content-security-policy"] == POLICY


def test_nothing_is_loaded_from_elsewhere(client: TestClient) -> None:
    assert not any(mark in client.get("/").text for mark in ("http:", "https:", 'src="//'))


def test_news_is_not_kept_on_the_way(client: TestClient) -> None:
    assert client.get("/entries").headers["cache-control"] == "no-store"


def test_scripts_are_asked_for_again(client: TestClient) -> None:
    first = client.get("/static/main.js")
    again = client.get("/static/main.js", headers={"if-none-match": first.headers["etag"]})
    assert (first.headers["cache-control"], again.status_code) == ("no-cache", 304)


def test_a_script_is_served_as_one(client: TestClient) -> None:
    assert client.get("/static/main.js").headers["content-type"].startswith("text/javascript")


def test_entries_come_newest_first(client: TestClient, publish: Callable[..., str]) -> None:
    entries = [publish(), publish()]
    found = client.get("/entries").json()
    assert [each["entry"] for each in found["entries"]] == entries[::-1]


def test_an_entry_that_is_no_text_is_passed_over(
    client: TestClient, publish: Callable[..., str], real_redis: Redis
) -> None:
    real_redis.xadd(Settings().keys.articles, {"data": b"\xff"})
    entry = publish()
    assert [each["entry"] for each in client.get("/entries").json()["entries"]] == [entry]


def test_older_entries_come_page_by_page(client: TestClient, publish: Callable[..., str]) -> None:
    entries = [publish() for _ in range(5)]
    first = client.get("/entries?count=2").json()
    second = client.get(f"/entries?count=2&before={first['oldest']}").json()
    last = client.get(f"/entries?count=2&before={second['oldest']}").json()
    shown = [each["entry"] for page in (first, second, last) for each in page["entries"]]
    assert (shown, last["oldest"]) == (entries[::-1], None)


@pytest.mark.parametrize(("asked", "more"), [(4, True), (5, True), (6, False), (9, False)])
def test_entries_that_are_fetched_in_several_steps_are_one_page(
    client: TestClient,
    publish: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    asked: int,
    more: bool,  # noqa: FBT001 - a case
) -> None:
    monkeypatch.setattr(stream, "PAGE", 2)
    entries = [publish() for _ in range(5)][::-1]
    page = client.get(f"/entries?count={asked}").json()
    assert [each["entry"] for each in page["entries"]] == entries[:asked]
    assert bool(page["oldest"]) is more


@pytest.mark.parametrize(
    "path",
    [
        "/entries?before=x",
        "/entries?count=many",
        "/entries/x",
        "/entries/99999999999999999999-0",
        "/entries/1-%D9%A1",
        "/events?after=x",
        "/entries?before=%2B",
    ],
)
def test_what_is_not_understood_is_told(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, list(answer.json())) == (400, ["error"])


def test_a_line_has_no_text(client: TestClient, publish: Callable[..., str]) -> None:
    publish()
    assert "body_text" not in client.get("/entries").json()["entries"][0]


def test_the_text_is_told_on_demand(client: TestClient, publish: Callable[..., str]) -> None:
    entry = publish(body_text="The ferry sails again. The storm has passed.")
    text = client.get(f"/entries/{entry}").json()
    first = text["sentences"][0]
    assert text["body_text"][first["start"] : first["end"]] == first["text"]


def test_an_entry_that_is_not_there_is_not_found(client: TestClient) -> None:
    assert client.get("/entries/1-1").status_code == 404


def test_a_text_that_comes_after_its_withdrawal_is_not_told(
    client: TestClient, publish: Callable[..., str], real_redis: Redis
) -> None:
    kill = sample_event(pubstatus=PubStatus.CANCELED)
    real_redis.set(Settings().keys.published(kill.id), publish(kill))
    late = sample_event()
    verdict = Verdict(
        kind=VerdictKind.VERSION, canonical_id=late.id, superseded_by=kill.id, reason="late"
    )
    data = late.data.model_copy(update={"verdict": verdict})
    entry = publish(late.model_copy(update={"data": data}))
    assert client.get(f"/entries/{entry}").status_code == 410


def test_a_text_that_has_a_newer_version_is_told(
    client: TestClient, publish: Callable[..., str], real_redis: Redis
) -> None:
    newer = sample_event()
    real_redis.set(Settings().keys.published(newer.id), publish(newer))
    late = sample_event()
    verdict = Verdict(
        kind=VerdictKind.VERSION, canonical_id=late.id, superseded_by=newer.id, reason="late"
    )
    data = late.data.model_copy(update={"verdict": verdict})
    entry = publish(late.model_copy(update={"data": data}))
    assert client.get(f"/entries/{entry}").status_code == 200


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"path": 1}', "\xff", "x" * 20_000, "[" * 16_000]
)
def test_an_action_without_what_it_needs_is_told_so(client: TestClient, body: str) -> None:
    answer = client.post("/failures/retry", content=body.encode("latin-1"), headers=ACTION)
    assert answer.status_code == 400


def test_there_is_nothing_before_the_first_entry_id(
    client: TestClient, publish: Callable[..., str]
) -> None:
    publish()
    assert client.get("/entries?before=0-0").json() == {"oldest": None, "entries": []}


def test_a_failed_name_that_is_no_utf8_is_told(client: TestClient, spool: Spool) -> None:
    (spool.failed / "\udcff.json").write_text("{")
    [told] = client.get("/failures").json()["failures"]
    assert told["path"] == "\udcff.json"


def test_failures_that_cannot_be_listed_are_told_so(client: TestClient, spool: Spool) -> None:
    spool.failed.rmdir()
    spool.failed.touch()
    answer = client.get("/failures")
    assert (answer.status_code, "cannot be listed" in answer.json()["error"]) == (409, True)


def test_a_name_that_is_no_utf8_is_tried_again(client: TestClient, spool: Spool) -> None:
    (spool.failed / "\udcff.json").write_text("{")
    body = '{"path": "\\udcff.json"}'
    answer = client.post("/failures/retry", content=body, headers=ACTION)
    assert (answer.status_code, (spool.inbox / "\udcff.json").exists()) == (200, True)


def test_a_retry_moves_the_document_back(client: TestClient, spool: Spool) -> None:
    (spool.failed / "broken.json").write_text("{")
    client.post("/failures/retry", json={"path": "broken.json"}, headers=ACTION)
    assert (spool.inbox / "broken.json").exists()


def test_a_retry_reaches_nothing_outside_the_folder(client: TestClient, spool: Spool) -> None:
    (spool.root / "secret").write_text("x")
    answer = client.post("/failures/retry", json={"path": "../secret"}, headers=ACTION)
    assert (answer.status_code, (spool.root / "secret").exists()) == (409, True)


def test_static_files_are_those_of_the_page_only(client: TestClient) -> None:
    assert client.get("/static/../app.py").status_code == 404
