"""The bytes of a document, wherever they lie: in memory, in a file, on the server."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from pathlib import Path


class Content(Protocol):
    """Bytes that can be read from the beginning as often as needed."""

    @property
    def size(self) -> int | None:
        """Length in bytes; None where only reading would tell, as for a packed stream."""

    def open(self) -> BinaryIO:
        """A stream of the bytes, from the first one."""


@dataclass(frozen=True)
class BytesContent:
    """Bytes in memory."""

    raw: bytes

    @property
    def size(self) -> int:
        """Length in bytes."""
        return len(self.raw)

    def open(self) -> BinaryIO:
        """A stream of the bytes."""
        return io.BytesIO(self.raw)


@dataclass(frozen=True)
class FileContent:
    """The bytes of a file, read as they are needed.

    Attributes:
        size: length in bytes, as it was looked up; the file must not change meanwhile.
        follow: whether the path may be a symbolic link.
    """

    path: Path
    size: int
    follow: bool = True

    def open(self) -> BinaryIO:
        """A stream of the file.

        Raises:
            OSError: the file cannot be read, or is a link that is not followed.
        """
        # Without O_NONBLOCK, opening a named pipe would wait for somebody to write to it.
        flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC
        flags |= 0 if self.follow else os.O_NOFOLLOW
        return os.fdopen(os.open(self.path, flags), "rb")
