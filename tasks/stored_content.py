"""The bytes of a large document, fetched from the server in pieces."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, cast

from schemas.errors import RetryableError

if TYPE_CHECKING:
    from redis import Redis
    from typing_extensions import Buffer

PIECE_BYTES = 1_000_000
"""How much is fetched at a time: some milliseconds of the server's time."""


@dataclass(frozen=True)
class StoredContent:
    """A string on the server as the content of a document.

    Attributes:
        key: the string.
        size: its length in bytes.
    """

    redis: Redis
    key: str
    size: int

    def open(self) -> BinaryIO:
        """A stream of the bytes; reading raises `RetryableError` if they are gone meanwhile."""
        return cast("BinaryIO", io.BufferedReader(_Pieces(self), PIECE_BYTES))


class _Pieces(io.RawIOBase):
    def __init__(self, content: StoredContent) -> None:
        self._content = content
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._content.size}
        self._position = max(0, start[whence] + offset)
        return self._position

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        content, start = self._content, self._position
        end = min(start + len(view), content.size)
        if start >= end:
            return 0
        piece = cast("bytes", content.redis.getrange(content.key, start, end - 1))
        if len(piece) != end - start:
            raise RetryableError(
                f"the bytes of a document are gone from the server ({content.key})"
            )
        view[: len(piece)] = piece
        self._position = end
        return len(piece)
