"""TLS to sentinels and to the server that they name: all clients, the broker, the whole pipeline."""

from __future__ import annotations

import asyncio
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import redis
from kombu import Connection

from schemas.errors import SetupError
from tests.certificates import Authority, Pair
from tests.tls_server import guarding_tls, program, running_tls
from worker.app import broker_options, broker_url
from worker.connection import connect, connect_async, connect_briefly, connect_raw_async
from worker.server_trouble import refuse_lasting
from worker.settings import Settings
from worker.tls import tls_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MASTER = "desk"


class World(NamedTuple):
    """A sentinel, and what its clients need."""

    sentinel: int
    server: int
    ca: Path
    client: Pair

    def settings(self, scheme: str = "rediss+sentinel") -> Settings:
        return Settings.model_validate(
            {
                "redis_url": f"{scheme}://localhost:{self.sentinel}/0?master={MASTER}",
                "redis_ca_file": self.ca,
                "redis_cert_file": self.client.certificate,
                "redis_key_file": self.client.key,
            }
        )

    @property
    def url(self) -> str:
        return str(self.settings().server_url)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    program()
    folder = tmp_path_factory.mktemp("sentinel")
    authority = Authority(folder, "authority")
    pair, client = authority.issue("server"), authority.issue("client")
    with (
        running_tls(folder / "primary", pair, authority.file) as server,
        guarding_tls(folder / "guard", pair, authority.file, server, MASTER) as sentinel,
    ):
        yield World(sentinel, server, authority.file, client)


def test_every_client_is_led_to_the_server(world: World) -> None:
    """A sentinel itself knows no such command."""

    async def asked() -> list[object]:
        limited = connect_async(world.url, max_connections=2, timeout=1)
        answers: list[object] = []
        for client in (connect_raw_async(world.url), limited):
            answers.append(await client.exists("x"))
            await client.aclose()
        return answers

    with closing(connect_briefly(world.url, 5)) as brief, closing(connect(world.url)) as patient:
        found = [client.exists("x") for client in (brief, patient)]
    assert found + asyncio.run(asked()) == [0, 0, 0, 0]


def test_the_broker_is_led_to_the_server(world: World) -> None:
    options = broker_options(world.url)
    with Connection(
        broker_url(world.url), ssl=tls_of(world.url), transport_options=options
    ) as connection:
        connection.ensure_connection(max_retries=1)
        channel: Any = connection.default_channel
        assert channel.client.info("server")["tcp_port"] == world.server


def test_the_broker_verifies_both(world: World) -> None:
    url = world.url.partition("&ssl_ca_certs")[0]
    with (
        Connection(
            broker_url(url), ssl=tls_of(url), transport_options=broker_options(url)
        ) as connection,
        pytest.raises(redis.ConnectionError, match=f"No master found for '{MASTER}'"),
    ):
        connection.connect()


def test_a_sentinel_of_an_unknown_ca_is_told_with_what_to_do(world: World) -> None:
    with pytest.raises(SetupError, match="name that CA's file in WIREDESK_REDIS_CA_FILE") as found:
        refuse_lasting(world.url.partition("&ssl_ca_certs")[0])
    assert f"localhost:{world.sentinel}" in str(found.value)


def test_a_server_that_is_not_called_so_is_told_with_its_place(
    world: World, tmp_path: Path
) -> None:
    """The sentinel speaks of it by another name than its certificate."""
    authority = Authority(tmp_path, "other")
    with (
        running_tls(tmp_path / "foreign", authority.issue("foreign"), authority.file) as foreign,
        guarding_tls(tmp_path / "guard", world.client, world.ca, foreign, MASTER) as sentinel,
        pytest.raises(SetupError, match="a CA that is not known here") as found,
    ):
        refuse_lasting(world.url.replace(str(world.sentinel), str(sentinel)))
    assert f":{foreign} fails" in str(found.value)


def test_an_address_without_tls_is_told_so(world: World) -> None:
    with pytest.raises(SetupError, match=r"it speaks TLS at this port: use .* rediss\+sentinel://"):
        refuse_lasting(f"sentinel://localhost:{world.sentinel}/0?master={MASTER}")


def test_files_need_a_scheme_with_tls(world: World) -> None:
    with pytest.raises(ValueError, match=r"begins with rediss:// or rediss\+sentinel://"):
        world.settings("sentinel")
