"""A headline for a text that has none: its opening."""

from __future__ import annotations

import datetime as dt
import re

from tasks.normalize.dateline.find import parse_dateline

LONGEST_BORROWED_HEADLINE = 120
"""A headline taken from the text is cut at a word within this many code points."""

_SENTENCE_END = re.compile(r"[.!?…](?=[\s”’»\"')]|$)|[。！？](?![」』）”’])")
_BEHIND_DATELINE = re.compile(r"[\s.,:_–—-]*")
_DASH = re.compile(r"\s*[-–—_]")
_ANY_DAY = dt.date(2000, 1, 1)


def opening_of(paragraph: str) -> str:
    """The first sentence of a paragraph, or as many words of it as a headline may have.

    A dateline before it is left out.
    """
    paragraph = _behind_dateline(paragraph) or paragraph
    end = _SENTENCE_END.search(paragraph)
    sentence = paragraph[: end.end()] if end else paragraph
    if len(sentence) <= LONGEST_BORROWED_HEADLINE:
        return sentence
    return sentence[: LONGEST_BORROWED_HEADLINE - 1].rsplit(" ", 1)[0] + "…"


def begins_story(paragraph: str) -> bool:
    """Whether it begins with a dateline, as no headline does."""
    return bool(_behind_dateline(paragraph))


def _behind_dateline(paragraph: str) -> str:
    """What a paragraph says behind its dateline; empty if it has none that is beyond doubt.

    A place in capitals with nothing but a dash may be what a headline is about, and one with
    a day may be its words: `BANK SAYS MARCH 17 DEAL IS OFF`.
    """
    found = parse_dateline(paragraph, _ANY_DAY)
    if found is None or not (found.dateline.agency or found.dateline.date):
        return ""
    text, place = found.dateline.text, found.dateline.place or ""
    rest = paragraph[len(text) :]
    apart = not text.startswith(f"{place} ")
    if not (found.dateline.agency or apart or _DASH.match(rest)):
        return ""
    return _BEHIND_DATELINE.sub("", rest, count=1)
