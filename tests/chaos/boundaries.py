"""The named places at which a process can be stopped, and the means to stop it there.

A process that is started through `freezing.py` looks, whenever it comes to such a place, for
a file of that name. The one that can rename the file freezes itself (SIGSTOP), exactly there,
and whoever laid the file decides who is killed. Where the file says so, it hangs instead: in a
call that never returns, and that lets no other thread run Python meanwhile.
"""

from __future__ import annotations

import ctypes
import importlib
import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = "CHAOS_FOLDER"
"""Environment variable: where the files are laid."""


@dataclass(frozen=True)
class Boundary:
    """A place before or after a call.

    Attributes:
        name: what has happened by then, or is about to.
        module: where the callable is looked up when it is called.
        attribute: its name there, with its class where it has one.
        after: whether the call has returned.
    """

    name: str
    module: str
    attribute: str
    after: bool = True


WATCHER = (
    Boundary("after-claim", "worker.inbox", "Inbox.claim"),
    Boundary("after-ledger", "worker.admission", "Admission.admit"),
    Boundary("after-enqueue", "worker.watch", "submit"),
    Boundary("before-settle", "worker.watcher", "settle", after=False),
    Boundary("half-settled", "worker.settling", "os.link"),
    Boundary("after-settle", "worker.watcher", "settle"),
)

WORKER = (
    Boundary("in-normalize", "tasks.pipeline", "normalize", after=False),
    Boundary("after-normalize-saved", "tasks.document_batch", "DocumentBatch._save"),
    Boundary("in-deduplicate", "tasks.pipeline", "deduplicate", after=False),
    Boundary("after-deduplicate", "tasks.pipeline", "deduplicate"),
    Boundary("after-verdicts-grouped", "tasks.pipeline", "grouped"),
    Boundary("in-summarize", "tasks.pipeline", "judged", after=False),
    Boundary("after-output-saved", "tasks.batch", "Batch._save"),
    Boundary("before-publish", "tasks.publish.stream", "Stream.publish", after=False),
    Boundary("after-publish-before-acknowledge", "tasks.publish.stream", "Stream.publish"),
    Boundary("after-hand-on", "tasks.base", "StageTask.hand_on"),
)

BOUNDARIES = (*WATCHER, *WORKER)

IN_REPORT = Boundary("in-report", "worker.reporting", "Progress.look", after=False)
"""In the worker's main process."""

IN_PAGE = Boundary("in-page", "worker.web.figures", "Arrivals.figures", after=False)
"""In the event loop of the live page."""

HANG = "hang"
"""What is written in a file for a process that is to hang."""

_LONG_SECONDS = 3600


def armed(folder: Path, boundary: Boundary) -> Path:
    """The file that is laid for the next process that comes to a boundary."""
    return folder / f"{boundary.name}.armed"


def frozen(folder: Path, boundary: Boundary) -> Path:
    """The file that is there once a process has frozen; it holds the process id."""
    return folder / f"{boundary.name}.frozen"


def install() -> None:
    """Make this process freeze at every boundary for which a file is laid."""
    folder = Path(os.environ[FOLDER])
    for boundary in (*BOUNDARIES, IN_REPORT, IN_PAGE):
        owner: Any = importlib.import_module(boundary.module)
        *path, name = boundary.attribute.split(".")
        for part in path:
            owner = getattr(owner, part)
        setattr(owner, name, _freezing(getattr(owner, name), folder, boundary))


def _freezing(call: Callable[..., Any], folder: Path, boundary: Boundary) -> Callable[..., Any]:
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        if not boundary.after:
            _freeze(folder, boundary)
        result = call(*args, **kwargs)
        if boundary.after:
            _freeze(folder, boundary)
        return result

    return wrapped


def _freeze(folder: Path, boundary: Boundary) -> None:
    mine = folder / f"{boundary.name}.{os.getpid()}"
    try:
        armed(folder, boundary).rename(mine)
    except FileNotFoundError:
        return
    hangs = mine.read_text("utf-8") == HANG
    mine.write_text(str(os.getpid()), "utf-8")
    mine.rename(frozen(folder, boundary))
    if hangs:
        ctypes.PyDLL(None).sleep(_LONG_SECONDS)
    else:
        os.kill(os.getpid(), signal.SIGSTOP)
