"""An example of docs/subscribing.md: cut out of the page, and run as it stands there."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any, Self

from tests.conftest import ROOT
from tests.outside import node, node_modules, program, python

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from redis import Redis

PAGE = (ROOT / "docs" / "subscribing.md").read_text("utf-8")

STREAM, GROUP, CONSUMER = "{wiredesk}:articles", "my-site", "my-site-1"
"""What the examples read, and as whom."""

PATIENCE_SECONDS = 20.0


def _shell(_: Path) -> list[str]:
    program("redis-cli", "redis-tools")
    return [program("sh", "dash")]


def _node(folder: Path) -> list[str]:
    (folder / "node_modules").symlink_to(node_modules())
    return [node()]


def _python(_: Path) -> list[str]:
    return [str(python())]


def _our_own(_: Path) -> list[str]:
    return [sys.executable]


PROGRAMS: dict[str, Callable[[Path], list[str]]] = {
    "redis-cli": _shell,
    "Python": _python,
    "Python client": _our_own,
    "Node": _node,
    "FastStream": _python,
}
"""Heading of an example -> what runs it; a function, because a test is skipped where it is missing."""


def source(heading: str) -> str:
    """The one block of code below a heading of the page."""
    section = PAGE.partition(f"\n### {heading}\n")[2].partition("\n### ")[0]
    [block] = re.findall(r"^```\w+\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    return str(block)


def add(client: Redis, entry: Any) -> str:
    """Put an entry on the stream; returns its id."""
    return str(client.xadd(STREAM, entry))


def acknowledged(client: Redis) -> int:
    """How many entries the group has done with."""
    groups: Any = client.xinfo_groups(STREAM) if client.exists(STREAM) else []
    # A group that has not been given anything yet does not know how many entries it has read.
    return int((groups[0]["entries-read"] or 0) - groups[0]["pending"]) if groups else 0


class Example:
    """A running example, as a context; killed when it is left.

    Args:
        folder: where it is started, and may leave files.
        address: the server's.
    """

    def __init__(self, heading: str, folder: Path, address: str) -> None:
        self.folder = folder
        script = folder / "subscriber.mjs"  # an ending that Node wants; the others take any
        script.write_text(source(heading), "utf-8")
        self._command = [*PROGRAMS[heading](folder), str(script)]
        self._environment = {**os.environ, "REDIS_URL": address, "PYTHONUNBUFFERED": "1"}
        self._environment.pop("PYTHONPATH", None)

    def __enter__(self) -> Self:
        with (
            (self.folder / "output").open("w") as output,
            (self.folder / "errors").open("w") as log,
        ):
            self._process = subprocess.Popen(
                self._command,
                cwd=self.folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=log,
                start_new_session=True,  # what it has started ends with it
            )
        return self

    def __exit__(self, *_: object) -> None:
        self.is_alive = self._process.poll() is None
        if self.is_alive:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def wait(self, condition: Callable[[], object]) -> None:
        """Wait until this is so, the example has ended, or patience has."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not condition() and self._process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)

    @property
    def events(self) -> list[list[str]]:
        """What it printed of each event, in words."""
        lines = (self.folder / "output").read_text("utf-8").splitlines()
        return [line.split(" ") for line in lines if line.startswith("news.article.")]

    @property
    def errors(self) -> str:
        """What it complained of."""
        return (self.folder / "errors").read_text("utf-8")
