"""The text of a word-processing document (ECMA-376, part 1, section 17), without what is not shown.

Elements go by their local names: the transitional and the strict format differ in namespaces.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_CELL = 300
"""Code points of a table cell from which the table is a layout, and no table of figures."""

BETWEEN_CELLS = " | "

_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "txbxContent", "rPr", "pPr", "rubyPr", "rt"})
"""Deleted or moved away, told twice, beside the text, or no text."""

_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; `style` is the name of its style in lower case, such as `heading 1`."""

    text: str
    style: str = ""


def paragraphs_of(document: Any, styles: dict[str, str]) -> list[Paragraph]:
    """The paragraphs of a document; each row of a table is one.

    Args:
        document: root element of the main part.
        styles: identifier of a style -> its name, as `style_names` gives them.
    """
    bodies = (child for child in document if local_name(child) == "body")
    found = (paragraph for body in bodies for paragraph in _blocks(body, styles))
    return [paragraph for paragraph in found if paragraph.text.strip()]


def style_names(styles: Any) -> dict[str, str]:
    """The names of styles: identifiers are translated (`berschrift1`), names are not."""
    return {
        attribute(style, "styleId"): attribute(child, "val").lower()
        for style in styles
        for child in style
        if local_name(child) == "name"
    }


def local_name(element: Any) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Any, name: str) -> str:
    """An attribute by its local name; empty if there is none."""
    values = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name)
    return next(values, "")


def _blocks(parent: Any, styles: dict[str, str]) -> Iterator[Paragraph]:
    for child in parent:
        name = local_name(child)
        if name == "p":
            yield Paragraph("".join(_runs(child)), styles.get(_style(child), _style(child)).lower())
        elif name == "tr":
            yield from _row(child, styles)
        elif name not in _LEFT_OUT:
            yield from _blocks(child, styles)


def _row(row: Any, styles: dict[str, str]) -> Iterator[Paragraph]:
    """A row of figures as one paragraph; the cells of a layout each by themselves."""
    cells = [
        [each for each in _blocks(child, styles) if each.text.strip()]
        for child in row
        if local_name(child) in {"tc", "sdt", "customXml"}
    ]
    texts = [" ".join(" ".join(each.text.split()) for each in cell) for cell in cells]
    if len(cells) == 1 or any(len(text) > LONGEST_CELL for text in texts):
        yield from (each for cell in cells for each in cell)
    elif any(texts):
        yield Paragraph(BETWEEN_CELLS.join(texts))


def _style(paragraph: Any) -> str:
    properties = (child for child in paragraph if local_name(child) == "pPr")
    styles = (each for child in properties for each in child if local_name(each) == "pStyle")
    return next((attribute(each, "val") for each in styles), "")


def _runs(parent: Any) -> Iterator[str]:
    """The text of a paragraph: insertions count, hidden runs and deletions do not."""
    for child in parent:
        name = local_name(child)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield "" if attribute(child, "type") in {"page", "column"} else _SIGNS[name]
        elif name not in _LEFT_OUT and not (name == "r" and _is_hidden(child)):
            yield from _runs(child)


def _is_hidden(run: Any) -> bool:
    properties = (child for child in run if local_name(child) == "rPr")
    return any(
        local_name(each) == "vanish" and attribute(each, "val") not in {"0", "false"}
        for child in properties
        for each in child
    )
