"""What the wire formats of 1979 to 1995 have in common: control bytes, time zones, characters."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.encoding.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

SOH, STX, ETX, EOT = b"\x01", b"\x02", b"\x03", b"\x04"

LONGEST_MESSAGE = 1_000_000
"""Bytes of a message; the header's field for its length in words has four or five digits."""

LEADING = rb"[\x00\s\x16\x7f]{0,500}"
"""What may come before a message: idle and synchronization bytes."""

FOREIGN_SCRIPT = 0.2
"""Share of bytes beyond ASCII from which a text is in no Latin script."""

LEAST_FOREIGN = 50
"""Bytes beyond ASCII below which a guess of the encoding has nothing to go by."""

FIRST_YEAR = 70
"""Two digits of a year from here on are in the twentieth century: the formats are of 1979."""

ZONES = {
    "GMT": 0, "UTC": 0, "Z": 0, "WET": 0, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6,
    "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
"""Abbreviations that trailers have -> hours ahead of UTC; a month's name is no zone."""

_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Message(NamedTuple):
    """One message of a wire: its parts as they lie between the control bytes.

    Attributes:
        whole: whether it has an end; otherwise it was cut off.
    """

    header: bytes
    text: bytes
    trailer: bytes
    whole: bool


def messages(raw: bytes, start: bytes = SOH) -> Iterator[Message]:
    """The messages of a transmission, which may have any number of them.

    Args:
        start: regular expression of what a message begins with.
    """
    for message in _between(re.compile(rb"(?:%b)++" % start), raw):
        header, has_text, rest = message.partition(STX)
        text, has_end, trailer = rest.partition(ETX)
        text = text if has_end else text.partition(EOT)[0]
        yield Message(header, text, trailer.partition(EOT)[0], bool(has_text and has_end))


def _between(mark: re.Pattern[bytes], raw: bytes) -> Iterator[bytes]:
    """What follows each mark, up to the next one."""
    begin: int | None = None
    for found in mark.finditer(raw):
        if begin is not None:
            yield raw[begin : found.start()]
        begin = found.end()
    if begin is not None:
        yield raw[begin:]


def refusal(message: Message, number: int, header: re.Match[bytes] | None) -> RejectedError | None:
    """Why a message cannot be read, if so.

    Args:
        number: its place in the transmission, from 0.
        header: as the format's own expression found it.
    """
    member = str(number)
    if header is None:
        text = f"message {number + 1} has no header that could be read"
        return RejectedError(FailureReason.MALFORMED, text, member=member)
    if len(message.header) + len(message.text) > LONGEST_MESSAGE:
        text = f"message {number + 1} has more than {LONGEST_MESSAGE:,} bytes: is its end missing?"
        return RejectedError(FailureReason.TOO_LARGE, text, member=member)
    return None


def decode_wire(raw: bytes, stated: str | None = None) -> str:
    """The text of a message: UTF-8, or Latin characters in the superset of ISO 8859-1.

    Args:
        stated: the encoding that a rule names; believed if it decodes strictly.
    """
    plain = _CONTROLS.sub(b"", raw)
    codecs = ["utf-8", "windows-1252", "latin-1"]
    if stated or _is_foreign(plain):
        with suppress(RejectedError):
            codecs.insert(0, decode(plain, stated).encoding)
    for codec in codecs:
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _is_foreign(raw: bytes) -> bool:
    beyond = len(raw) - len(raw.decode("ascii", "ignore"))
    return beyond >= LEAST_FOREIGN and beyond > FOREIGN_SCRIPT * len(raw)


def moment_of(year: str, month: int, day: str, time: str, zone: str | None) -> str | None:
    """A trailer's time in ISO 8601, with its offset if its zone is known; None if it is none.

    Args:
        year: four digits, or the last two.
        time: `hhmm`.
    """
    number = int(year)
    if len(year) <= 2:  # noqa: PLR2004
        number += 1900 if number >= FIRST_YEAR else 2000
    hours = ZONES.get(zone or "")
    tzinfo = None if hours is None else dt.timezone(dt.timedelta(hours=hours))
    try:
        moment = dt.datetime(number, month, int(day), int(time[:2]), int(time[2:]), tzinfo=tzinfo)
    except ValueError:
        return None
    return moment.isoformat()
