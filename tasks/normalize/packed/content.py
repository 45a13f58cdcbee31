"""Bytes that are unpacked while they are read, so that only a piece of them is in memory."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, cast

from schemas.errors import RejectedError
from schemas.failure import FailureReason

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from _typeshed import WriteableBuffer

    from tasks.normalize.content import Content
    from tasks.normalize.source import Source

PIECE_BYTES = 65_536
"""Most bytes that are unpacked at a time."""


@dataclass
class PackedContent:
    """Something packed; each time it is opened, it is unpacked again.

    Attributes:
        source: what it is packed in; what comes out counts against its allowance, once.
        unpack: its bytes in pieces; raises RejectedError where they are damaged.
        size: length in bytes, if it is stated.
    """

    source: Source
    unpack: Callable[[], Generator[bytes]]
    size: int | None = None
    _furthest: int = field(default=0, repr=False)

    def open(self) -> BinaryIO:
        """A stream of the bytes, which cannot be gone back in.

        Reading raises RejectedError where the bytes are damaged, or too many of them come out.
        """
        return cast("BinaryIO", io.BufferedReader(_Pieces(self._counted()), PIECE_BYTES))

    def _counted(self) -> Generator[bytes]:
        position = 0
        for piece in self.unpack():
            position += len(piece)
            if position > self._furthest:
                new, self._furthest = position - self._furthest, position
                self.source.allowance.take(new, self.source)
            yield piece


@dataclass(frozen=True)
class Slice:
    """A run of the bytes of something that is not packed.

    Attributes:
        start: where it begins in `whole`, in bytes.
    """

    whole: Content
    start: int
    size: int

    def open(self) -> BinaryIO:
        """A stream of the bytes, which cannot be gone back in.

        Reading raises RejectedError where the whole ends before the slice does.
        """
        return cast("BinaryIO", io.BufferedReader(_Pieces(self._pieces()), PIECE_BYTES))

    def _pieces(self) -> Generator[bytes]:
        left = self.size
        with self.whole.open() as stream:
            stream.seek(self.start)
            while left:
                piece = stream.read(min(left, PIECE_BYTES))
                if not piece:
                    message = f"it is cut off: {left:,} bytes of it are missing"
                    raise RejectedError(FailureReason.MALFORMED, message)
                left -= len(piece)
                yield piece


class _Pieces(io.RawIOBase):
    """A stream of what a generator yields."""

    def __init__(self, pieces: Generator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = piece
        target = memoryview(buffer)
        piece, self._rest = self._rest[: len(target)], self._rest[len(target) :]
        target[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._pieces.close()
        super().close()
