"""A mail message (RFC 5322) and its MIME parts (RFC 2045 to 2047, 2231), in linear time.

The standard library's parser is recursive, its work grows with the depth of the parts, and
its structured headers take quadratic time; a hostile message must cost no more than its length.
"""

from __future__ import annotations

import binascii
import codecs
import quopri
import re
import urllib.parse
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tasks.normalize.packed.labels import base_name, label

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_HEADERS = 262_144
"""Bytes of a message's headers that are read."""

LONGEST_HEADER = 10_000
"""Code points of one header that are read."""

MOST_PARTS = 500
"""Parts of one multipart; what comes after them is not read."""

LONGEST_BOUNDARY = 200
"""Code points; RFC 2046 (section 5.1.1) allows 70."""

_LINE = re.compile(rb"(?P<name>[!-9;-~]{1,76})[ \t]*:(?P<value>[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)")
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n|\r\r")
_REST_OF_DELIMITER = re.compile(rb"(?P<last>--)?[ \t]{0,100}(?:\r?\n|\r|\Z)")
_LINE_ENDS = (b"", b"\n", b"\r")
_FOLD = re.compile(r"\r?\n(?=[ \t])")
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")

_WORD = r"=\?(?P<charset>[^?\s]{1,40})\?(?P<coding>[QqBb])\?(?P<text>[^?]{0,5000})\?="
_ENCODED_WORD = re.compile(_WORD)
_BETWEEN_WORDS = re.compile(r"(?<=\?=)\s+(?==\?[^?\s]{1,40}\?[QqBb]\?)")

_PARAMETER = re.compile(
    r";\s*(?P<name>[^\s=;*]{1,40})(?P<extended>\*\d{0,3}\*?)?\s*="
    r"\s*(?:\"(?P<quoted>(?:[^\"\\]|\\.){0,2000}+)\"|(?P<plain>[^;\s]{0,2000}))"
)


@dataclass(frozen=True)
class Part:
    """A message, or a part of one.

    Attributes:
        headers: by their names in lower case, the first of a name; encoded words are decoded.
        body: everything after the headers, still encoded for transfer.
    """

    headers: dict[str, str]
    body: bytes
    default_type: str = "text/plain"

    @cached_property
    def media_type(self) -> str:
        """Type and subtype in lower case."""
        value = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        return value if "/" in value else self.default_type

    @property
    def charset(self) -> str | None:
        """The stated encoding; Latin-1 is its superset Windows-1252, as on the web."""
        charset = _parameters(self.headers.get("content-type", "")).get("charset")
        latin = charset is not None and _is_latin_1(charset)
        return "windows-1252" if latin else charset

    @property
    def is_flowed(self) -> bool:
        """Whether line ends with a space before them are soft (RFC 3676)."""
        return self._content_parameter("format") == "flowed"

    @property
    def drops_spaces(self) -> bool:
        """Whether the space before a soft line end goes, as in scripts without spaces."""
        return self._content_parameter("delsp") == "yes"

    @property
    def file_name(self) -> str | None:
        """The stated name, without folders and control characters; None for what has none."""
        parameters = _parameters(self.headers.get("content-disposition", ""))
        name = parameters.get("filename") or self._content_parameter("name")
        return base_name(label(name)) or None

    @property
    def is_attachment(self) -> bool:
        """Whether it is to be kept apart from the text."""
        disposition = self.headers.get("content-disposition", "").strip().lower()
        return disposition.startswith("attachment") or self.file_name is not None

    @property
    def content(self) -> bytes:
        """The body, decoded from what it was encoded in for transfer."""
        coding = self.headers.get("content-transfer-encoding", "").strip().lower()
        if coding == "quoted-printable":
            return quopri.decodestring(self.body)
        if coding == "base64":
            return _from_base64(self.body)
        return self.body

    def parts(self) -> Iterator[Part]:
        """The parts of a multipart; none where its boundary does not occur."""
        boundary = self._content_parameter("boundary").encode("utf-8", "replace")
        if not 0 < len(boundary) <= LONGEST_BOUNDARY:
            return
        default = "message/rfc822" if self.media_type == "multipart/digest" else "text/plain"
        start = None
        for count, (before, after, last) in enumerate(_delimiters(self.body, boundary)):
            if start is not None:
                yield parse_part(self.body[start:before], default)
            start = after
            if last or count == MOST_PARTS:
                return
        if start is not None:
            # Cut off before its end.
            yield parse_part(self.body[start:], default)

    def _content_parameter(self, name: str) -> str:
        return _parameters(self.headers.get("content-type", "")).get(name, "")


