"""A headline for a text that has none: its opening."""

from __future__ import annotations

import re

LONGEST_BORROWED_HEADLINE = 120
"""A headline taken from the text is cut at a word within this many code points."""

_SENTENCE_END = re.compile(r"[.!?…。！？](?=[\s”’»\"')]|$)")


def opening_of(paragraph: str) -> str:
    """The first sentence of a paragraph, or as many words of it as a headline may have."""
    end = _SENTENCE_END.search(paragraph)
    sentence = paragraph[: end.end()] if end else paragraph
    if len(sentence) <= LONGEST_BORROWED_HEADLINE:
        return sentence
    return sentence[: LONGEST_BORROWED_HEADLINE - 1].rsplit(" ", 1)[0] + "…"
