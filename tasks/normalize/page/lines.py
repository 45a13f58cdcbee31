"""The text of parts of a page as lines: an inline element goes on, a block begins a new line."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from lxml import etree

from tasks.normalize.clean import single_spaced

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

UNSAID = frozenset({"script", "style", "svg", "button", "template", "noscript", "select"})
"""Elements whose text is not part of what is said around them."""

MOST_STEPS = 10_000
"""Beginnings and ends of elements that are read for the lines of one."""

LONGEST_BLOCK = 20_000
"""Code points of one element behind another that are read."""

LONGEST_CLASS = 500
"""Code points of a `class` or `id` that are looked at."""

HIGHEST = 12
"""Elements around a mark that are asked whether it is about something else."""

_ELSEWHERE = re.compile(
    r"comment|related|recommend|sidebar|footer|navi?\b|navbar|menu|popular|teaser|trending|latest|"
    r"read-?(?:next|more)|more-|recirc|promo|testimonial|disqus|respond\b|modal|"
    r"(?<!author)(?<!author[-_])(?<!author-bio-)card|carousel|slider|swiper",
    re.IGNORECASE,
)
_ASIDE = frozenset({"nav", "footer", "aside", "form", "figure"})
_INLINE = frozenset(
    "a abbr address b bdi bdo cite code data dfn em font i mark q s small span strong sub sup time "
    "u wbr".split()
)


def lines_of(element: Any, longest: int, unsaid: frozenset[str] = UNSAID) -> list[str]:
    """The lines of an element, none of which is empty.

    Args:
        longest: code points after which no more is read; what comes after is missing.
        unsaid: elements that are left out.
    """
    text = "".join(_pieces(element, longest, unsaid))
    return [line for each in text.split("\n") if (line := single_spaced(each))]


def following(element: Any) -> Iterator[str]:
    """The lines behind an element, to the end of the page."""
    for around in (element, *element.iterancestors()):
        yield from _tail(around)
        for sibling in around.itersiblings():
            if isinstance(sibling.tag, str) and sibling.tag not in UNSAID:
                yield from lines_of(sibling, LONGEST_BLOCK)
            yield from _tail(sibling)


def is_elsewhere(element: Any, article: Collection[Any]) -> bool:
    """Whether something stands in a part of the page that is about other articles or people.

    Args:
        article: the elements around the headline, which are not asked.
    """
    for around in (element, *islice(element.iterancestors(), HIGHEST)):
        if around.tag in {"body", "html"} or around in article:
            return False
        if around.tag in _ASIDE:
            return True
        marks = (
            (around.get("class") or "")[:LONGEST_CLASS],
            (around.get("id") or "")[:LONGEST_CLASS],
        )
        if any(map(_ELSEWHERE.search, marks)):
            return True
    return False


def preceding(element: Any) -> Iterator[str]:
    """The lines before an element, the nearest first, to the beginning of the page."""
    for around in (element, *element.iterancestors()):
        for sibling in around.itersiblings(preceding=True):
            yield from _tail(sibling)
            if isinstance(sibling.tag, str) and sibling.tag not in UNSAID:
                yield from reversed(lines_of(sibling, LONGEST_BLOCK))
        parent = around.getparent()
        if parent is not None and parent.text and (line := single_spaced(parent.text)):
            yield line


def _tail(element: Any) -> list[str]:
    return [line] if (line := single_spaced(element.tail or "")) else []


def _pieces(element: Any, longest: int, unsaid: frozenset[str]) -> Iterator[str]:
    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    left = longest
    for event, tag in islice(walker, MOST_STEPS):
        text = ""
        if event == "start" and tag.tag in unsaid:
            walker.skip_subtree()
        elif event == "start":
            text = tag.text or ""
        elif tag is not element:
            text = tag.tail or ""
        if event in {"start", "end"} and tag is not element:
            yield " " if tag.tag in _INLINE else "\n"
        yield text.replace("\n", " ")
        left -= len(text)
        if left < 0:
            return
