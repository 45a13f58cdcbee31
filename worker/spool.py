"""The folders of a spool, and the files that have been claimed from it.

inbox/ -> processing/<folder>/<document id>__<name> -> processed/<date>/<folder>/<name>
                                                    or failed/<folder>/<name> + .error.json
"""

from __future__ import annotations

import datetime as dt
import errno
import os
import stat
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.errors import RejectedError, RetryableError, SetupError
from schemas.failure import FailureReason
from tasks.normalize.content import FileContent
from worker.file_names import claimed_name, fitting, shown
from worker.walking import walk

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Mapping

FOLDERS = ("inbox", "processing", "processed", "failed")

PASSING = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN, errno.EINTR})
"""Errors that say something of this machine's state and nothing of the file."""

EVERYWHERE = PASSING | {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
"""Errors that the next file would meet as well: waiting helps, going on does not."""

EPOCH = dt.datetime.fromtimestamp(0, tz=dt.UTC)

UNFOLLOWED = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""How a claimed file is opened: no link, and without waiting for who writes to a named pipe."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A file in `processing/`.

    Attributes:
        folder: path of its folder below the inbox, empty at the top.
        size: length in bytes.
        mtime: when it was last changed, in seconds since the epoch.
        waited_seconds: how long it lay in the inbox unchanged; None for one claimed earlier.
    """

    document_id: str
    folder: str
    name: str
    size: int
    mtime: float
    waited_seconds: float | None = field(default=None, compare=False)

    @property
    def path(self) -> str:
        """Path below the inbox, for people: bytes that are no UTF-8 show as U+FFFD."""
        return shown(f"{self.folder}/{self.name}" if self.folder else self.name)

    @property
    def modified(self) -> dt.datetime:
        """When it was last changed, in UTC; the epoch where the file system tells nonsense."""
        return moment(self.mtime)


def moment(seconds: float) -> dt.datetime:
    """A time that a file system tells, in UTC; the epoch where it is nonsense.

    So are the first year and the last that a date can have: elsewhere it may be another.

    Args:
        seconds: since the epoch.
    """
    try:
        told = dt.datetime.fromtimestamp(seconds, tz=dt.UTC)
    except (ValueError, OverflowError, OSError):
        return EPOCH
    return told if dt.MINYEAR < told.year < dt.MAXYEAR else EPOCH


class Spool:
    """The four folders.

    Args:
        root: the spool's folder; it is made when it is not there.
        on_file: called whenever a file is looked at, read or moved, and at each piece of a large
            one: so a pass over very many is told from one that hangs.
    """

    def __init__(self, root: Path, on_file: Callable[[], None] = lambda: None) -> None:
        self.root = root
        self.on_file = on_file
        self.inbox, self.processing, self.processed, self.failed = (root / f for f in FOLDERS)
        self.private = root / ".wiredesk"
        # Paths that are made for each file are strings: `Path` costs more than the work on it.
        self._processing = os.fspath(self.processing)

    def prepare(self) -> None:
        """Make the folders.

        Raises:
            SetupError: a folder cannot be made or written to, or a claim by rename is not
                possible because the folders lie on different file systems.
        """
        folders = (self.inbox, self.processing, self.processed, self.failed)
        for folder in folders:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise SetupError(f"cannot make the folder {folder}: {error.strerror}") from error
            if not os.access(folder, os.W_OK | os.X_OK):
                raise SetupError(f"cannot write to {folder}: give user {os.getuid()} the right to")
        if len({folder.stat().st_dev for folder in folders}) > 1:
            raise SetupError(
                f"{', '.join(FOLDERS)} in {self.root} must be on one file system: "
                "files are claimed by renaming them"
            )

    def claimed(self) -> list[Claimed]:
        """What lies in `processing/`, oldest claim first; foreign files are left out."""
        return list(self.claimed_by_place({}).values())

    def claimed_by_place(self, known: Mapping[str, Claimed]) -> dict[str, Claimed]:
        """The same, each with its `place`.

        Args:
            known: files that are not looked at again, only whether they are still there.
        """
        found = [
            (entry.path, each)
            for entry in self.entries(self.processing)
            if (each := known.get(entry.path) or self._describe(entry))
        ]
        return dict(sorted(found, key=_document_id))

    def entries(
        self, folder: Path, skip: re.Pattern[str] | None = None
    ) -> Iterator[os.DirEntry[str]]:
        """The same as `walk`, told to `on_file`."""
        for entry in walk(folder, skip):
            self.on_file()
            yield entry

    def location(self, claimed: Claimed) -> Path:
        """Where a claimed file lies."""
        return Path(self.place(claimed))

    def place(self, claimed: Claimed) -> str:
        """Where a claimed file lies, for the functions of `os`."""
        return self.claim_place(claimed.document_id, claimed.folder, claimed.name)

    def claim_place(self, document_id: str, folder: str, name: str) -> str:
        """Where a file goes when it is claimed.

        Args:
            folder: below the inbox, empty at the top.
            name: one that would become too long loses its middle.
        """
        top = f"{self._processing}/{folder}" if folder else self._processing
        return f"{top}/{document_id}__{fitting(name, len(document_id) + 2)}"

    def read(self, claimed: Claimed, max_bytes: int) -> bytes:
        """The bytes of a claimed file. No link is followed.

        Raises:
            RejectedError: it is empty, too large, unreadable or no regular file.
            RetryableError: this machine is short of something.
            FileNotFoundError: another watcher has settled it.
        """
        self.on_file()
        with self.reading(claimed):
            file = os.open(self.place(claimed), UNFOLLOWED)
            try:
                status = os.fstat(file)
                _accept(status, max_bytes)
                return _bytes_of(file, status.st_size, max_bytes)
            finally:
                os.close(file)

    def content(self, claimed: Claimed) -> FileContent:
        """The bytes of a claimed file, to be read in pieces within `reading`."""
        return FileContent(self.location(claimed), claimed.size, follow=False)

    @contextmanager
    def reading(self, claimed: Claimed) -> Iterator[None]:
        """A context in which what goes wrong with a file is told by what to do about it.

        Raises:
            RejectedError: it is unreadable.
            RetryableError: this machine is short of something.
            FileNotFoundError: another watcher has settled it.
        """
        try:
            yield
        except FileNotFoundError:
            raise
        except OSError as error:
            if error.errno in PASSING:
                raise RetryableError(f"{claimed.path}: {error.strerror}") from error
            message = f"the file cannot be read: {error.strerror}"
            raise RejectedError(FailureReason.UNREADABLE, message) from error

    def _describe(self, entry: os.DirEntry[str]) -> Claimed | None:
        found = claimed_name(entry.name)
        if found is None:
            return None
        try:
            status = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            return None
        top = len(self._processing) + 1
        return Claimed(
            document_id=found[0],
            folder=entry.path[top : -len(entry.name) - 1],
            name=found[1],
            size=status.st_size,
            mtime=status.st_mtime,
        )


def _bytes_of(file: int, size: int, max_bytes: int) -> bytes:
    """All bytes of a file, up to a limit; it is not trusted to have the size that it told."""
    raw = b""
    while len(raw) < max_bytes and (more := os.read(file, min(size + 1, max_bytes - len(raw)))):
        raw += more
    return raw


def _document_id(found: tuple[str, Claimed]) -> str:
    return found[1].document_id


def _accept(status: os.stat_result, max_bytes: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise RejectedError(FailureReason.UNREADABLE, "this is no regular file")
    if status.st_size == 0:
        raise RejectedError(FailureReason.EMPTY_FILE, "the file is empty")
    if status.st_size > max_bytes:
        message = f"the file has {status.st_size:,} bytes; the limit is {max_bytes:,}"
        raise RejectedError(FailureReason.TOO_LARGE, message)
