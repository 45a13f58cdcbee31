"""A file as received, and the identifiers derived from it."""

from __future__ import annotations

import datetime as dt
import secrets
import time
import uuid
from enum import StrEnum
from functools import lru_cache

from pydantic import AwareDatetime, Field

from schemas.model import Contract

LAST_SECOND = 253_402_300_799
"""Of the year 9999, the last that a date can have, in seconds since the epoch."""


class DocumentState(StrEnum):
    """Where a document stands; the last two are final dispositions."""

    ADMITTED = "admitted"
    PROCESSED = "processed"
    FAILED = "failed"

    @property
    def final(self) -> bool:
        """Whether the file may leave `processing/`."""
        return self is not DocumentState.ADMITTED


class Document(Contract):
    """A claimed file: its name, its place below the inbox and what the file system said of it."""

    id: str
    """Document id: a UUID version 7 as 32 hexadecimal digits, so ids sort by time of claim."""

    path: str
    """Path below the inbox, with `/`, as it was dropped."""

    size: int = Field(ge=0)
    """Length in bytes."""

    sha256: str = ""
    """SHA-256 of the bytes in hexadecimal; empty for a file that was refused unread."""

    mtime: AwareDatetime

    @property
    def name(self) -> str:
        """The file name without its folder."""
        return self.path.rpartition("/")[2]

    @property
    def folder(self) -> str | None:
        """The subfolder of the inbox it lay in, or None at the top."""
        return self.path.rpartition("/")[0] or None


def new_document_id() -> str:
    """A fresh document id: UUID version 7 (RFC 9562, section 5.7) as 32 hexadecimal digits.

    Milliseconds since the epoch come first, so a sorted list of ids is in order of claim.
    """
    milliseconds = time.time_ns() // 1_000_000
    bits = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64
    bits |= 0b10 << 62 | secrets.randbits(62)
    return f"{bits:032x}"


def claimed_at(document_id: str) -> dt.datetime:
    """When a document was claimed, to the millisecond, read from its id.

    A file that somebody else has put into `processing/` may be called as if it were of any time.
    """
    seconds = int(document_id[:12], 16) / 1000
    return dt.datetime.fromtimestamp(min(seconds, LAST_SECOND), tz=dt.UTC)


@lru_cache(maxsize=1_024)
def article_id(document_id: str, index: int) -> str:
    """The id of a document's item, always the same: UUID version 5 of (document, index)."""
    return str(uuid.uuid5(uuid.UUID(document_id), str(index)))


def traceparent(document_id: str, article: str | None = None) -> str:
    """W3C Trace Context header: the trace is the document, the span its article.

    Deriving both from the ids means that every retry and every process agrees on them
    without passing anything along.
    """
    span = (article or document_id).replace("-", "")[-16:]
    return f"00-{document_id}-{span}-01"
