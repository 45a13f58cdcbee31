"""Addresses that name sentinels."""

from __future__ import annotations

import ssl

import pytest

from schemas.errors import SetupError
from worker.app import broker_options, broker_url
from worker.sentinel import SentinelAddress
from worker.settings import Settings


def test_an_address_names_sentinels_master_and_database() -> None:
    found = SentinelAddress.parse("sentinel://one;two:2;[::1]:3/4?master=desk")
    assert found.hosts == (("one", 26379), ("two", 2), ("::1", 3))
    assert (found.master, found.database, found.login) == ("desk", 4, {})


def test_the_scheme_says_whether_tls_is_spoken() -> None:
    for scheme in ("sentinel", "redis+sentinel"):
        assert SentinelAddress.parse(f"{scheme}://one?master=desk").server_options == {"db": 0}
    encrypted = SentinelAddress.parse("rediss+sentinel://one;two?master=desk")
    assert encrypted.hosts == (("one", 26379), ("two", 26379))
    verified = {"ssl": True, "ssl_cert_reqs": ssl.CERT_REQUIRED, "ssl_check_hostname": True}
    assert encrypted.server_options == {"db": 0, **verified}
    assert encrypted.sentinel_options.items() >= verified.items()


def test_the_broker_of_an_address_with_tls_is_told_apart() -> None:
    url = "rediss+sentinel://one?master=desk"
    assert broker_url(url) == "sentinel://one:26379/0"
    assert broker_options(url)["sentinel_kwargs"]["ssl"] is True


def test_kombus_own_spelling_is_understood() -> None:
    found = SentinelAddress.parse("sentinel://:pw@one:1/0;sentinel://:pw@two:2/0?master=desk")
    assert (found.hosts, found.login) == ((("one", 1), ("two", 2)), {"password": "pw"})


def test_user_and_password_may_hold_any_character() -> None:
    found = SentinelAddress.parse("sentinel://me:a%3Bb%40c@one?master=desk")
    assert found.login == {"username": "me", "password": "a;b@c"}


def test_the_sentinels_have_a_login_of_their_own() -> None:
    url = "sentinel://:pw@one?master=desk&sentinel_user=me&sentinel_password=it"
    assert SentinelAddress.parse(url).sentinel_login == {"username": "me", "password": "it"}


def test_the_password_that_is_given_apart_is_the_servers() -> None:
    given = {"redis_url": "sentinel://one;two/0?master=desk", "redis_password": "a;b"}
    url = Settings.model_validate(given).server_url
    assert url is not None
    assert SentinelAddress.parse(url).login == {"password": "a;b"}


def test_the_broker_is_told_the_same_in_its_spelling() -> None:
    url = "sentinel://:a%3Bb@one;two:2/3?master=desk"
    assert broker_url(url) == "sentinel://:a%3Bb@one:26379/3;sentinel://:a%3Bb@two:2/3"
    assert broker_options(url)["master_name"] == "desk"


def test_other_addresses_have_no_options() -> None:
    assert broker_options("redis://one") == {}


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("sentinel://one", "the name of the server is missing"),
        ("sentinel://one?master=desk&db=3", "db is not understood"),
        ("sentinel://one/first?master=desk", "the database is a number"),
        ("sentinel://one:port?master=desk", "no host and port"),
    ],
)
def test_a_mistake_is_told_without_the_address(url: str, what: str) -> None:
    with pytest.raises(SetupError, match=what) as caught:
        SentinelAddress.parse(url.replace("//", "//:secret@"))
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("mark", ["/", "[", "#"])
def test_a_password_that_is_not_quoted_is_not_told(mark: str) -> None:
    with pytest.raises(SetupError) as caught:
        SentinelAddress.parse(f"sentinel://:secret{mark}secret@one:2/0?master=desk")
    assert "secret" not in str(caught.value)
