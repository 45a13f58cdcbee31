"""Tar archives, plain or inside of gzip: read once from beginning to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.detect import media
from tasks.normalize.packed.content import Slice
from tasks.normalize.packed.labels import base_name, is_hidden, label
from tasks.normalize.packed.nothing import nothing_in_it
from tasks.normalize.packed.tape import Tape
from tasks.normalize.packed.tar_entries import is_tar_header, tar_entries
from tasks.normalize.reader import Format, Size
from tasks.normalize.source import too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.packed.tar_entries import TarEntry
    from tasks.normalize.source import Source


class TarReader:
    """Reads the files of a tar archive."""

    format = Format(
        name="tar",
        title="tar",
        recognized_by="the header of its first file, which states its own checksum",
        holds="files of any format; folders, links, devices, hidden files, pictures, sounds and "
        "films are skipped",
        limits="100,000 files in all that is packed in a document; in a packed archive no file "
        "larger than a document; sparse files",
        looked_for=" in the archive",
        size=Size.STREAM,
    )

    def recognizes(self, source: Source) -> str | None:
        """By the checksum of its first header."""
        return (
            "its first 512 bytes are the header of a file" if is_tar_header(source.head) else None
        )

    def read(self, source: Source) -> Iterator[RejectedError | Source]:
        """A part for each file.

        Raises:
            RejectedError: the archive is damaged, cut off or too large from here on, or there
                is no article in it.
        """
        source.allowance.open(source)
        some = False
        with source.open() as stream:
            tape = Tape(stream)
            for index, entry in enumerate(tar_entries(tape)):
                source.allowance.take_member(source)
                name = label(entry.name) or str(index)
                if not is_hidden(name) and (part := _part(source, tape, entry, name)):
                    some = True
                    yield part
            if not stream.seekable():
                tape.run_out()
        if not some:
            raise nothing_in_it()


def _part(source: Source, tape: Tape, entry: TarEntry, name: str) -> Source | RejectedError | None:
    """A file as a part, or why it cannot be read; None for a picture or the like."""
    if entry.is_sparse:
        message = "it is a sparse file, which is not read: pack it without --sparse"
        return RejectedError(FailureReason.UNREADABLE, message, member=name)
    most = source.limits.document
    if entry.size <= most:
        raw = tape.read(entry.size)
        return None if media(raw) else source.part(base_name(name), raw, name)
    if not tape.stream.seekable():
        error = too_large(most, "WIREDESK_MAX_DOCUMENT_BYTES")
        return RejectedError(error.reason, error.message, member=name)
    part = source.part(base_name(name), Slice(source.content, entry.start, entry.size), name)
    return None if media(part.head) else part
