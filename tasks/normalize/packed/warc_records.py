"""The records of a web archive (WARC 1.0 and 1.1, ISO 28500), one after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.packed.tape import Tape

MAGIC = b"WARC/"

LONGEST_HEADERS = 65_536
"""Bytes of the headers of a record."""

MOST_BLANK_LINES = 20
"""Blank lines between two records; there should be two."""

_HEADER = re.compile(r"(?P<name>[^\s:]{1,100})[ \t]*:(?P<value>.*)", re.DOTALL)


@dataclass(frozen=True)
class WarcRecord:
    """A record, of which the block may be read from the tape before the next one is asked for.

    Attributes:
        index: its place among the records, from 0.
        headers: by their names in lower case.
        size: length of its block, in bytes.
    """

    index: int
    headers: dict[str, str]
    size: int

    @property
    def kind(self) -> str:
        """Its `WARC-Type`, in lower case."""
        return self.headers.get("warc-type", "").lower()

    @property
    def url(self) -> str | None:
        """What it is a record of; WARC 1.0 has it in angle brackets at times."""
        return self.headers.get("warc-target-uri", "").strip("<>") or None


def warc_records(tape: Tape) -> Iterator[WarcRecord]:
    """The records in order.

    Raises:
        RejectedError: the archive is cut off or damaged; what came before is right.
    """
    index = 0
    while (start := _first_line(tape)) is not None:
        if not start.startswith(MAGIC):
            raise _malformed(f"no record begins before byte {tape.position:,}")
        headers = _headers(tape)
        length = headers.get("content-length", "")
        if not length.isdecimal() or len(length) > len(str(1 << 63)):
            raise _malformed(f"the record before byte {tape.position:,} states no length")
        end = tape.position + int(length)
        yield WarcRecord(index, headers, int(length))
        tape.skip_to(end)
        index += 1


def _first_line(tape: Tape) -> bytes | None:
    """The line with which a record begins; None at the end of the archive."""
    for _ in range(MOST_BLANK_LINES):
        line = tape.line(LONGEST_HEADERS)
        if not line:
            return None
        if line.strip():
            return line
    return b""


def _headers(tape: Tape) -> dict[str, str]:
    """The headers of a record, of which a line that begins with a space goes on with the last."""
    lines: list[str] = []
    left = LONGEST_HEADERS
    while (line := tape.line(LONGEST_HEADERS)).strip():
        left -= len(line)
        if left < 0:
            raise _malformed(f"the headers before byte {tape.position:,} do not end")
        text = line.decode("utf-8", "replace")
        if lines and text[0] in " \t":
            lines[-1] += text
        else:
            lines.append(text)
    found = (_HEADER.match(each) for each in lines)
    return {each["name"].lower(): each["value"].strip() for each in found if each}


def _malformed(message: str) -> RejectedError:
    return RejectedError(FailureReason.MALFORMED, message)
