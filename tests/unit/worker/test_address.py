"""The server's address, put together from settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from pydantic import ValidationError

from worker.settings import Settings

TLS = "rediss://desk.example:6380/1"


def address(url: str, **settings: Any) -> str | None:
    return Settings(redis_url=url, **settings).server_url


def test_without_a_server_there_is_no_address() -> None:
    assert Settings().server_url is None


def test_files_become_parameters() -> None:
    files = {"redis_cert_file": Path("/k/c.pem"), "redis_key_file": Path("/k/c.key")}
    assert address(TLS, redis_ca_file=Path("/k/a b.pem"), **files) == (
        f"{TLS}?ssl_ca_certs=%2Fk%2Fa+b.pem&ssl_certfile=%2Fk%2Fc.pem&ssl_keyfile=%2Fk%2Fc.key"
    )


def test_an_address_of_sentinels_is_given_files_too() -> None:
    url = "rediss+sentinel://one;[::1]:3/0?master=desk"
    assert address(url, redis_ca_file=Path("c")) == f"{url}&ssl_ca_certs=c"


def test_parameters_stay() -> None:
    assert address("rediss://h?db=2", redis_ca_file=Path("c")) == "rediss://h?db=2&ssl_ca_certs=c"


@pytest.mark.parametrize("secret", ["p@ss:w/rd", "a#b?c", "100 %", "ключ", "+&="])
def test_a_password_of_any_characters_is_that_of_the_user(secret: str) -> None:
    parts = urlsplit(address("rediss://wiredesk-worker@host:6380/0", redis_password=secret))
    assert (parts.username, unquote(str(parts.password or "")), parts.hostname) == (
        "wiredesk-worker",
        secret,
        "host",
    )


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"redis_url": "redis://h", "redis_ca_file": "ca"}, "unless redis_url begins with rediss"),
        ({"redis_ca_file": "ca"}, "of no use without redis_url"),
        ({"redis_url": "rediss://h?ssl_ca_certs=a", "redis_ca_file": "b"}, "keep one of them"),
    ],
)
def test_files_that_would_do_nothing_are_refused(settings: dict[str, str], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        Settings.model_validate(settings)
