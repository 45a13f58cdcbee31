"""A real server that speaks TLS: a Redis or Valkey of the system, as the wheel's has no TLS."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.certificates import Pair

START_SECONDS = 20


def program() -> str:
    """The system's server program; the test is skipped where there is none."""
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    if found and shutil.which("openssl"):
        return found
    if os.environ.get("WIREDESK_TEST_TLS") == "required":
        pytest.fail("there is no redis-server or openssl on this machine")
    pytest.skip("needs redis-server and openssl")


def free_port() -> int:
    """A port that nobody listens at just now."""
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def running(
    folder: Path, port: int, *options: str | Path, server: str | None = None
) -> Iterator[int]:
    """A server with these options, as long as the context lasts; its port.

    Args:
        server: its program, if it need not be the system's.
    """
    folder.mkdir(exist_ok=True)
    fixed = (
        "--dir",
        folder,
        "--save",
        "",
        "--appendonly",
        "yes",
        "--bind",
        "127.0.0.1",
        "--loglevel",
        "warning",
    )
    with _process([server or program(), *fixed, *options], folder / "server.log", port):
        yield port


@contextmanager
def running_tls(
    folder: Path, pair: Pair, ca: Path, clients: str = "yes", *more: str | Path
) -> Iterator[int]:
    """A server that speaks only TLS.

    Args:
        ca: whose clients' certificates it takes.
        clients: whether it asks for one: `yes`, `no` or `optional`.
        more: further options.
    """
    port = free_port()
    options = ("--port", "0", "--tls-port", str(port), "--tls-auth-clients", clients)
    files = ("--tls-cert-file", pair.certificate, "--tls-key-file", pair.key)
    with running(folder, port, *options, *files, "--tls-ca-cert-file", ca, *more):
        yield port


@contextmanager
def guarding_tls(folder: Path, pair: Pair, ca: Path, primary: int, name: str) -> Iterator[int]:
    """A sentinel that speaks only TLS, asks for certificates, and names a server; its port.

    Args:
        primary: port of the server, which speaks TLS as well.
        name: what it is asked for by.
    """
    folder.mkdir()
    port = free_port()
    configuration = (
        "sentinel resolve-hostnames yes",
        "sentinel announce-hostnames yes",
        f"sentinel monitor {name} localhost {primary} 1",
        "port 0",
        f"tls-port {port}",
        "tls-replication yes",
        f'tls-cert-file "{pair.certificate}"',
        f'tls-key-file "{pair.key}"',
        f'tls-ca-cert-file "{ca}"',
        "bind 127.0.0.1",
        f'dir "{folder}"',
    )
    file = folder / "sentinel.conf"
    file.write_text("\n".join(configuration))
    with _process([program(), file, "--sentinel"], folder / "log", port):
        yield port


@contextmanager
def _process(command: Sequence[str | Path], log: Path, port: int) -> Iterator[None]:
    """A program that takes connections at a port, as long as the context."""
    with log.open("wb") as file:
        process = subprocess.Popen(command, stdout=file, stderr=file)
    try:
        _await(port, process)
        yield
    finally:
        process.terminate()
        process.wait(10)


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    pytest.fail("the server does not start")
