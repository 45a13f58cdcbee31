"""From bytes to text: what marks or declares its encoding is believed if it decodes strictly."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.encoding.guess import guess
from tasks.normalize.encoding.label import codecs_of, declared_label
from tasks.normalize.encoding.wide import by_characters, by_zeros

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # Before UTF-16: its little-endian mark begins with the same two bytes.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks and the codecs that understand and remove them."""

DAMAGED_AT_MOST = 0.02
"""Share of broken sequences among those beyond ASCII up to which a text counts as damaged."""

STRAY_ZEROS_AT_MOST = 0.001
"""Share of zero bytes up to which a text in UTF-8 is one, and no binary data."""

LEAST_BEYOND_ASCII = 12
"""Bytes beyond ASCII from which text of a multi-byte encoding is not valid UTF-8 by chance."""

_ESCAPES = (
    (re.compile(rb"\x1b(?:\$[@B]|\([IJ])"), ("iso2022_jp", "iso2022_jp_2", "iso2022_jp_ext")),
    (re.compile(rb"\x1b\$\)C"), ("iso2022_kr",)),
    (re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e])+~\}"), ("hz",)),
)
"""How 7-bit encodings switch to other letters (RFC 1468, 1557, 1843), and their codecs."""


@dataclass(frozen=True)
class Decoded:
    """A document's text.

    Attributes:
        encoding: Python's name of the codec.
        guess: how the encoding was guessed; None where the bytes say it themselves.
        warning: what was lost or not believed, if anything was.
    """

    text: str
    encoding: str
    guess: str | None = None
    warning: str | None = None


def decode(raw: bytes, stated: str | None = None) -> Decoded:
    """The text of some bytes.

    In this order: a byte order mark, what is stated, what markup declares, zero bytes, escape
    sequences, strict UTF-8, damaged UTF-8, the frequency of the bytes.

    Args:
        stated: the encoding that a rule or the carrier names; believed if it decodes strictly.

    Raises:
        RejectedError: the bytes are binary data, or in no encoding that can be told.
    """
    for mark, codec in MARKS:
        if raw.startswith(mark):
            return _strictly(raw, codec)
    if stated and (decoded := _first_strict(raw, codecs_of(stated, raw))):
        return decoded
    label = declared_label(raw)
    if label is None:
        return _undeclared(raw)
    if (decoded := _as_declared(raw, label)) is not None:
        return decoded
    found = _undeclared(raw)
    warning = f"the declared encoding {label} does not fit and was not used"
    both = f"{warning}; {found.warning}" if found.warning else warning
    return Decoded(found.text, found.encoding, found.guess, both)


def _as_declared(raw: bytes, label: str) -> Decoded | None:
    """As markup declares it; but pages in UTF-8 often declare what their server used to send."""
    found = codecs_of(label, raw)
    decoded = _first_strict(raw, found)
    if decoded is None or decoded.encoding == "utf-8" or raw.isascii():
        return decoded
    beyond_ascii = len(raw) - len(raw.translate(None, bytes(range(0x80, 0x100))))
    return None if beyond_ascii >= LEAST_BEYOND_ASCII and _is_utf8(raw) else decoded


def _undeclared(raw: bytes) -> Decoded:
    if b"\0" in raw:
        return _with_zeros(raw)
    if (decoded := _escaped(raw)) is not None:
        return decoded
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _damaged_utf8(raw) or _wide(raw) or _guessed(raw, error.start)


def _strictly(raw: bytes, codec: str, guess: str | None = None) -> Decoded:
    try:
        return Decoded(raw.decode(codec), codecs.lookup(codec).name, guess)
    except UnicodeDecodeError as error:
        message = f"the bytes begin as {codec} but do not go on as such"
        raise RejectedError(FailureReason.UNDECODABLE, message) from error


def _first_strict(raw: bytes, names: tuple[str, ...], guess: str | None = None) -> Decoded | None:
    for name in names:
        try:
            return Decoded(raw.decode(name), codecs.lookup(name).name, guess)
        except (UnicodeError, ValueError):
            continue
    return None


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _with_zeros(raw: bytes) -> Decoded:
    if (codec := by_zeros(raw)) is not None:
        return _strictly(raw, codec, guess="zero bytes in every second place")
    if (decoded := _wide(raw)) is not None:
        return decoded
    if raw.count(0) <= STRAY_ZEROS_AT_MOST * len(raw) and _is_utf8(raw):
        return Decoded(raw.decode("utf-8"), "utf-8")
    message = "this is binary data (it has zero bytes), not an article"
    raise RejectedError(FailureReason.UNSUPPORTED_FORMAT, message)


def _wide(raw: bytes) -> Decoded | None:
    codec = by_characters(raw)
    return None if codec is None else _first_strict(raw, (codec,), "the characters that it makes")


def _escaped(raw: bytes) -> Decoded | None:
    if not (b"\x1b" in raw or b"~{" in raw) or not raw.isascii():
        return None
    for escape, names in _ESCAPES:
        if escape.search(raw) and (decoded := _first_strict(raw, names)) is not None:
            return decoded
    return None


def _damaged_utf8(raw: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, such as a text cut off inside a letter."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    if broken > max(1, DAMAGED_AT_MOST * beyond_ascii) or beyond_ascii < 2 * broken:
        return None
    return Decoded(text, "utf-8", warning=_replaced(broken))


def _guessed(raw: bytes, beyond_ascii: int) -> Decoded:
    how = "by the frequency of its bytes"
    names = guess(raw, beyond_ascii)
    if (decoded := _first_strict(raw, names, how)) is not None:
        return decoded
    text = raw.decode(names[0], "replace")
    broken = text.count("\ufffd")
    if broken <= DAMAGED_AT_MOST * (len(raw) - beyond_ascii):
        return Decoded(text, codecs.lookup(names[0]).name, how, _replaced(broken))
    message = "the bytes are in no character encoding that could be told"
    raise RejectedError(FailureReason.UNDECODABLE, message)


def _replaced(broken: int) -> str:
    return f"{broken} broken byte sequences were replaced by U+FFFD"
