"""Who may see the page, and who may act on it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from schemas.errors import SetupError
from tests.unit.worker.web.conftest import TOKEN
from worker.settings import Settings
from worker.web.access import COOKIE, cookie_value, is_loopback, token_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

ACTION = {"x-wiredesk": "1", "sec-fetch-site": "same-origin"}


@pytest.fixture
def guarded(make_client: Callable[..., TestClient]) -> TestClient:
    """A page that asks for a token, as others reach it."""
    return make_client("http://wire.example.com", web_host="192.0.2.1", web_token=TOKEN)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_addresses_of_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["192.0.2.1", "10.0.0.1", "::", "example.com", "", None])
def test_addresses_that_others_reach(host: str | None) -> None:
    assert not is_loopback(host)


def test_another_address_is_refused_without_a_token() -> None:
    with pytest.raises(SetupError, match="set WIREDESK_WEB_TOKEN"):
        token_of(Settings(web_host="192.0.2.1"))


def test_this_machine_needs_no_token() -> None:
    assert token_of(Settings()) is None


@pytest.mark.parametrize("host", ["localhost", "localhost:9000", "127.0.0.1:8765", "[::1]:8765"])
def test_without_a_token_the_page_answers_to_names_of_this_machine(
    client: TestClient, host: str
) -> None:
    assert client.get("/figures", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "[", ""])
def test_a_foreign_name_for_this_machine_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/figures", headers={"host": host}).status_code == 403


def test_without_the_token_the_page_leads_to_the_form(guarded: TestClient) -> None:
    answer = guarded.get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")


@pytest.mark.parametrize(
    "path", ["/events", "/entries", "/entries/1-1", "/figures", "/metrics", "/failures", "/session"]
)
def test_nothing_is_told_without_the_token(guarded: TestClient, path: str) -> None:
    assert guarded.get(path).status_code == 401


@pytest.mark.parametrize("host", ["x/static/?", "x/login?", "x/health#"])
def test_no_name_of_the_page_leads_around_the_token(guarded: TestClient, host: str) -> None:
    assert guarded.get("/entries", headers={"host": host}).status_code == 401


def test_health_is_told_to_anybody_and_nothing_with_it(guarded: TestClient) -> None:
    answer = guarded.get("/health")
    assert (answer.status_code, answer.text) == (200, "ok")


def test_the_form_and_its_style_need_no_token(guarded: TestClient) -> None:
    assert [guarded.get(path).status_code for path in ("/login", "/static/wire.css")] == [200, 200]


def test_the_token_opens_the_page_with_any_request(guarded: TestClient) -> None:
    headers = {"authorization": f"Bearer {TOKEN}"}
    assert guarded.get("/figures", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer ", f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer \xe9"]
)
def test_a_wrong_token_does_not(guarded: TestClient, given: str) -> None:
    headers = {"authorization": given.encode("latin-1")}
    assert guarded.get("/figures", headers=headers).status_code == 401  # type: ignore[arg-type]


def test_the_form_gives_a_cookie_that_opens_the_page(guarded: TestClient) -> None:
    assert guarded.post("/login", json={"token": TOKEN}, headers=ACTION).status_code == 204
    assert guarded.get("/").status_code == 200


def test_the_cookie_is_kept_from_scripts_and_other_sites(guarded: TestClient) -> None:
    answer = guarded.post("/login", json={"token": TOKEN}, headers=ACTION)
    said = answer.headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=strict" in said
    assert TOKEN not in said


def test_over_tls_the_cookie_is_for_tls_only(make_client: Callable[..., TestClient]) -> None:
    client = make_client("https://wire.example.com", web_token=TOKEN)
    answer = client.post("/login", json={"token": TOKEN}, headers=ACTION)
    assert "secure" in answer.headers["set-cookie"].lower()


def test_a_wrong_token_in_the_form_gives_nothing(guarded: TestClient) -> None:
    answer = guarded.post("/login", json={"token": "wrong"}, headers=ACTION)
    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "9999999999",
        "9999999999.",
        f"9999999999.{'0' * 64}",
        cookie_value(b"another token", 9_999_999_999),
        cookie_value(TOKEN.encode(), int(time.time()) - 1),
        cookie_value(TOKEN.encode(), 9_999_999_999).replace("9", "8", 1),
        "x" * 5_000,
        "9" * 5_000,
    ],
    ids=[
        "empty",
        "no mark",
        "short",
        "zeros",
        "of another token",
        "old",
        "younger",
        "long",
        "nines",
    ],
)
def test_a_cookie_that_is_forged_or_old_opens_nothing(guarded: TestClient, value: str) -> None:
    answer = guarded.get("/figures", headers={"cookie": f"{COOKIE}={value}"})
    assert answer.status_code == 401


def test_signing_out_takes_the_cookie_away(guarded: TestClient) -> None:
    guarded.post("/login", json={"token": TOKEN}, headers=ACTION)
    guarded.post("/logout", headers=ACTION)
    assert guarded.get("/figures").status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-wiredesk": "1"},
        {"sec-fetch-site": "same-origin"},
        {"x-wiredesk": "1", "sec-fetch-site": "cross-site"},
        {"x-wiredesk": "1", "sec-fetch-site": "same-site"},
        {"x-wiredesk": "1", "sec-fetch-site": "none"},
        {"x-wiredesk": "1", "origin": "http://evil.example"},
        {"x-wiredesk": "1", "origin": "null"},
        {"x-wiredesk": "1", "origin": "http://localhost:1"},
    ],
)
def test_an_action_from_elsewhere_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/failures/retry", json={"path": "a.txt"}, headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers", [ACTION, {"x-wiredesk": "1", "origin": "http://localhost:8765"}]
)
def test_an_action_of_the_page_is_taken(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/failures/retry", json={"path": "a.txt"}, headers=headers)
    assert answer.status_code == 409


def test_who_has_the_token_may_act_without_a_browser(guarded: TestClient) -> None:
    headers = {"authorization": f"Bearer {TOKEN}"}
    answer = guarded.post("/failures/retry", json={"path": "a.txt"}, headers=headers)
    assert answer.status_code == 409


def test_actions_are_not_links(client: TestClient) -> None:
    assert client.get("/failures/retry").status_code == 405