def parse_message(raw: bytes) -> Part:
    """A message; blank lines before its headers are passed over."""
    return parse_part(raw.lstrip(), "text/plain")


def parse_part(raw: bytes, default_type: str) -> Part:
    """Headers and body of a message or a part."""
    if raw[:1] in b"\r\n":
        return Part({}, raw, default_type)
    end = _END_OF_HEADERS.search(raw, 0, LONGEST_HEADERS)
    block = raw[: end.start()] if end else raw[:LONGEST_HEADERS]
    headers: dict[str, str] = {}
    for line in _LINE.finditer(block):
        name = line["name"].decode("ascii").lower()
        headers.setdefault(name, decoded_words(_text(line["value"])[:LONGEST_HEADER]))
    return Part(headers, raw[end.end() :] if end else b"", default_type)


def _delimiters(body: bytes, boundary: bytes) -> Iterator[tuple[int, int, bool]]:
    """Where the lines begin and end that part a multipart, and whether it is the last one."""
    mark = b"--" + boundary
    position = body.find(mark)
    while position >= 0:
        end = _REST_OF_DELIMITER.match(body, position + len(mark))
        if end and body[position - 1 : position] in _LINE_ENDS:
            yield position, end.end(), end["last"] is not None
        position = body.find(mark, position + len(mark))


def _text(value: bytes) -> str:
    """A header in eight bits, which no standard but RFC 6532 allows, and many have."""
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        text = value.decode("windows-1252", "replace")
    return _FOLD.sub("", text).strip()


def decoded_words(text: str) -> str:
    """A header with its encoded words (RFC 2047) as characters; broken ones stay."""
    return _ENCODED_WORD.sub(_decoded_word, _joined_words(text))


def _joined_words(text: str) -> str:
    """Neighbours of one encoding as one word: some are cut inside of a character."""
    text = _BETWEEN_WORDS.sub("", text)
    words: list[str] = []
    last: tuple[str, str] | None = None
    position = 0
    for word in _ENCODED_WORD.finditer(text):
        kind = (word["charset"].lower(), word["coding"].lower())
        if last == kind and word.start() == position and not words[-1].endswith("==?="):
            words[-1] = words[-1][: -len("?=")] + word["text"] + "?="
        else:
            words += [text[position : word.start()], word[0]]
        last, position = kind, word.end()
    return "".join([*words, text[position:]])


def _decoded_word(word: re.Match[str]) -> str:
    raw = word["text"].encode()
    quoted = word["coding"] in "Qq"
    raw = quopri.decodestring(raw, header=True) if quoted else _from_base64(raw)
    for charset in (word["charset"].partition("*")[0], "utf-8", "windows-1252"):
        try:
            text = raw.decode(charset)
        except (LookupError, UnicodeError, ValueError):
            continue
        return text if isinstance(text, str) else word[0]
    return raw.decode("latin-1")


def _parameters(value: str) -> dict[str, str]:
    """The parameters of a structured header, by their names in lower case.

    Those in pieces and with an encoding of their own (RFC 2231) are put together.
    """
    found: dict[str, str] = {}
    for each in _PARAMETER.finditer(value):
        name = each["name"].lower()
        text = each["plain"] or re.sub(r"\\(.)", r"\1", each["quoted"] or "")
        if (each["extended"] or "").endswith("*"):
            text = _from_percents(text)
        found[name] = found.get(name, "") + text if each["extended"] else text
    return found


def _from_percents(text: str) -> str:
    charset, quote, rest = text.partition("'")
    encoded = rest.partition("'")[2] if quote else text
    try:
        return urllib.parse.unquote(encoded, charset if quote and charset else "utf-8")
    except LookupError:
        return urllib.parse.unquote(encoded)


def _from_base64(raw: bytes) -> bytes:
    digits = _NO_BASE64.sub(b"", raw)
    if len(digits) % 4 == 1:
        digits = digits[:-1]
    return binascii.a2b_base64(digits + b"=" * (-len(digits) % 4))


def _is_latin_1(charset: str) -> bool:
    try:
        return codecs.lookup(charset).name in {"iso8859-1", "ascii"}
    except (LookupError, ValueError):
        return False
