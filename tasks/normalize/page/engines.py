"""The extractors that are asked for an article's text, behind one face: blocks in, text out.

Each works on a copy of the page that it makes itself, because most change what they are given, and
each may fail on a page without harm: the others still answer.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lxml import etree, html

from tasks.faults import BUGS
from tasks.normalize.page.blocks import blocks_of
from tasks.normalize.page.density import dense_blocks

if TYPE_CHECKING:
    from tasks.normalize.page.blocks import Block

FAILURES = (*BUGS, etree.LxmlError, UnicodeError, RecursionError)
"""What an extractor may raise on an odd page."""


MOST_ELEMENTS = 12_000
"""Elements of a page that is given to the extractors of others; the largest of news sites have
some 5,000. Some take quadratic time on odd pages."""

MOST_CHARACTERS = 1_000_000
"""Code points of text of such a page: some hundred times a long article."""

MOST_NESTED_ELEMENTS = 1_000_000
"""Elements times the depth of their nesting that resiliparse is given: it takes quadratic time
and memory in unclosed formatting."""


SILENT = logging.CRITICAL + 1
"""Level of a logger that reports nothing."""

_COUNT = etree.XPath("count(//*)")


@dataclass(frozen=True)
class Page:
    """What the extractors look at.

    Attributes:
        root: the `html` element; nobody changes it.
        blocks: its lines of text.
        elements: how many there are.
        characters: code points of all lines.
    """

    root: Any
    blocks: list[Block]
    elements: int
    characters: int

    @classmethod
    def of(cls, root: Any) -> Page:
        """The page under an `html` element."""
        blocks = blocks_of(root)
        characters = sum(len(block.text) for block in blocks)
        return cls(root, blocks, int(_COUNT(root)), characters)

    @property
    def large(self) -> bool:
        """Whether it is too much for the extractors of others."""
        return self.elements > MOST_ELEMENTS or self.characters > MOST_CHARACTERS


OWN = "density"
"""The extractor that every page can be given to."""

Engine = Callable[[Page], list[str]]


def answer_of(name: str, page: Page) -> list[str]:
    """What an extractor makes of a page; nothing if it fails, or if the page is too much for it."""
    if page.large and name != OWN:
        return []
    try:
        return ENGINES[name](page)
    except FAILURES:
        return []


def _density(page: Page) -> list[str]:
    return [block.text for block in dense_blocks(page.blocks)]


def _trafilatura(page: Page) -> list[str]:
    return _by_trafilatura(page, fast=True)


def _precise(page: Page) -> list[str]:
    return _by_trafilatura(page, precise=True)


def _by_trafilatura(page: Page, *, fast: bool = False, precise: bool = False) -> list[str]:
    import trafilatura  # noqa: PLC0415 - takes 0.2 s

    _silence("trafilatura")
    text = trafilatura.extract(page.root, options=_wishes(fast=fast, precise=precise))
    return (text or "").split("\n")


@cache
def _wishes(*, fast: bool, precise: bool) -> Any:
    """What is asked of trafilatura, which reads its settings for each page otherwise."""
    from trafilatura.settings import Extractor  # noqa: PLC0415 - as above

    # Its deduplication remembers texts from page to page; comments are none of the article.
    return Extractor(fast=fast, precision=precise, comments=False, dedup=False)


def _readability(page: Page) -> list[str]:
    import readability.readability as engine  # noqa: PLC0415 - takes 0.1 s

    _silence("readability")
    try:
        markup = engine.Document(page.root).summary(html_partial=True)
    except engine.Unparseable as error:
        # It wraps whatever was raised, be it the signal that a time limit is over.
        cause = error.__context__
        if cause is None or isinstance(cause, FAILURES):
            return []
        raise cause from None
    return [block.text for block in blocks_of(html.fragment_fromstring(markup, "div"))]


def _resiliparse(page: Page) -> list[str]:
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - as the others

    if page.elements * _depth(page.root) > MOST_NESTED_ELEMENTS:
        return []
    text = extract_plain_text(
        # Written anew, so that every element is closed.
        html.tostring(page.root, encoding="unicode"),
        main_content=True,
        preserve_formatting=True,
        list_bullets=False,
        links=False,
        alt_texts=False,
        comments=False,
    )
    return str(text).split("\n")


ENGINES: Mapping[str, Engine] = MappingProxyType(
    {
        OWN: _density,
        "trafilatura": _trafilatura,
        "trafilatura-precise": _precise,
        "readability": _readability,
        "resiliparse": _resiliparse,
    }
)
"""Our own, by where the page's prose is densest; and those of others, by name."""


def _depth(root: Any) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _silence(name: str) -> None:
    """Keep an extractor from reporting odd pages, text and all."""
    logger = logging.getLogger(name)
    if logger.level != SILENT:
        logger.setLevel(SILENT)
