"""The text of a fragment of HTML in a body field: paragraphs, without what is not shown.

The standard library's parser takes quadratic time on unclosed tags, and raises on some
broken declarations; a body needs no more than its tags told from its text.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCKS = frozenset(
    (
        "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 "
        "h5 h6 header hr li main ol p pre section table td th tr ul"
    ).split()
)
HIDDEN = {name: {name} for name in "script style template noscript iframe object".split()}
"""Elements that are not shown -> those whose end is theirs."""

CAPTION = {"figcaption": {"figcaption", "figure"}}
"""A picture's caption is no part of the text, as in all other formats."""

# Bounded, so that an unclosed tag or quotation mark costs no more than its own length.
_TAG = re.compile(
    r"<(?:(?P<comment>!--)"
    r"|(?P<end>/?)(?P<name>[a-z][a-z0-9:-]{0,30})"
    r"""(?:[^<>"']|"[^"<]{0,500}"|'[^'<]{0,500}'){0,1000}+/?>"""
    r"|[!?/][^<>]{0,1000}>)",
    re.IGNORECASE,
)


def paragraphs_of_markup(fragment: str) -> list[str]:
    """The paragraphs of a fragment; lists, quotations and subheads are paragraphs too.

    Captions of pictures go, unless there is nothing else.
    """
    return _lines(fragment, {**HIDDEN, **CAPTION}) or _lines(fragment, HIDDEN)


def _lines(fragment: str, hiding: dict[str, set[str]]) -> list[str]:
    lines = "".join(_shown(fragment, hiding)).split("\n")
    return [line for line in lines if line.strip()]


def _shown(fragment: str, hiding: dict[str, set[str]]) -> Iterator[str]:
    """The text between the tags, with a newline for each tag that begins or ends a block."""
    position, hidden = 0, ""
    while tag := _TAG.search(fragment, position):
        if not hidden:
            yield _text(fragment[position : tag.start()])
        position = tag.end()
        name = (tag["name"] or "").lower()
        if tag["comment"]:
            end = fragment.find("-->", position)
            position = end + len("-->") if end >= 0 else len(fragment)
        elif hidden:
            hidden = "" if tag["end"] and name in hiding[hidden] else hidden
        elif name in hiding:
            hidden = "" if tag["end"] else name
            yield "\n" if name in BLOCKS else ""
        elif name in BLOCKS:
            yield "\n"
    if not hidden:
        yield _text(fragment[position:])


def _text(data: str) -> str:
    return html.unescape(data.replace("\n", " "))
