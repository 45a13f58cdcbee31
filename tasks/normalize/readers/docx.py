"""Word-processing documents (.docx, ECMA-376): a ZIP archive with XML in it, read in memory."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.credit_lines import announces_release
from tasks.normalize.byline import byline_in
from tasks.normalize.clean import single_spaced
from tasks.normalize.office.docx_text import local_name, paragraphs_of, style_names
from tasks.normalize.opening import begins_story, opening_of
from tasks.normalize.reader import Draft, Format
from tasks.normalize.readers.text import LONGEST_HEADLINE
from tasks.normalize.source import too_large
from tasks.normalize.xml_tree import parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.office.docx_text import Paragraph
    from tasks.normalize.source import Source

MOST_ENTRIES = 10_000
"""Files in the archive: each takes memory before any of them is read."""

TAIL_BYTES = 65_536 + 22
"""The archive's directory ends within so many bytes of the end, comment included."""

TOP = 5
"""Paragraphs among which the title is looked for."""

_MAIN = re.compile(rb"(?<![\w/])word/document\d?\.xml")
_TYPES = b"[Content_Types].xml"
_DIRECTORY_END = b"PK\x05\x06"
_TITLES = ("title", "heading 1")
_SENTENCE_END = (".", "!", "?", "…", ":", ";", ",")
_NOBODY = frozenset(
    (
        "", "admin", "administrator", "user", "windows user", "microsoft office user", "author",
        "unknown", "python-docx", "apache poi", "un-named", "owner", "guest", "benutzer",
    )
)  # fmt: skip
"""Authors whom programs put in by themselves."""

_PROPERTIES = {
    "created": "firstcreated", "modified": "versioncreated", "language": "language",
    "keywords": "keywords", "subject": "subject", "identifier": "uri",
}  # fmt: skip
"""Core property (ECMA-376, part 2, section 11) -> article field."""

_NOT_READ = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError,
             RuntimeError, NotImplementedError, OverflowError, MemoryError)  # fmt: skip
"""What the standard library raises for archives that are broken, encrypted or exotic."""


class DocxReader:
    """Reads a word-processing document."""

    format = Format(
        name="docx",
        title="Word (.docx)",
        recognized_by="a ZIP archive with `[Content_Types].xml` and `word/document.xml`",
        holds="one article: paragraphs, lists, a paragraph for each row of a table; insertions "
        "are taken, deletions are not",
        fields=("byline", "uri", "firstcreated", "versioncreated", "language", "keywords",
                "subject"),
        limits="no headers and footers, comments, footnotes, text boxes",
    )  # fmt: skip

    def recognizes(self, source: Source) -> str | None:
        """By the names in the archive."""
        if not source.head.startswith(b"PK\x03\x04"):
            return None
        names = source.head
        if _TYPES in names and not _MAIN.search(names):
            names += _tail(source)
        found = _TYPES in names + _tail(source) and _MAIN.search(names)
        return f"it is an archive with {found[0].decode()}" if found else None

    def read(self, source: Source) -> Iterator[Draft]:
        """One item.

        Raises:
            RejectedError: the archive is damaged or encrypted, or its text is too large.
        """
        if _entries(source) > MOST_ENTRIES:
            message = f"the archive has more than {MOST_ENTRIES:,} entries"
            raise RejectedError(FailureReason.TOO_LARGE, message)
        try:
            with source.open_anywhere() as stream, zipfile.ZipFile(stream) as archive:
                names = archive.namelist()
                main = next(name for name in names if _MAIN.fullmatch(name.encode()))
                document = _parsed(source, archive, main)
                styles = _parsed(source, archive, "word/styles.xml")
                core = _parsed(source, archive, "docProps/core.xml")
        except StopIteration:
            message = "the archive has no word/document.xml"
            raise RejectedError(FailureReason.MALFORMED, message) from None
        except _NOT_READ as error:
            message = "the archive is damaged, or encrypted"
            raise RejectedError(FailureReason.MALFORMED, message) from error
        names_of_styles = style_names(styles) if styles is not None else {}
        yield _draft(paragraphs_of(document, names_of_styles), _properties(core))


def _tail(source: Source) -> bytes:
    """The archive's end, where its directory is."""
    with source.open_anywhere() as stream:
        stream.seek(max(0, stream.seek(0, io.SEEK_END) - TAIL_BYTES))
        return stream.read(TAIL_BYTES)


def _entries(source: Source) -> int:
    tail = _tail(source)
    end = tail.rfind(_DIRECTORY_END)
    return int.from_bytes(tail[end + 10 : end + 12], "little") if end >= 0 else 0


def _parsed(source: Source, archive: zipfile.ZipFile, name: str) -> Any:
    """The root element of an entry; None if there is no such entry."""
    if name not in archive.NameToInfo:
        return None
    most = source.limits.document
    with archive.open(name) as stream:
        raw = stream.read(most + 1)
    if len(raw) > most:
        raise too_large(most, "WIREDESK_MAX_DOCUMENT_BYTES")
    return parse_xml(source.part(name, raw, name))


def _properties(core: Any) -> dict[str, str]:
    if core is None:
        return {}
    return {local_name(child): text for child in core if (text := (child.text or "").strip())}


def _draft(paragraphs: list[Paragraph], properties: dict[str, str]) -> Draft:
    draft = Draft()
    for name, field in _PROPERTIES.items():
        if name in properties:
            draft.fields[field] = properties[name]
    if "firstcreated" in draft.fields:
        draft.guessed["firstcreated"] = "creation date of the file, from its properties"
    if "keywords" in draft.fields:
        draft.fields["keywords"] = draft.fields["keywords"].replace(";", ",")
    notices, paragraphs = _without_notices(paragraphs)
    headline = _headline(paragraphs, single_spaced(properties.get("title", "")))
    if headline is not None:
        draft.fields["headline"] = single_spaced(headline.text)
        paragraphs.remove(headline)
    elif paragraphs:
        draft.fields["headline"] = opening_of(paragraphs[0].text)
        draft.guessed["headline"] = "the beginning of the text, which has no title line"
    byline = byline_in(paragraphs[0].text) if paragraphs else None
    if byline is not None:
        draft.fields["byline"] = byline
        del paragraphs[0]
    elif (creator := properties.get("creator", "")).lower() not in _NOBODY:
        draft.fields["byline"] = creator
        draft.guessed["byline"] = "author of the file, from its properties"
    draft.paragraphs = [paragraph.text for paragraph in (*notices, *paragraphs)]
    return draft


def _without_notices(found: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """The paragraphs above the title that say what the text is, and those below them."""
    notices = list(takewhile(lambda each: announces_release(each.text), found[:TOP]))
    below = found[len(notices) :]
    return (notices, below) if below else ([], found)


def _headline(paragraphs: list[Paragraph], title: str) -> Paragraph | None:
    """The paragraph in a title's style, else the stated title, else a short first one."""
    top = paragraphs[:TOP]
    for style in _TITLES:
        if found := next((each for each in top if each.style == style), None):
            return found
    if found := next((each for each in top if title and single_spaced(each.text) == title), None):
        return found
    first = single_spaced(top[0].text) if len(paragraphs) > 1 else ""
    short = 0 < len(first) <= LONGEST_HEADLINE and not first.endswith(_SENTENCE_END)
    return top[0] if short and not begins_story(first) else None
