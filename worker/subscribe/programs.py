"""Handing events to other programs, on their standard input and never on a command line."""

from __future__ import annotations

import json
import os
import queue
import shlex
import signal
import subprocess
import tempfile
import threading
import time
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

from schemas.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from schemas.event import ArticleEvent
    from worker.subscribe.delivery import Delivery

ERROR_CHARACTERS = 200

ERROR_BYTES = 10_000
"""How much of what a program has written to its standard error is looked at, from the end."""


class NotHandledError(Exception):
    """A program or a server did not take an event; it is tried again."""


def event_line(event: ArticleEvent) -> bytes:
    """An event as one line of JSON in the form of CloudEvents, `data` as an object."""
    fields: dict[str, Any] = dict(event.to_entry())
    fields["data"] = json.loads(fields["data"])
    return json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def words_of(command: str) -> list[str]:
    """A command's words, split as a shell would; no shell ever sees them.

    Raises:
        SetupError: it is empty, or a quotation mark is open.
    """
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise SetupError(f"the command {command!r} cannot be read: {error}") from error
    if not words:
        raise SetupError("the command is empty: name a program, such as --exec './store.sh'")
    return words


def only_one(ways: Mapping[str, object]) -> None:
    """Check that events are to go one way.

    Raises:
        SetupError: several are named.
    """
    named = [name for name, value in ways.items() if value]
    if len(named) > 1:
        raise SetupError(f"name one of {', '.join(ways)}, not {' and '.join(named)}")


class Printer:
    """Prints each event.

    Args:
        write: prints one.
    """

    def __init__(self, write: Callable[[Delivery], None]) -> None:
        self._write = write

    def __call__(self, delivery: Delivery) -> None:
        """Print one."""
        self._write(delivery)

    def close(self) -> None:
        """Nothing is left open."""


class ProcessPerEvent:
    """Starts a program for each event; it has taken the event when it ends with 0.

    Args:
        seconds: how long it may take.
    """

    def __init__(self, command: str, seconds: float) -> None:
        self._words = words_of(command)
        self._seconds = seconds

    def __call__(self, delivery: Delivery) -> None:
        """Run it.

        Raises:
            NotHandledError: it cannot be started, took too long or ended with another status.
        """
        # A file and no pipe: what the program leaves running would hold that open.
        with tempfile.TemporaryFile() as errors:
            with _started(self._words, stdout=None, stderr=errors) as process:
                try:
                    process.communicate(event_line(delivery.event), self._seconds)
                except subprocess.TimeoutExpired as error:
                    _kill(process)
                    message = f"{self._words[0]} took more than {self._seconds:g} s"
                    raise NotHandledError(message) from error
                except BaseException:
                    _kill(process)
                    raise
            if process.returncode:
                last = _last_line(errors)
                status = f"{self._words[0]} ended with status {process.returncode}"
                raise NotHandledError(f"{status}: {last[:ERROR_CHARACTERS]}" if last else status)

    def close(self) -> None:
        """Nothing is left open."""


class LongLivedProcess:
    """A program that reads events line by line, and answers each with a line that is its id.

    Args:
        seconds: how long it may take to read an event and answer.
    """

    def __init__(self, command: str, seconds: float) -> None:
        self._words = words_of(command)
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()

    def __call__(self, delivery: Delivery) -> None:
        """Hand one over, and wait for the answer.

        Raises:
            NotHandledError: the program has ended, or has not answered in time. It is started
                anew for the next event.
        """
        deadline = time.monotonic() + self._seconds
        try:
            self._write(self._running(), event_line(delivery.event))
        except OSError as error:
            self._end()
            raise NotHandledError(f"{self._words[0]} reads no more") from error
        self._await(delivery.event.id.encode(), deadline)

    def close(self) -> None:
        """Close its input, so that it can end; kill it if it does not."""
        if self._process is not None and self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(self._seconds)
        self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._answers = queue.SimpleQueue()
            self._process = _started(self._words, stdout=subprocess.PIPE, stderr=None)
            listening = (self._process.stdout, self._answers)
            threading.Thread(target=_listen, args=listening, daemon=True).start()
        return self._process

    def _write(self, process: subprocess.Popen[bytes], line: bytes) -> None:
        """Write to a program; one that has not read it in time is killed, which ends the wait."""
        late = threading.Timer(self._seconds, _kill, [process])
        late.start()
        try:
            if process.stdin is not None:
                process.stdin.write(line)
                process.stdin.flush()
        finally:
            late.cancel()

    def _await(self, event_id: bytes, deadline: float) -> None:
        try:
            # Other lines may come as well, however many.
            while (answer := self._answer(deadline)) != event_id:
                if answer is None:
                    self._end()
                    raise NotHandledError(f"{self._words[0]} ended without an answer")
        except queue.Empty as error:
            self._end()
            message = f"{self._words[0]} did not answer with the event's id in {self._seconds:g} s"
            raise NotHandledError(message) from error

    def _answer(self, deadline: float) -> bytes | None:
        """The next line; None at the end.

        Raises:
            queue.Empty: none came in time.
        """
        return self._answers.get(timeout=max(0.0, deadline - time.monotonic()))

    def _end(self) -> None:
        if self._process is not None:
            _kill(self._process)
            self._process.wait()
            if self._process.stdin is not None:
                with suppress(OSError):
                    self._process.stdin.close()
            self._process = None


def _started(words: list[str], **channels: Any) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(words, stdin=subprocess.PIPE, start_new_session=True, **channels)
    except OSError as error:
        raise NotHandledError(f"{words[0]} cannot be started: {error.strerror}") from error


def _last_line(file: IO[bytes]) -> str:
    file.seek(max(0, file.seek(0, os.SEEK_END) - ERROR_BYTES))
    return file.read().decode("utf-8", "replace").strip().rpartition("\n")[2]


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it has started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _listen(output: IO[bytes], answers: queue.SimpleQueue[bytes | None]) -> None:
    with suppress(ValueError, OSError), output:
        for line in output:
            answers.put(line.strip())
    answers.put(None)
