"""The characters of stored text: Unicode NFC, visible, with ordinary spaces.

NFC and not NFKC, which would turn ½ into 1⁄2 and № into No. Typographic quotes stay. The
zero-width joiners stay, since Persian, Indic scripts and emoji are spelled with them.
"""

from __future__ import annotations

import re
import unicodedata

_DROPPED = dict.fromkeys(
    [
        *(code for code in range(0x20) if chr(code) not in "\t\n"),
        *range(0x7F, 0xA0),
        0x00AD,  # soft hyphen
        0x200B,  # zero-width space
        0x2060,  # word joiner
        0xFEFF,  # byte order mark
    ]
)
_SPACES = dict.fromkeys([0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_CHARACTERS = {**_DROPPED, **_SPACES}

_LINE_BREAK = re.compile("\r\n|[\r\v\x85\u2028\u2029]")
_FORM_FEED = re.compile("[\f]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_WHITE = re.compile(r"\s+")


def clean_text(text: str) -> str:
    """Text with line breaks as newlines and without invisible characters; lines stay lines."""
    text = _LINE_BREAK.sub("\n", text)
    text = _FORM_FEED.sub("\n\n", text)
    text = _LONE_SURROGATE.sub("\ufffd", text)
    return unicodedata.normalize("NFC", text.translate(_CHARACTERS))


def clean_line(text: str) -> str:
    """The same for a headline, a name, a paragraph: one line, single spaces."""
    return _WHITE.sub(" ", clean_text(text)).strip()
