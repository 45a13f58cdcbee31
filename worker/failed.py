"""The documents in `failed/`: what a person can look at and try again."""

from __future__ import annotations

import datetime as dt
import json
import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas.errors import SetupError
from worker.settling import SIDECAR_SUFFIX
from worker.spool import Spool
from worker.walking import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

UNKNOWN_REASON = "unknown"
"""Reason of a file that somebody has put into `failed/`."""


@dataclass(frozen=True)
class FailedDocument:
    """A file in `failed/` with what its sidecar says.

    Attributes:
        file: where it lies.
        path: its path below `failed/`.
    """

    file: Path
    path: str
    sidecar: dict[str, Any]

    @property
    def time(self) -> dt.datetime:
        """When it failed; without a sidecar, when it was moved here; now if it has just gone."""
        try:
            stated = dt.datetime.fromisoformat(self.sidecar["time"])
            if stated.tzinfo is not None:
                return stated.astimezone(dt.UTC)
        except (KeyError, TypeError, ValueError, OverflowError):
            pass
        try:
            return dt.datetime.fromtimestamp(self.file.lstat().st_ctime, tz=dt.UTC)
        except FileNotFoundError:
            return dt.datetime.now(dt.UTC)


def failed_documents(root: Path) -> Iterator[FailedDocument]:
    """Every failed document of a spool, by path; one without a sidecar says so.

    Raises:
        SetupError: the folder cannot be listed.
    """
    folder = Spool(root).failed
    with _told(f"{folder} cannot be listed"), suppress(FileNotFoundError):
        os.scandir(folder).close()
    for entry in sorted(walk(folder), key=lambda entry: entry.path):
        if not entry.name.endswith((SIDECAR_SUFFIX, ".tmp")):
            file = Path(entry.path)
            yield FailedDocument(file, str(file.relative_to(folder)), _reason(file))


def find(root: Path, name: str) -> FailedDocument:
    """The one failed document of a spool that is meant: `find_among` all of them.

    Raises:
        SetupError: there is none, or more than one.
    """
    return find_among(list(failed_documents(root)), name)


def find_among(failed: Sequence[FailedDocument], name: str) -> FailedDocument:
    """The one failed document with this path; without such a one, this file name or document id.

    Raises:
        SetupError: there is none, or more than one.
    """
    found = [each for each in failed if name == each.path] or [
        each for each in failed if name in {each.file.name, each.sidecar.get("document_id")}
    ]
    if not found:
        raise SetupError(f"no failed document is called {name!r}; see `wiredesk failed list`")
    if len(found) > 1:
        paths = ", ".join(each.path for each in found)
        raise SetupError(f"{name!r} is the name of several ({paths}): give a path or an id")
    return found[0]


def move_back(root: Path, failed: FailedDocument) -> Path:
    """Move a failed document into the inbox again and drop its sidecar; returns the new place.

    Raises:
        SetupError: a file of that name waits in the inbox, a link there leads elsewhere, or it
            cannot be moved.
    """
    inbox = Spool(root).inbox
    target = inbox / failed.path
    if not target.parent.resolve().is_relative_to(inbox.resolve()):
        raise SetupError(f"{target.parent} leads out of the inbox: remove the link")
    if os.path.lexists(target):
        raise SetupError(f"{target} is there already: wait until it is taken, or rename it")
    with _told(f"{failed.path} cannot be moved into the inbox"):
        target.parent.mkdir(parents=True, exist_ok=True)
        failed.file.rename(target)
        _sidecar_path(failed.file).unlink(missing_ok=True)
    return target


def drop(failed: FailedDocument) -> None:
    """Delete a failed document and its sidecar for good; one that is gone already is no error.

    The sidecar goes first: what is left if this is interrupted is still seen by everyone.

    Raises:
        SetupError: it cannot be deleted.
    """
    with _told(f"{failed.path} cannot be deleted"):
        _sidecar_path(failed.file).unlink(missing_ok=True)
        failed.file.unlink(missing_ok=True)


def read_sidecar(file: Path) -> dict[str, Any]:
    """What lies beside a failed file and says why; empty without a sidecar that can be read."""
    try:
        sidecar = json.loads(_sidecar_path(file).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return sidecar if isinstance(sidecar, dict) else {}


@contextmanager
def _told(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SetupError(f"{what}: {error.strerror}") from error


def _sidecar_path(file: Path) -> Path:
    return file.with_name(file.name + SIDECAR_SUFFIX)


def _reason(file: Path) -> dict[str, Any]:
    """What the sidecar says, or that there is none."""
    sidecar = read_sidecar(file)
    if all(isinstance(sidecar.get(name), str) for name in ("reason", "message")):
        return sidecar
    return {"reason": UNKNOWN_REASON, "message": f"there is no {file.name}{SIDECAR_SUFFIX}"}
