"""JSON Lines: an object in each line, each of any vocabulary (https://jsonlines.org).

Files may be far larger than memory: lines are read one by one.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.encoding.decode import decode
from tasks.normalize.objects.item import items_of_object, unless_other_data
from tasks.normalize.objects.names import NAMES
from tasks.normalize.objects.value import begins_with_bracket, parse_json
from tasks.normalize.reader import Draft, Format, Size
from tasks.normalize.source import too_large

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tasks.normalize.source import Source

EXTENSIONS = frozenset({".jsonl", ".ndjson", ".jsonlines"})

CHUNK = 65_536
"""Bytes of a line that is too long to be read which are skipped at a time."""

MOST_BLANK = 100_000
"""Blank lines in a row: a packed file of them would take minutes to come to its end."""

FIRST = 10
"""Lines that are looked at: one of them may be broken."""

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


@dataclass(frozen=True)
class Line:
    """A line that is not empty.

    Attributes:
        number: its place in the document, from 1.
        content: None if it is too long to be read.
    """

    number: int
    content: bytes | str | None


class JsonLinesReader:
    """Reads a JSON object from each line."""

    format = Format(
        name="json-lines",
        title="JSON Lines",
        recognized_by="a JSON object in the first line and in another of the first ten, or in one "
        "of them of what is named `.jsonl` or `.ndjson`",
        holds="an article in each line, in any of the JSON vocabularies",
        fields=tuple(NAMES),
        limits="a line is no longer than a page (`WIREDESK_MAX_PAGE_BYTES`); UTF-16 and UTF-32 "
        "only up to the size of a document",
        size=Size.STREAM,
    )

    def recognizes(self, source: Source) -> str | None:
        """By its first lines."""
        named = source.extension in EXTENSIONS
        if not named and not begins_with_bracket(source):
            return None
        lines = islice(_lines(source), FIRST)
        first = next(map(_is_object, lines), False)
        if not (first or named):
            return None
        another = any(map(_is_object, lines))
        if first and another:
            return "its first line and another one are a JSON object each"
        if named and (first or another):
            return f"it is called {source.extension} and has a JSON object in a line"
        return None

    def read(self, source: Source) -> Iterator[Draft | RejectedError]:
        """One item for each line; a line that is none is an error of its own.

        Raises:
            RejectedError: it is too large, or none of its first lines holds an article.
        """
        return unless_other_data(_items(source))


@dataclass
class _Texts:
    """From lines to objects; what is not UTF-8 is in the encoding of the line before, if it can.

    Attributes:
        codec: the encoding of lines that are not UTF-8.
    """

    codec: str | None
    _stated: bool = field(init=False)

    def __post_init__(self) -> None:
        self._stated = self.codec is not None

    def parsed(self, line: Line, longest: int) -> tuple[dict[str, Any], str | None]:
        """The object in a line, and a warning if its encoding was guessed.

        Raises:
            RejectedError: there is no object in it, or it is too long.
        """
        if line.content is None:
            error = too_large(longest, "WIREDESK_MAX_PAGE_BYTES")
            message = f"line {line.number}: {error.message}"
            raise RejectedError(error.reason, message)
        try:
            value, warning = parse_json(line.content, line.number), None
        except UnicodeDecodeError:
            text, warning = self._decoded(line)
            value = parse_json(text, line.number)
        if not isinstance(value, dict):
            message = f"line {line.number} holds no object"
            raise RejectedError(FailureReason.MALFORMED, message)
        return value, warning

    def _decoded(self, line: Line) -> tuple[str, str | None]:
        try:
            decoded = decode(line.content if isinstance(line.content, bytes) else b"", self.codec)
        except RejectedError as error:
            message = f"line {line.number}: {error.message}"
            raise RejectedError(error.reason, message) from error
        if self._stated and decoded.guess is None:
            return decoded.text, decoded.warning
        self.codec = decoded.encoding
        return decoded.text, f"line {line.number} is not UTF-8 and was read as {decoded.encoding}"


def _items(source: Source) -> Iterator[Draft | RejectedError]:
    texts = _Texts(source.charset)
    for index, line in enumerate(_lines(source)):
        member = str(index)
        try:
            value, warning = texts.parsed(line, source.limits.page)
        except RejectedError as error:
            yield RejectedError(error.reason, error.message, member=member)
            continue
        for item in items_of_object(value, member):
            if warning and isinstance(item, Draft):
                item.warnings.append(warning)
            yield item


def _is_object(line: Line) -> bool:
    try:
        return line.content is not None and isinstance(parse_json(line.content), dict)
    except (RejectedError, UnicodeDecodeError):
        return False


def _lines(source: Source) -> Iterator[Line]:
    if source.head.startswith(_WIDE_MARKS) or b"\0" in source.head[:4]:
        yield from _numbered(source.text.split("\n"))
        return
    with source.open() as stream:
        yield from _numbered(_bounded(stream, source))


def _numbered(lines: Iterable[bytes | str | None]) -> Iterator[Line]:
    blank = 0
    for number, content in enumerate(lines, 1):
        blank += 1
        if content is None or content.strip():
            blank = 0
            yield Line(number, content)
        elif blank > MOST_BLANK:
            message = f"line {number}: there are more than {MOST_BLANK:,} blank lines before it"
            raise RejectedError(FailureReason.MALFORMED, message)


def _bounded(stream: BinaryIO, source: Source) -> Iterator[bytes | None]:
    """The lines of a stream, None for one that is longer than a page.

    Raises:
        RejectedError: the stream is longer than one may be.
    """
    longest, left = source.limits.page, source.limits.stream
    line = stream.readline(longest + 1).removeprefix(codecs.BOM_UTF8)
    while line:
        left -= len(line)
        if len(line) > longest and not line.endswith(b"\n"):
            left -= _skip_line(stream, left)
            yield None
        else:
            yield line
        if left < 0:
            raise too_large(source.limits.stream, "WIREDESK_MAX_STREAM_BYTES")
        line = stream.readline(longest + 1)


def _skip_line(stream: BinaryIO, most: int) -> int:
    """How many bytes were skipped to come to the next line."""
    skipped = 0
    while skipped <= most and (chunk := stream.readline(CHUNK)):
        skipped += len(chunk)
        if chunk.endswith(b"\n"):
            break
    return skipped
