"""From bytes to text: byte order mark, UTF-16 by its zeros, strict UTF-8, then a guess."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

import chardet

from schemas.errors import RejectedError
from schemas.failure import FailureReason

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # Before UTF-16: its little-endian mark begins with the same two bytes.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks and the codecs that understand and remove them."""

SAMPLE_BYTES = 100_000
"""How much a guess looks at."""

DAMAGED_AT_MOST = 0.02
"""Share of broken sequences among those beyond ASCII up to which UTF-8 counts as damaged UTF-8."""

FALLBACK = "windows-1252"


@dataclass(frozen=True)
class Decoded:
    """A document's text.

    Attributes:
        encoding: Python's name of the codec.
        guess: how the encoding was guessed; None where the bytes say it themselves.
        warning: what was lost, if anything was.
    """

    text: str
    encoding: str
    guess: str | None = None
    warning: str | None = None


def decode(raw: bytes, stated: str | None = None) -> Decoded:
    """The text of some bytes.

    Args:
        stated: the encoding that a rule or the carrier names; believed if it decodes strictly.

    Raises:
        RejectedError: the bytes are binary data, or in no encoding that can be told.
    """
    for mark, codec in MARKS:
        if raw.startswith(mark):
            return _strictly(raw, codec)
    if stated and (decoded := _as_stated(raw, stated)):
        return decoded
    if b"\0" in raw:
        return _strictly(raw, _utf16_by_zeros(raw), guess="zero bytes in every second place")
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(raw) or _guessed(raw)


def _strictly(raw: bytes, codec: str, guess: str | None = None) -> Decoded:
    try:
        return Decoded(raw.decode(codec), codecs.lookup(codec).name, guess)
    except UnicodeDecodeError as error:
        message = f"the bytes begin as {codec} but do not go on as such"
        raise RejectedError(FailureReason.UNDECODABLE, message) from error


def _as_stated(raw: bytes, stated: str) -> Decoded | None:
    try:
        codec = codecs.lookup(stated)
        return Decoded(raw.decode(codec.name), codec.name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _utf16_by_zeros(raw: bytes) -> str:
    """The byte order of UTF-16 without a mark: Latin letters have one zero byte each.

    Raises:
        RejectedError: the zeros are in no such order: this is binary data.
    """
    sample = raw[:SAMPLE_BYTES]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.2 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.2 * half and odd < 0.05 * half:
        return "utf-16-be"
    message = "this is binary data (it has zero bytes), not an article"
    raise RejectedError(FailureReason.UNSUPPORTED_FORMAT, message)


def _damaged_utf8(raw: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, such as a text cut off inside a letter."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    if broken > max(1, DAMAGED_AT_MOST * beyond_ascii) or beyond_ascii < 2 * broken:
        return None
    warning = f"{broken} broken byte sequences were replaced by U+FFFD"
    return Decoded(text, "utf-8", warning=warning)


def _guessed(raw: bytes) -> Decoded:
    found = chardet.detect(raw[:SAMPLE_BYTES])["encoding"] or FALLBACK
    for codec in (found, FALLBACK):
        try:
            text = raw.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
        return Decoded(text, codecs.lookup(codec).name, guess="by the frequency of its bytes")
    message = "the bytes are in no character encoding that could be told"
    raise RejectedError(FailureReason.UNDECODABLE, message)
