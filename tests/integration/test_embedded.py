"""The embedded server: shared, stopped by the last, and safe from a kill."""

from __future__ import annotations

import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import redis

from schemas.errors import SetupError
from worker.connection import connect
from worker.embedded import EmbeddedServer

if TYPE_CHECKING:
    from collections.abc import Iterator


pytestmark = pytest.mark.integration


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder whose path is short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="wd-") as made:
        yield Path(made) / "private"


def answers(server: EmbeddedServer) -> bool:
    with redis.Redis.from_url(server.url) as client:
        try:
            return bool(client.ping())
        except redis.ConnectionError:
            return False


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_it_runs_while_it_is_entered(folder: Path) -> None:
    with EmbeddedServer(folder) as server:
        assert answers(server)
    assert not answers(server)


def test_a_folder_that_cannot_be_made_is_told(folder: Path) -> None:
    folder.touch()
    with pytest.raises(SetupError, match="Not a directory"), EmbeddedServer(folder / "private"):
        pass


def test_the_second_user_shares_it(folder: Path) -> None:
    with EmbeddedServer(folder) as first, EmbeddedServer(folder) as second:
        assert second.url == first.url
        assert second._process is None


def test_the_last_to_leave_stops_it(folder: Path) -> None:
    first, second = EmbeddedServer(folder), EmbeddedServer(folder)
    first.__enter__()
    with second:
        first.__exit__(None, None, None)
        assert answers(second)
    assert not answers(second)
    assert first._process is not None
    assert first._process.wait(30) == 0


def test_its_data_is_there_when_it_starts_again(folder: Path) -> None:
    for expected in (None, b"kept"):
        with EmbeddedServer(folder) as server, connect(server.url) as client:
            assert client.get("key") == expected
            client.set("key", "kept")


def test_it_survives_a_kill_with_its_data(folder: Path) -> None:
    with EmbeddedServer(folder) as server, connect(server.url) as client:
        client.set("key", "kept")
        assert server._process is not None
        server._process.kill()
        server._process.wait()
        assert not answers(server)
        server.keep_running()
        assert client.get("key") == b"kept"


def test_only_its_user_may_reach_it(folder: Path) -> None:
    with EmbeddedServer(folder):
        assert (mode(folder), mode(folder / "server.sock")) == (0o700, 0o600)


def test_a_long_path_has_its_socket_in_the_temporary_folder(folder: Path) -> None:
    with EmbeddedServer(folder / ("x" * 120)) as server:
        assert answers(server)
        assert server._socket.is_relative_to(tempfile.gettempdir())
        assert not server._socket.is_relative_to(folder)
        assert (mode(server._socket.parent), mode(server._socket)) == (0o700, 0o600)
    server._socket.parent.rmdir()
