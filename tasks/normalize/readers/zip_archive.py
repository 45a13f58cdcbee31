"""ZIP archives, read in memory; office documents in disguise are told by their names."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.content import BytesContent
from tasks.normalize.detect import media
from tasks.normalize.packed.content import PackedContent
from tasks.normalize.packed.labels import base_name, is_hidden, label
from tasks.normalize.packed.nothing import nothing_in_it
from tasks.normalize.packed.unzip import DEFLATED, METHODS, STORED, unzipped
from tasks.normalize.packed.zip_entries import END, LOCAL, directory, scanned
from tasks.normalize.reader import Format, Size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.content import Content
    from tasks.normalize.packed.zip_entries import ZipEntry
    from tasks.normalize.source import Source

_MEDIA_TYPES = (
    (b"mimetypeapplication/epub+zip", "an e-book (EPUB)"),
    (b"mimetypeapplication/vnd.oasis.opendocument.", "an OpenDocument file"),
)
_FOLDERS = (
    ("xl/", "a spreadsheet (xlsx)"),
    ("ppt/", "a presentation (pptx)"),
    ("visio/", "a drawing (vsdx)"),
    ("word/", "a Word document without its main part"),
    ("META-INF/MANIFEST.MF", "a Java archive"),
    ("META-INF/container.xml", "an e-book (EPUB)"),
    ("META-INF/manifest.xml", "an OpenDocument file"),
    ("Index/Document.iwa", "an iWork document"),
)
"""How names in a document begin that is packed like an archive, and what it is."""

TOLD_BY = 1_000
"""Files of an archive among which these are looked for."""


class ZipReader:
    """Reads the files of a ZIP archive."""

    format = Format(
        name="zip",
        title="ZIP",
        recognized_by="the bytes `PK 03 04`",
        holds="files of any format; folders, hidden files, pictures, sounds and films are "
        "skipped; of an archive that is cut off, the files that are whole",
        limits="100,000 files in all that is packed in a document; packed by other methods than "
        "Deflate; with a password; within another packed file no larger than a document",
        looked_for=" in the archive",
        size=Size.STREAM,
    )

    def recognizes(self, source: Source) -> str | None:
        """By its first bytes."""
        return "it begins with the mark of ZIP" if source.head.startswith((LOCAL, END)) else None

    def read(self, source: Source) -> Iterator[RejectedError | Source]:
        """A part for each file.

        Raises:
            RejectedError: this is no archive of articles, it has no directory, too much is
                packed in it, or there is no article in it.
        """
        source.allowance.open(source)
        with source.open() as stream:
            seekable = stream.seekable()
        yield from _parts(source, source.content if seekable else BytesContent(source.raw))


def _parts(source: Source, content: Content) -> Iterator[RejectedError | Source]:
    with content.open() as stream:
        listed = directory(stream)
        entries = scanned(stream) if listed is None else listed
    _refuse_documents(source, entries)
    files = [entry for entry in entries if not _is_skipped(entry)]
    if files and all(entry.is_encrypted for entry in files):
        raise _encrypted()
    some = False
    for index, entry in enumerate(files):
        source.allowance.take_member(source)
        if part := _part(source, content, entry, label(entry.name) or str(index)):
            some = True
            yield part
    if listed is None:
        message = "the archive is cut off or damaged: it has no directory. Pack it anew"
        raise RejectedError(FailureReason.MALFORMED, message)
    if not some:
        raise nothing_in_it()


def _is_skipped(entry: ZipEntry) -> bool:
    return entry.name.endswith(("/", "\\")) or is_hidden(label(entry.name))


def _part(
    source: Source, content: Content, entry: ZipEntry, name: str
) -> Source | RejectedError | None:
    """A file as a part, or why it cannot be read; None for a picture or the like."""
    error = None
    if entry.is_encrypted:
        error = _encrypted()
    elif entry.method not in {STORED, DEFLATED}:
        method = METHODS.get(entry.method, f"method {entry.method}")
        message = f"it is packed by {method}, which is not read: pack it by Deflate"
        error = RejectedError(FailureReason.UNSUPPORTED_FORMAT, message)
    if error:
        return RejectedError(error.reason, error.message, member=name)
    packed = PackedContent(source, partial(unzipped, content, entry), entry.size)
    part = source.part(base_name(name), packed, name)
    try:
        return None if media(part.head) else part
    except RejectedError as damaged:
        return RejectedError(damaged.reason, damaged.message, member=name)


def _refuse_documents(source: Source, entries: list[ZipEntry]) -> None:
    start = source.head[:200]
    found = [what for mark, what in _MEDIA_TYPES if mark in start]
    names = tuple(entry.name for entry in entries[:TOLD_BY])
    if "[Content_Types].xml" in names or any(name.startswith("META-INF/") for name in names):
        found += [what for begin, what in _FOLDERS if any(n.startswith(begin) for n in names)]
    if found:
        message = f"this looks like {found[0]}, which is not read"
        raise RejectedError(FailureReason.UNSUPPORTED_FORMAT, message)


def _encrypted() -> RejectedError:
    message = "it is encrypted: pack it without a password"
    return RejectedError(FailureReason.UNREADABLE, message)
