"""The running text of an XML body: XHTML, NITF, or text with its markup escaped."""

from __future__ import annotations

import binascii
import re
from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.field_values import unescaped
from tasks.normalize.markup import paragraphs_of_markup
from tasks.normalize.paragraphs import blocks, unwrap
from tasks.normalize.wire_xml.elements import INLINE, children, first, name_of, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.wire_xml.elements import Element

BLOCKS = frozenset(
    (
        "p h1 h2 h3 h4 h5 h6 hl1 hl2 hl3 hl4 hr ul ol dl li dt dd div section article block "
        "blockquote bq pre table thead tbody tr body body.content nitf html note"
    ).split()
)
"""Elements of XHTML and NITF 3.6 that begin and end a paragraph."""

HIDDEN = frozenset(
    "head header footer nav aside script style media figure img object iframe noscript".split()
)
"""Elements that are no running text: captions and credits belong to their pictures, and what
stands in `header` of an agency's XHTML is said by the metadata too."""

ESCAPED = re.compile(
    r"</?(?:p|br|div|h[1-6]|ul|ol|li|table|tr|td|a|b|i|em|strong|span)\b[^<>]*>", re.IGNORECASE
)
"""Tags in what should be text: the body was put into the XML as escaped HTML."""

PAIR = re.compile(r"<([A-Za-z][\w.-]{0,30})>([^<>]{0,2000})</\1>")
"""Markup of an editor's own that ended up in the text, such as `<endash>-</endash>`."""

MOST_CHARACTERS = 5_000_000
"""Code points of one article, as many as the bytes of a page by default."""

MOST_ELEMENTS = 500_000
"""Paragraphs, line breaks and words that are marked up in one article."""

LEAST_INDENT, MOST_INDENT = 2, 8
"""Spaces before a wrapped paragraph that were there when its first line was filled."""

_BREAKS = BLOCKS | {"br"}
_FEED = re.compile(r"[\r\n\t][\r\n\t ]*")
_PARAGRAPH = "\n\n"
_LINE = "\n"
_CELL = " "
_CELLS = ("td", "th")


def paragraphs_of(element: Element | None) -> list[str]:
    """The paragraphs of a body; subheads, items of lists and rows of tables are paragraphs too.

    Lines that `br` only wraps are joined, as in hard-wrapped text; preformatted lines stay.

    Raises:
        RejectedError: there is more text than an article has.
    """
    if element is None:
        return []
    _check_size(element)
    if any(name_of(each) in _BREAKS for each in element.iterdescendants()):
        found = _marked_up(element)
    elif _is_parted(element):
        found = [words for each in element if (words := words_in(each))]
    else:
        found = _plain("".join(element.itertext()))
    return [paragraph for each in found for paragraph in _without_escaped(each)]


def _check_size(element: Element) -> None:
    for found, most, what in (
        (sum(map(len, element.itertext())), MOST_CHARACTERS, "characters"),
        (sum(1 for _ in element.iterdescendants()), MOST_ELEMENTS, "elements"),
    ):
        if found > most:
            message = f"the text has more than {most:,} {what}: split it into articles"
            raise RejectedError(FailureReason.TOO_LARGE, message)


def _marked_up(element: Element) -> list[str]:
    parts = "".join(_shown(element)).split(_PARAGRAPH)
    # All together: how wide the lines were is told by many of them only.
    return unwrap([lines for part in parts if (lines := _lines(part))])


def _lines(part: str) -> list[str]:
    """The lines of a paragraph that `br` wraps; an indent of the first one counts as printed."""
    lines = [line.strip() for line in part.split(_LINE) if line.strip()]
    indent = len(part) - len(part.lstrip(" "))
    if len(lines) > 1 and LEAST_INDENT <= indent <= MOST_INDENT:
        lines[0] = " " * indent + lines[0]
    return lines


def _is_parted(element: Element) -> bool:
    """Whether all text is in child elements: paragraphs, whatever they are called."""
    between = [element.text, *(each.tail for each in element)]
    parts = len(element) > 1 and not any(text and text.strip() for text in between)
    return parts and not any(name_of(each) in INLINE for each in element)


def paragraphs_in_base64(packed: str) -> list[str]:
    """The paragraphs of a plain text in UTF-8 that was packed (RFC 4648); none if it is none."""
    try:
        return unwrap(blocks(binascii.a2b_base64(packed).decode()))
    except ValueError:
        return []


def _plain(text: str) -> list[str]:
    return [text] if ESCAPED.search(text) else unwrap(blocks(text))


def _without_escaped(paragraph: str) -> list[str]:
    """A paragraph as it is, or those that were put into it as escaped HTML."""
    if not ESCAPED.search(paragraph):
        return [PAIR.sub(r"\2", paragraph)] if "</" in paragraph else [paragraph]
    return [unescaped(each) for each in paragraphs_of_markup(paragraph)]


def _shown(element: Element) -> Iterator[str]:
    """Text with a line feed for each `br` and an empty line around each block.

    Walks without recursion: XML may be nested some 250 deep.
    """
    stack: list[tuple[Element, Iterator[Element]]] = [(element, iter(element))]
    yield _own(element.text)
    while stack:
        parent, rest = stack[-1]
        inner = next(rest, None)
        if inner is None:
            stack.pop()
            if stack:
                yield from (_edge(parent), _own(parent.tail))
            continue
        name = name_of(inner)
        if name == "br":
            yield from (_LINE, _own(inner.tail))
        elif name in {"pre", "tr"} and (whole := _whole(inner)):
            yield from (_PARAGRAPH, whole, _PARAGRAPH, _own(inner.tail))
        elif name in HIDDEN or not name:
            yield _own(inner.tail)
        else:
            yield from (_edge(inner), _own(inner.text))
            stack.append((inner, iter(inner)))


def _edge(element: Element) -> str:
    name = name_of(element)
    if name in BLOCKS:
        return _PARAGRAPH
    return _CELL if name in _CELLS else ""


def _own(text: str | None) -> str:
    """Text as XML means it: a line feed in it, with the indent of the XML, is a space."""
    if not text:
        return ""
    feeds = "\n" in text or "\t" in text or "\r" in text
    return _FEED.sub(" ", text) if feeds else text


def _whole(element: Element) -> str:
    """Preformatted text, of which only wrapped prose is joined, or a row of several cells.

    A row of one cell is there for the layout, and what it holds is read like any other text.
    """
    if name_of(element) == "pre":
        return _PARAGRAPH.join(unwrap(blocks("".join(element.itertext()))))
    if first(element, "table", "pre") is not None:
        return ""
    cells = [words for cell in children(element, *_CELLS) if (words := words_in(cell))]
    return _CELL.join(cells) if len(cells) > 1 else ""
