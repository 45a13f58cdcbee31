"""The paragraphs of a body as JSON has it: plain text, markup, or a list or object of these."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tasks.normalize.clean import clean_text
from tasks.normalize.field_values import unescaped
from tasks.normalize.markup import paragraphs_of_markup
from tasks.normalize.paragraphs import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 5
"""Lists and objects within one another that are looked into."""

WIDEST_WRAP = 120
"""Code points of a line; where one is longer, nothing was hard-wrapped."""

FEWEST_WRAPPED = 5
"""Lines of a hard-wrapped text; fewer are too few to tell."""

SAME_LENGTH = 1.2
"""A body in markup up to so many times as long as the one in plain text is the same text."""

TWICE_THE_LENGTH = 2
"""From here on the plain text is no more than its beginning."""

TEXT_KEYS = (
    "rendered", "value", "body_text", "text", "plain", "body", "content", "body_html", "html",
    "#text", "$t", "paragraphs", "data",
)  # fmt: skip
"""Where objects that stand for a body, or for a part of one, have their text."""

_MARKUP = re.compile(
    r"</?(?:p|br|div|h[1-6]|[uo]l|li|blockquote|a|em|strong|b|i|span|table|figure|section|article)"
    r"\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"<(?:p|br|div|h[1-6]|li|blockquote|td|section)\b", re.IGNORECASE)
_ESCAPED = re.compile(r"&lt;/?(?:p|br|div|h[1-6]|[uo]l|li|blockquote)\b", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_FIGURE = re.compile(r"<figure\b", re.IGNORECASE)
_FIGURE_END = re.compile(r"</figure\s*>", re.IGNORECASE)
_PICTURE = re.compile(r"<(?:img|picture|video|audio|iframe|svg)\b", re.IGNORECASE)


def paragraphs_of_body(value: Any) -> list[str] | None:
    """The paragraphs of a text, of markup, or of an object or list of these; None for others."""
    found = list(_parts(value, DEEPEST))
    return [line for part in found for line in paragraphs_of_text(part)] if found else None


def paragraphs_of_text(text: str) -> list[str]:
    """The paragraphs of a text that may turn out to be markup, or to be hard-wrapped."""
    if "<" not in text and _ESCAPED.search(text):
        text = unescaped(text)
    if "<" in text and _MARKUP.search(text):
        return paragraphs_of_html(text)
    lines = (unescaped(text) if "&" in text else text).split("\n")
    if len(lines) >= FEWEST_WRAPPED and max(map(len, lines)) <= WIDEST_WRAP:
        return paragraphs(clean_text(text))
    return [line for line in lines if line.strip()]


def paragraphs_of_html(markup: str) -> list[str]:
    """The paragraphs of markup, without pictures and what is written below them."""
    if _BLOCK.search(markup) is None:
        # Where no tag makes a paragraph, blank lines do.
        pieces = _BLANK_LINE.split(markup.replace("\r\n", "\n"))
        return [line for piece in pieces for line in paragraphs_of_markup(piece)]
    return paragraphs_of_markup(_without_pictures(markup))


def fuller(text: list[str], marked: list[str]) -> list[str]:
    """A body in plain text; the one in markup where the text lost its paragraphs, or most of it."""
    if not text:
        return marked
    length = sum(map(len, marked)) / sum(map(len, text))
    lost = len(marked) >= 2 * len(text) and length <= SAME_LENGTH
    return marked if lost or length >= TWICE_THE_LENGTH else text


def without_title(paragraphs: list[str], title: Any) -> list[str]:
    """A body that does not begin with a repetition of its headline."""
    first = paragraphs[0].split() if len(paragraphs) > 1 else None
    repeated = isinstance(title, str) and first == unescaped(title).split()
    return paragraphs[1:] if repeated else paragraphs


def _parts(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and depth:
        for each in value:
            yield from _parts(each, depth - 1)
    elif isinstance(value, dict) and depth:
        if isinstance(sections := value.get("sections"), list):
            yield from _sections(value, sections, depth - 1)
            return
        text = next((value[key] for key in TEXT_KEYS if value.get(key)), None)
        yield from _parts(text, depth - 1)


def _sections(body: dict[str, Any], sections: list[Any], depth: int) -> Iterator[str]:
    """A body as Fundus has it: a summary, then sections of headlines and paragraphs."""
    yield from _parts(body.get("summary"), depth)
    for section in sections:
        if isinstance(section, dict):
            yield from _parts(section.get("headline"), depth)
            yield from _parts(section.get("paragraphs"), depth)


def _without_pictures(markup: str) -> str:
    """Markup without its figures, but for those that frame a table or a quotation."""
    head, *figures = _FIGURE.split(markup)
    kept = [head]
    for figure in figures:
        inside, *after = _FIGURE_END.split(figure, maxsplit=1)
        if after and _PICTURE.search(inside):
            kept.extend(after)
        else:
            kept.append(f"<figure{figure}")
    return "".join(kept)
