"""The running text of an XML body: XHTML, NITF, or text with its markup escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tasks.normalize.markup import paragraphs_of_markup
from tasks.normalize.paragraphs import blocks, unwrap
from tasks.normalize.wire_xml.elements import name_of

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

_PARAGRAPH = "\n\n"
_LINE = "\n"
_CELL = " "


def paragraphs_of(element: Element | None) -> list[str]:
    """The paragraphs of a body; subheads, items of lists and rows of tables are paragraphs too.

    Lines that `br` only wraps are joined, as in hard-wrapped text; preformatted lines stay.
    """
    if element is None:
        return []
    text = "".join(element.itertext())
    if ESCAPED.search(text):
        return paragraphs_of_markup(text)
    if not any(
        name_of(each) in BLOCKS or name_of(each) == "br" for each in element.iterdescendants()
    ):
        return unwrap(blocks(text))
    shown = "".join(_shown(element))
    return [line for part in shown.split(_PARAGRAPH) for line in _lines(part)]


def _lines(part: str) -> list[str]:
    lines = [line for line in part.split(_LINE) if line.strip()]
    return unwrap([lines]) if len(lines) > 1 else lines


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
        if name == "pre":
            yield from (_PARAGRAPH, _preformatted(inner), _PARAGRAPH, _own(inner.tail))
        elif name in HIDDEN or not name:
            yield _own(inner.tail)
        else:
            yield from (_edge(inner), _own(inner.text))
            stack.append((inner, iter(inner)))


def _edge(element: Element) -> str:
    name = name_of(element)
    if name in BLOCKS:
        return _PARAGRAPH
    return {"br": _LINE, "td": _CELL, "th": _CELL}.get(name, "")


def _own(text: str | None) -> str:
    """Text as XML means it: a line feed in it is a space."""
    return " ".join(re.split(r"[\r\n\t]+", text)) if text else ""


def _preformatted(element: Element) -> str:
    """Preformatted text: wrapped prose is joined, rows of a table stay rows."""
    return _PARAGRAPH.join(unwrap(blocks("".join(element.itertext()))))
