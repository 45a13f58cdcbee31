"""A stream that is only read forward, and knows where it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from schemas.errors import RejectedError
from schemas.failure import FailureReason

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK_BYTES = 65_536


@dataclass
class Tape:
    """Reads exactly as many bytes as are asked for.

    Attributes:
        position: of the next byte, from 0.
    """

    stream: BinaryIO
    position: int = 0

    def read_up_to(self, size: int) -> bytes:
        """So many bytes, fewer only at the end."""
        raw = self.stream.read(size)
        self.position += len(raw)
        return raw

    def read(self, size: int) -> bytes:
        """So many bytes.

        Raises:
            RejectedError: the stream ends before.
        """
        raw = self.read_up_to(size)
        if len(raw) < size:
            raise self._cut_off()
        return raw

    def line(self, longest: int) -> bytes:
        """Up to the next line's end, or as much as the longest line may have."""
        raw = self.stream.readline(longest)
        self.position += len(raw)
        return raw

    def skip_to(self, position: int) -> None:
        """Go forward.

        Raises:
            RejectedError: the stream ends before.
        """
        for size in _chunks(position - self.position):
            self.read(size)

    def run_out(self) -> None:
        """Go to the end, where what is packed states its checksum."""
        while self.read_up_to(CHUNK_BYTES):
            pass

    def _cut_off(self) -> RejectedError:
        message = f"it is cut off after {self.position:,} bytes"
        return RejectedError(FailureReason.MALFORMED, message)


def _chunks(size: int) -> Iterator[int]:
    while size > 0:
        yield min(size, CHUNK_BYTES)
        size -= CHUNK_BYTES
