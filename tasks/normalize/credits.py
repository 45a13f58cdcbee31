"""Credits and notices around a story: they go to `ednote`, from its head and tail only."""

from __future__ import annotations

import re

from tasks.summarize.boilerplate import is_boilerplate

HEAD = 2
"""Paragraphs at the head that may be a credit (a photo's, as a rule)."""

TAIL = 6
"""Paragraphs at the tail that may be credits and notices."""

_RULE = re.compile(r"[\W_]*")


def split_credits(paragraphs: list[str]) -> tuple[list[str], list[str]]:
    """The story's own paragraphs, and the credits that stood around it, in order.

    A line of dashes or stars between story and credits goes with them, and is dropped.
    Something is always left of a story that has text: credits alone stay.
    """
    start, end = 0, len(paragraphs)
    while start < min(HEAD, end) and is_boilerplate(paragraphs[start]):
        start += 1
    while end > max(start, len(paragraphs) - TAIL) and is_boilerplate(paragraphs[end - 1]):
        end -= 1
    if start >= end:
        return paragraphs, []
    around = [*paragraphs[:start], *paragraphs[end:]]
    return paragraphs[start:end], [line for line in around if not _RULE.fullmatch(line)]
