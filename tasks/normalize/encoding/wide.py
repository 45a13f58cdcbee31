"""UTF-16 and UTF-32 without a byte order mark: told by their zeros, or by what they would say."""

from __future__ import annotations

SAMPLE_BYTES = 20_000
"""How much is looked at; a multiple of four."""

LEAST_UNITS = 8
"""A text of fewer characters tells nothing."""

MANY_ZEROS = 0.2
FEW_ZEROS = 0.05
"""Shares of zeros in the bytes of one parity, in the one and the other half of Latin letters."""

LEAST_KNOWN = 0.98
"""Share of characters in the blocks of living scripts, in the right byte order."""

LEAST_COMMON = 0.03
"""Share of spaces and of each script's commonest signs, in the right byte order."""

_KNOWN_PAGES = frozenset(
    b"\x00\x01\x03\x04\x05\x06\x20\x30\xff"
    + bytes(range(0x09, 0x0F))
    + bytes(range(0x4E, 0xA0))
    + bytes(range(0xAC, 0xD8))
)
"""High bytes of Latin, Greek, Cyrillic, Hebrew, Arabic, Indic, Thai, kana, ideographs, Hangul."""

_COMMON = frozenset(" \n,.、。，：「」的一是在不了有人の に を は が と で し 이 다 는 을 의")


def by_zeros(raw: bytes) -> str | None:
    """The codec of UTF-16 or UTF-32, by zeros as Latin letters and spaces have them."""
    if len(raw) % 4 == 0 and (codec := _utf32(raw)) is not None:
        return codec
    sample = raw[:SAMPLE_BYTES]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > MANY_ZEROS * half and even < FEW_ZEROS * half:
        return "utf-16-le"
    if even > MANY_ZEROS * half and odd < FEW_ZEROS * half:
        return "utf-16-be"
    return None


def by_characters(raw: bytes) -> str | None:
    """The codec of UTF-16, where one byte order makes sense and the other one none."""
    if len(raw) % 2 or len(raw) < 2 * LEAST_UNITS:
        return None
    sample = raw[:SAMPLE_BYTES]
    for high, codec in ((sample[1::2], "utf-16-le"), (sample[::2], "utf-16-be")):
        known = sum(map(high.count, _KNOWN_PAGES))
        if known >= LEAST_KNOWN * len(high) and _share_of_common(sample, codec) >= LEAST_COMMON:
            return codec
    return None


def _utf32(raw: bytes) -> str | None:
    """UTF-32 leaves the highest byte of four empty; the next one is at most 16."""
    sample = raw[:SAMPLE_BYTES]
    for highest, codec in ((sample[3::4], "utf-32-le"), (sample[::4], "utf-32-be")):
        if not any(highest) and any(sample):
            try:
                sample.decode(codec)
            except UnicodeDecodeError:
                continue
            return codec
    return None


def _share_of_common(sample: bytes, codec: str) -> float:
    text = sample.decode(codec, "replace")
    return sum(map(text.count, _COMMON)) / len(text)
