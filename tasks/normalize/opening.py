"""A headline for a text that has none: its opening."""

from __future__ import annotations

import datetime as dt
import re

from tasks.normalize.dateline.find import parse_dateline

LONGEST_BORROWED_HEADLINE = 120
"""A headline taken from the text is cut at a word within this many code points."""

_SENTENCE_END = re.compile(r"[.!?…](?=[\s”’»\"')]|$)|[。！？](?![」』）”’])")
_BEHIND_DATELINE = re.compile(r"[\s.,:_–—-]*")
_ANY_DAY = dt.date(2000, 1, 1)


def opening_of(paragraph: str) -> str:
    """The first sentence of a paragraph, or as many words of it as a headline may have.

    A dateline before it is left out.
    """
    paragraph = _behind_dateline(paragraph)
    end = _SENTENCE_END.search(paragraph)
    sentence = paragraph[: end.end()] if end else paragraph
    if len(sentence) <= LONGEST_BORROWED_HEADLINE:
        return sentence
    return sentence[: LONGEST_BORROWED_HEADLINE - 1].rsplit(" ", 1)[0] + "…"


def begins_story(paragraph: str) -> bool:
    """Whether it begins with a dateline, as no headline does.

    A place in capitals with neither day nor agency may be what a headline is about.
    """
    found = parse_dateline(paragraph, _ANY_DAY)
    return found is not None and bool(found.dateline.date or found.dateline.agency)


def _behind_dateline(paragraph: str) -> str:
    found = parse_dateline(paragraph, _ANY_DAY)
    if found is None:
        return paragraph
    return _BEHIND_DATELINE.sub("", paragraph[len(found.dateline.text) :], count=1) or paragraph
