"""The characters of stored text: Unicode NFC, visible, with ordinary spaces.

NFC and not NFKC, which would turn ½ into 1⁄2 and № into No. Typographic quotes stay. The
zero-width joiners stay, since Persian, Indic scripts and emoji are spelled with them.
"""

from __future__ import annotations

import re
import unicodedata

# Controls but for tab and newline, soft hyphen, zero-width space, word joiner, byte order mark.
_DROPPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff]")
_ORDINARY = bytes([*b"\t\n", *range(0x20, 0x7F)])
_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")

MOST_MARKS = 30
"""Combining marks on one character: the Stream-Safe Text Format of Unicode (UAX 15, section 13).

Putting an endless run of them in order takes quadratic time."""


def _marks(codes: range) -> str:
    return "".join(chr(code) for code in codes if unicodedata.combining(chr(code)))


def _runs(mark: str) -> re.Pattern[str]:
    # With a plain class first, the search skips all other characters quickly.
    return re.compile(f"[{mark}][{mark}]{{{MOST_MARKS - 1}}}[{mark}]+")


_BASIC = _marks(range(0x300, 0x10000))
_MARK_OR_BEYOND_BASIC_PLANE = re.compile(f"[{_BASIC}\U00010000-\U0010ffff]")
_BEYOND_BASIC_PLANE = re.compile("[\U00010000-\U0010ffff]")
_BASIC_MARKS = _runs(_BASIC)
_MARKS = _runs(_marks(range(0x300, 0x1E950)))
"""The same with the marks of historic scripts, which make a search ten times as slow."""

_LINE_BREAK = re.compile("\r\n|[\r\v\x85\u2028\u2029]")
_FORM_FEED = re.compile("[\f]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Text with line breaks as newlines and without invisible characters; lines stay lines."""
    # Of all that is replaced below, nothing is printable; a clean text is told quickly.
    if not unusual(text).isprintable():
        text = _LINE_BREAK.sub("\n", text)
        text = _FORM_FEED.sub("\n\n", text)
        text = _LONE_SURROGATE.sub("\ufffd", text)
        text = _DROPPED.sub("", text)
        if not text.isascii():
            text = _SPACE.sub(" ", text)
    return text if text.isascii() else _composed(text)


def clean_line(text: str) -> str:
    """The same for a headline, a name, a paragraph: one line, single spaces."""
    return single_spaced(clean_text(text))


def clean_lines(text: str) -> list[str]:
    """The lines of a text that are not blank, each as `clean_line` makes it."""
    text = clean_text(text)
    if "  " in text or "\t" in text:
        text = "\n".join(map(single_spaced, text.split("\n")))
    return [line for each in text.split("\n") if (line := each.strip())]


def unusual(text: str) -> str:
    """The characters of a text that are neither printable ASCII nor tabs nor newlines.

    Most texts have few, and whatever else is looked for in a text is found sooner in them.
    """
    raw = text.encode("utf-8", "surrogatepass").translate(None, _ORDINARY)
    return raw.decode("utf-8", "surrogatepass")


def single_spaced(text: str) -> str:
    """Cleaned text with one space for each run of white space, and none around it."""
    return " ".join(text.split())


def _composed(text: str) -> str:
    text = _few_marks(text)
    if unicodedata.is_normalized("NFC", text):
        return text
    return _few_marks(unicodedata.normalize("NFC", text))


def _few_marks(text: str) -> str:
    if not _MARK_OR_BEYOND_BASIC_PLANE.search(unusual(text)):
        return text
    runs = _MARKS if _BEYOND_BASIC_PLANE.search(text) else _BASIC_MARKS
    return runs.sub(lambda run: run[0][:MOST_MARKS], text)
