"""What a source is, told by its content; the extension is only a hint."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.clean import unusual
from tasks.normalize.reader import Size
from tasks.normalize.source import too_large

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tasks.normalize.reader import Reader
    from tasks.normalize.source import Source

FOREIGN_BYTES = (
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
"""How files begin that are no text and are not read, and what they are."""

MEDIA_BYTES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, film or WebP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound or film"),
    (b"\xff\xfb", "a sound"),
    (b"\xff\xf3", "a sound"),
    (b"\x00\x00\x00\x14ftyp", "a film"),
    (b"\x00\x00\x00\x18ftyp", "a film"),
    (b"\x00\x00\x00\x1cftyp", "a film"),
    (b"\x00\x00\x00\x20ftyp", "a film"),
    (b"\x00\x00\x00\x24ftyp", "a film"),
    (b"\x1aE\xdf\xa3", "a film"),
)
"""The same for what comes along with articles without being one."""

_BEGINNINGS = tuple(beginning for beginning, _ in (*FOREIGN_BYTES, *MEDIA_BYTES))

CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
CONTROLS_AT_MOST = 0.01
"""Share of control characters from which something is no text."""

LIMITS = {
    Size.PAGE: ("page", "WIREDESK_MAX_PAGE_BYTES"),
    Size.DOCUMENT: ("document", "WIREDESK_MAX_DOCUMENT_BYTES"),
    Size.STREAM: ("stream", "WIREDESK_MAX_STREAM_BYTES"),
}
"""The field of `Limits` that counts for a format, and the setting behind it."""


@dataclass(frozen=True)
class Recognition:
    """Which reader reads a source, and why."""

    source: Source
    reader: Reader
    why: str


def recognize(source: Source, readers: Iterable[Reader]) -> Recognition:
    """The reader for a source.

    Raises:
        RejectedError: it is empty, too large for its format, or of a format that is not read.
    """
    if not source.head:
        raise RejectedError(FailureReason.EMPTY_FILE, "the file is empty")
    no_text = None
    for reader in readers:
        try:
            why = reader.recognizes(source)
        except RejectedError as error:
            # This one wanted a text; one that reads bytes may still come.
            no_text = no_text or error
            continue
        if why is not None:
            _check_size(source, reader)
            return Recognition(source, reader, why)
    if what := foreign(source.head):
        raise _unsupported(what)
    raise no_text or _unsupported("binary data")


def foreign(head: bytes) -> str | None:
    """What it is that begins like this, where it is known and not read."""
    if not head.startswith(_BEGINNINGS):
        return None
    return media(head) or next(
        (what for start, what in FOREIGN_BYTES if head.startswith(start)), None
    )


def media(head: bytes) -> str | None:
    """The kind of picture, sound or film that begins like this; None if it is none."""
    return next((what for start, what in MEDIA_BYTES if head.startswith(start)), None)


def is_binary(sample: str) -> bool:
    """Whether a text has more control characters than texts have."""
    return len(CONTROLS.findall(unusual(sample))) > CONTROLS_AT_MOST * len(sample)


def _check_size(source: Source, reader: Reader) -> None:
    field, setting = LIMITS[reader.format.size]
    most = getattr(source.limits, field)
    if source.content.size is not None and source.content.size > most:
        raise too_large(most, setting)


def _unsupported(what: str) -> RejectedError:
    message = f"this looks like {what}, which is not read"
    return RejectedError(FailureReason.UNSUPPORTED_FORMAT, message)
