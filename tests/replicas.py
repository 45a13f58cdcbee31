"""A primary, its replica and a sentinel, from the server program that comes with the packages."""

from __future__ import annotations

import random
import subprocess
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import redis

from tests.chaos.proxy import Proxy
from tests.outside import free_port
from worker.connection import connect_briefly
from worker.embedded import server_program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MASTER = "desk"
START_SECONDS = 20.0


class Server:
    """A server or sentinel on a port of this machine.

    Args:
        folder: for its files; it is made.
        configuration: what its file says.
    """

    def __init__(self, folder: Path, *configuration: str) -> None:
        folder.mkdir()
        self.port = free_port()
        self.socket = str(folder / "server.sock")
        self.url = f"redis://127.0.0.1:{self.port}/0"
        file = folder / "server.conf"
        lines = [*configuration, f"port {self.port}", f'dir "{folder}"']
        file.write_text("\n".join(lines))
        kind = ["--sentinel"] if lines[0].startswith("sentinel ") else []
        with (folder / "log").open("wb") as log:
            self.process = subprocess.Popen([server_program(), file, *kind], stdout=log, stderr=log)
        awaited(self.answers)

    def answers(self) -> bool:
        """Whether it runs."""
        with closing(connect_briefly(self.url, 1)) as client:
            try:
                return bool(client.ping())
            except redis.RedisError:
                return False

    def replicas(self) -> int:
        """How many replicas have all it has."""
        with closing(connect_briefly(self.url, 1)) as client:
            info = client.info("replication")
        states = (info.get(f"slave{number}") for number in range(int(info["connected_slaves"])))
        return sum(1 for each in states if each and each["state"] == "online")

    def kill(self) -> None:
        """End it as a machine that loses power does."""
        self.process.kill()
        self.process.wait()


@contextmanager
def server(folder: Path, *options: str) -> Iterator[Server]:
    """A server that may be killed meanwhile; it keeps nothing on the disk."""
    memory_only = ('save ""', "appendonly no", "repl-diskless-sync-delay 0")
    made = Server(folder, *memory_only, f'unixsocket "{folder}/server.sock"', *options)
    try:
        yield made
    finally:
        made.kill()


@contextmanager
def replicated(folder: Path) -> Iterator[tuple[Server, Server]]:
    """A primary and the replica that follows it."""
    with (
        server(folder / "primary") as primary,
        server(folder / "replica", f"replicaof 127.0.0.1 {primary.port}") as replica,
    ):
        awaited(lambda: primary.replicas() == 1)
        yield primary, replica


@contextmanager
def lagging(folder: Path) -> Iterator[tuple[Server, Server]]:
    """A primary, and a replica that is connected and gets nothing any more."""
    with (
        server(folder / "primary") as primary,
        Proxy(primary.socket, random.Random(1)) as proxy,
        server(folder / "replica", f"replicaof 127.0.0.1 {proxy.port}") as replica,
    ):
        awaited(lambda: primary.replicas() == 1)
        proxy.delay_seconds = 3_600
        yield primary, replica


@contextmanager
def guarded(primary: Server, folder: Path) -> Iterator[str]:
    """A sentinel that fails over after half a second; the address to reach the primary by it."""
    made = Server(
        folder,
        f"sentinel monitor {MASTER} 127.0.0.1 {primary.port} 1",
        f"sentinel down-after-milliseconds {MASTER} 500",
        f"sentinel failover-timeout {MASTER} 2000",
    )
    try:
        awaited(lambda: _knows_replica(made.url))
        yield f"sentinel://127.0.0.1:{made.port}/0?master={MASTER}"
    finally:
        made.kill()


def _knows_replica(url: str) -> bool:
    with closing(connect_briefly(url, 1)) as client:
        try:
            return len(client.sentinel_slaves(MASTER)) == 1
        except redis.RedisError:
            return False


def awaited(condition: Callable[[], object]) -> None:
    """Wait until a server is as it should be."""
    deadline = time.monotonic() + START_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "a server is not as it should be"
        time.sleep(0.02)
