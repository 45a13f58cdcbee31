"""TLS with a real server: every kind of client gets through, and what goes wrong is told."""

from __future__ import annotations

import asyncio
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import pytest
import redis
from kombu import Connection

import worker.tls_trouble
from schemas.errors import SetupError
from tests.certificates import Authority, Pair
from tests.tls_server import free_port, program, running, running_tls
from worker import server_trouble
from worker.app import broker_url
from worker.connection import connect_briefly, connect_raw, connect_raw_async
from worker.deploy import server_url
from worker.doctor.examination import examine
from worker.server_trouble import refuse_lasting
from worker.settings import load_settings
from worker.tls import tls_of
from worker.tls_trouble import tls_trouble
from worker.web.stream import connect as connect_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class World(NamedTuple):
    """Servers, and what their clients need."""

    ca: Path
    client: Pair
    expired: Pair
    stranger: Pair
    mutual: int
    outdated: int
    plain: int

    def url(self, port: int, pair: Pair | None = None, *, host: str = "localhost") -> str:
        """An address with the CA, and the certificate if one is given."""
        own = f"&ssl_certfile={pair.certificate}&ssl_keyfile={pair.key}" if pair else ""
        return f"rediss://{host}:{port}?ssl_ca_certs={self.ca}{own}"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    program()
    folder = tmp_path_factory.mktemp("tls")
    authority, other = Authority(folder, "authority"), Authority(folder, "other")
    server, expired = authority.issue("server"), authority.issue("expired", days=-1)
    plain = free_port()
    with (
        running_tls(folder / "mutual", server, authority.file) as mutual,
        running_tls(folder / "outdated", expired, authority.file, "no") as outdated,
        running(folder / "plain", plain, "--port", str(plain)),
    ):
        client, stranger = authority.issue("client"), other.issue("stranger")
        yield World(authority.file, client, expired, stranger, mutual, outdated, plain)


def test_every_client_gets_through(world: World) -> None:
    url = world.url(world.mutual, world.client)

    async def asked() -> list[object]:
        answers: list[object] = []
        for client in (connect_raw_async(url), connect_page(url)):
            answers.append(await client.exists("x"))
            await client.aclose()
        return answers

    with closing(connect_briefly(url, 5)) as brief, closing(connect_raw(url)) as raw:
        answers = [client.exists("x") for client in (brief, raw)]
    assert answers + asyncio.run(asked()) == [0, 0, 0, 0]


def test_the_broker_gets_through(world: World) -> None:
    url = world.url(world.mutual, world.client)
    with Connection(broker_url(url), ssl=tls_of(url)) as connection:
        connection.ensure_connection(max_retries=1)


def test_the_broker_verifies_the_server(world: World) -> None:
    url = f"rediss://localhost:{world.outdated}"
    with (
        Connection(broker_url(url), ssl=tls_of(url)) as connection,
        pytest.raises(redis.ConnectionError, match="CERTIFICATE_VERIFY_FAILED"),
    ):
        connection.connect()


def test_what_works_has_no_trouble(world: World) -> None:
    assert tls_trouble(world.url(world.mutual, world.client)) is None


def test_a_server_that_is_away_is_no_trouble_of_tls(world: World) -> None:
    assert tls_trouble(world.url(free_port())) is None


def test_a_plain_address_of_a_plain_port_is_no_trouble(world: World) -> None:
    assert tls_trouble(f"redis://localhost:{world.plain}") is None


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("no certificate", "it asks its clients for a certificate: set WIREDESK_REDIS_CERT_FILE"),
        ("stranger", "it does not know the CA of the certificate in WIREDESK_REDIS_CERT_FILE"),
        ("expired", "the certificate in WIREDESK_REDIS_CERT_FILE has expired: renew it"),
        ("wrong CA", "a CA that is not known here: name that CA's file in WIREDESK_REDIS_CA_FILE"),
        ("another name", "is for other names: use one of these in WIREDESK_REDIS_URL"),
        ("server expired", "its certificate has expired: renew it"),
        ("plain port", "it does not speak TLS at this port"),
        ("plain address", "it speaks TLS at this port: use rediss:// in WIREDESK_REDIS_URL"),
    ],
)
def test_what_is_wrong_is_refused_in_words(
    world: World, case: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_trouble, "ANSWER_SECONDS", 0.5)
    monkeypatch.setattr(worker.tls_trouble, "PATIENCE_SECONDS", 0.5)
    url = {
        "no certificate": world.url(world.mutual),
        "stranger": world.url(world.mutual, world.stranger),
        "expired": world.url(world.mutual, world.expired),
        "wrong CA": f"rediss://localhost:{world.outdated}",
        "another name": world.url(world.mutual, world.client, host="127.0.0.1"),
        "server expired": world.url(world.outdated),
        "plain port": world.url(world.plain),
        "plain address": f"redis://localhost:{world.mutual}",
    }[case]
    with pytest.raises(SetupError) as refused:
        refuse_lasting(url)
    assert told in str(refused.value)


def test_a_wrong_password_is_refused_with_the_settings_that_say_it(world: World) -> None:
    url = world.url(world.mutual, world.client).replace("://", "://desk:wrong@")
    with pytest.raises(SetupError, match="WIREDESK_REDIS_PASSWORD"):
        refuse_lasting(url)


def test_the_settings_name_the_files(world: World) -> None:
    environment = {
        "WIREDESK_REDIS_URL": f"rediss://localhost:{world.mutual}",
        "WIREDESK_REDIS_CA_FILE": str(world.ca),
        "WIREDESK_REDIS_CERT_FILE": str(world.client.certificate),
        "WIREDESK_REDIS_KEY_FILE": str(world.client.key),
    }
    with server_url(load_settings(environment, {}).settings) as url:
        assert tls_trouble(url) is None


def test_the_doctor_tells_what_is_wrong_with_tls(world: World, tmp_path: Path) -> None:
    environment = {"WIREDESK_REDIS_URL": f"rediss://localhost:{world.outdated}"}
    settings = load_settings(environment, {"spool": tmp_path}).settings
    [server] = [found for found in examine(settings) if found.check == "server"]
    assert "name that CA's file in WIREDESK_REDIS_CA_FILE" in server.what
