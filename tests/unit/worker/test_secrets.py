"""Secrets: from files, and into the address of the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from schemas.errors import SetupError
from worker.settings import SECRETS, Settings, load_settings
from worker.settings_table import describe

if TYPE_CHECKING:
    from pathlib import Path

TOKEN = "a token of more than sixteen characters"


def address(url: str, password: str) -> str | None:
    return Settings.model_validate({"redis_url": url, "redis_password": password}).server_url


def refusal(environment: dict[str, str]) -> str:
    with pytest.raises(SetupError) as refused:
        load_settings(environment, {})
    return str(refused.value)


def test_what_is_a_secret() -> None:
    assert {
        "redis_url",
        "redis_password",
        "web_token",
        "webhook_secret",
        "llm_api_key",
    } == SECRETS


def test_a_secret_stands_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    loaded = load_settings({"WIREDESK_WEB_TOKEN_FILE": str(tmp_path / "token")}, {})
    assert loaded.settings.web_token is not None
    assert loaded.settings.web_token.get_secret_value() == TOKEN
    assert loaded.origins == {"web_token": f"file {tmp_path / 'token'}"}


def test_it_is_masked_like_one_that_is_given(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("sk-secret")
    loaded = load_settings({"WIREDESK_LLM_API_KEY_FILE": str(tmp_path / "key")}, {})
    [row] = [row for row in describe(loaded) if row.name == "WIREDESK_LLM_API_KEY"]
    assert row.value == "**********"


def test_a_secret_that_is_given_twice_is_refused(tmp_path: Path) -> None:
    given = {"WIREDESK_WEB_TOKEN": TOKEN, "WIREDESK_WEB_TOKEN_FILE": str(tmp_path)}
    assert refusal(given) == (
        "WIREDESK_WEB_TOKEN and WIREDESK_WEB_TOKEN_FILE are both set: keep one of them"
    )


def test_an_empty_variable_is_not_given(tmp_path: Path) -> None:
    given = {"WIREDESK_WEB_TOKEN": TOKEN, "WIREDESK_WEB_TOKEN_FILE": ""}
    assert load_settings(given, {}).origins == {"web_token": "environment"}


def test_a_file_that_is_not_there_is_named() -> None:
    assert refusal({"WIREDESK_REDIS_PASSWORD_FILE": "/nowhere/secret"}) == (
        "WIREDESK_REDIS_PASSWORD_FILE: /nowhere/secret cannot be read: No such file or directory"
    )


def test_bytes_that_are_no_text_are_no_secret(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"\xff\xfe")
    told = refusal({"WIREDESK_LLM_API_KEY_FILE": str(tmp_path / "key")})
    assert told == f"WIREDESK_LLM_API_KEY_FILE: {tmp_path / 'key'} cannot be read: it is not UTF-8"


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("\n")
    told = refusal({"WIREDESK_LLM_API_KEY_FILE": str(tmp_path / "key")})
    assert told == f"WIREDESK_LLM_API_KEY_FILE: {tmp_path / 'key'} is empty"


def test_what_is_no_secret_has_no_file() -> None:
    assert "WIREDESK_SPOOL_FILE is not a setting" in refusal({"WIREDESK_SPOOL_FILE": "/x"})


def test_a_short_token_in_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("short")
    told = refusal({"WIREDESK_WEB_TOKEN_FILE": str(tmp_path / "token")})
    assert told == "WIREDESK_WEB_TOKEN: use at least 16 characters"


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        ("redis://redis:6379/0", "redis://:p%40ss%2Fword@redis:6379/0"),
        ("rediss://desk@redis", "rediss://desk:p%40ss%2Fword@redis"),
        ("unix:///run/redis.sock?db=1", "unix://:p%40ss%2Fword@/run/redis.sock?db=1"),
        ("redis://desk:its-own@redis", "redis://desk:its-own@redis"),
    ],
)
def test_the_password_becomes_part_of_the_address(url: str, whole: str) -> None:
    assert address(url, "p@ss/word") == whole


def test_without_a_password_the_address_is_as_given() -> None:
    assert Settings.model_validate({"redis_url": "redis://host/1"}).server_url == "redis://host/1"


def test_an_embedded_server_has_no_address() -> None:
    assert Settings().server_url is None


def test_a_password_for_no_server_is_refused() -> None:
    told = refusal({"WIREDESK_REDIS_PASSWORD": "x"})
    assert told == "redis_password is of no use without redis_url"
