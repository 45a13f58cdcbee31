"""How much may come out of a packed document, in all its parts together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason

if TYPE_CHECKING:
    from tasks.normalize.source import Source

MOST_MEMBERS = 100_000
"""Members of all archives in a document together, skipped ones included."""

USUAL_RATIO = 100
"""A document may unpack to as much as any that streams, and to this many times its own size
if that is more. Text packs 3 to 10 times, what repeats itself up to 1,000 times: no ratio
tells a log of equal lines from a bomb, but a bomb is worth its name only if it is large."""


@dataclass
class Allowance:
    """What has come out of a document so far; all that is packed in it shares this one.

    Attributes:
        packed: size of the outermost packed document, in bytes; None before it is opened.
        unpacked: bytes that came out, at all depths together.
        members: the same for files in archives.
    """

    packed: int | None = None
    unpacked: int = 0
    members: int = 0

    def open(self, source: Source) -> None:
        """Take note of the outermost packed source; those in it change nothing."""
        if self.packed is None:
            self.packed = source.content.size or 0

    def take(self, size: int, source: Source) -> None:
        """Count bytes that come out of a source.

        Raises:
            RejectedError: these are too many.
        """
        self.unpacked += size
        self._check_bytes(source)

    def take_member(self, source: Source) -> None:
        """Count a file in a source.

        Raises:
            RejectedError: there are too many, or too many bytes came out of those before it.
        """
        self.members += 1
        self._check_bytes(source)
        if self.members > MOST_MEMBERS:
            message = f"more than {MOST_MEMBERS:,} files are packed in it; the rest is not read"
            raise RejectedError(FailureReason.TOO_LARGE, message)

    def _check_bytes(self, source: Source) -> None:
        usual = max(source.limits.stream, USUAL_RATIO * (self.packed or 0))
        most = min(source.limits.unpacked, usual)
        if self.unpacked <= most:
            return
        told = f"; that is more than {USUAL_RATIO} times its size" if most == usual else ""
        setting = "STREAM" if most == usual else "UNPACKED"
        message = f"it unpacks to more than {most:,} bytes{told} (WIREDESK_MAX_{setting}_BYTES)"
        raise RejectedError(FailureReason.TOO_LARGE, message)
