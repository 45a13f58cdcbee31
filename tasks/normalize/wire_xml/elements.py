"""Elements by their local names: agencies use the right namespace, a wrong one, or none.

Names are compared without regard to case: `edNote` and `ednote` are both in use.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from schemas.errors import RejectedError
from schemas.failure import FailureReason

if TYPE_CHECKING:
    from collections.abc import Iterator

Element = Any
"""An lxml element."""

MOST_ITEMS = 100_000
"""News items of a document; a message of an agency has some hundreds."""

INLINE = frozenset("a abbr b cite em i lang mark q s small span strong sub sup u".split())
"""Elements of XHTML and NITF that mark words up within a line."""


def name_of(element: Element) -> str:
    """The local name in lower case; empty for what is no element, such as an entity."""
    return _local_name(element.tag)


@lru_cache(maxsize=1_000)
def _local_name(tag: object) -> str:
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The children of these names, in order."""
    if element is not None:
        yield from (each for each in element if _local_name(each.tag) in names)


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of a name, or what is at the end of a path of names."""
    for name in path:
        element = next(children(element, name), None)
    return element


def descendants(element: Element | None, *names: str) -> Iterator[Element]:
    """The elements of these names at any depth, in the order of the document."""
    if element is not None:
        yield from (each for each in element.iter() if _local_name(each.tag) in names)


def outermost(element: Element, *names: str) -> Iterator[Element]:
    """The elements of these names that are in no other one of them, in order."""
    stack = [element]
    while stack:
        inner = stack.pop()
        if name_of(inner) in names:
            yield inner
        else:
            stack.extend(reversed(inner))


def first(element: Element | None, *names: str) -> Element | None:
    """The first descendant of one of these names, or the element itself."""
    return next(descendants(element, *names), None)


def words_in(element: Element | None) -> str:
    """All text of an element on one line; may be empty.

    Where elements meet there is a space, as in a byline of which each part is an element; but
    none where they only mark words up.
    """
    if element is None:
        return ""
    parts = any(name_of(each) not in INLINE for each in element.iterdescendants())
    words = " ".join((" " if parts else "").join(element.itertext()).split())
    return words.replace(" , ", ", ") if parts else words


def attribute(element: Element | None, name: str) -> str:
    """An attribute by its local name; empty where there is none."""
    if element is None:
        return ""
    value = element.get(name)
    if value is None:
        found = (v for k, v in element.attrib.items() if k.rpartition("}")[2].lower() == name)
        value = next(found, "")
    return str(value).strip()


def counted(items: Iterator[Element]) -> list[Element]:
    """The items of a document.

    Raises:
        RejectedError: there are more than `MOST_ITEMS`.
    """
    found = list(islice(items, MOST_ITEMS + 1))
    if len(found) > MOST_ITEMS:
        message = f"it has more than {MOST_ITEMS:,} items: split it"
        raise RejectedError(FailureReason.TOO_LARGE, message)
    return found


def texts(element: Element | None, *names: str) -> list[str]:
    """What the children of these names say, each once."""
    found = (words_in(each) for each in children(element, *names))
    return list(dict.fromkeys(text for text in found if text))
