"""The extractors that are asked for an article's text, behind one face: blocks in, text out.

Each gets its own copy of the page, because most change what they are given, and each may fail
on a page without harm: the others still answer.
"""

from __future__ import annotations

import logging
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree, html

from tasks.faults import BUGS
from tasks.normalize.page.blocks import blocks_of
from tasks.normalize.page.density import dense_blocks

if TYPE_CHECKING:
    from collections.abc import Callable

    from tasks.normalize.page.blocks import Block

FAILURES = (*BUGS, etree.LxmlError, UnicodeError, RecursionError)
"""What an extractor may raise on an odd page."""


@dataclass(frozen=True)
class Page:
    """What the extractors look at.

    Attributes:
        root: the `html` element; nobody changes it.
        text: the page as it was written.
        blocks: its lines of text.
    """

    root: Any
    text: str
    blocks: list[Block]


def density(page: Page) -> list[str]:
    """Our own: everything in the element that holds most of the page's prose."""
    return [block.text for block in dense_blocks(page.blocks)]


def trafilatura(page: Page) -> list[str]:
    """Trafilatura by its rules alone: precise, but for lists and subheads in odd places."""
    import trafilatura as engine  # noqa: PLC0415 - takes 0.3 s

    # Its own deduplication remembers texts from page to page.
    text = engine.extract(deepcopy(page.root), fast=True, include_comments=False, deduplicate=False)
    return (text or "").split("\n")


def readability(page: Page) -> list[str]:
    """readability, the algorithm of browsers' reading views."""
    from readability import Document  # noqa: PLC0415 - takes 0.1 s
    from readability.readability import Unparseable  # noqa: PLC0415

    # It reports every odd page with a traceback, and wraps every error, signals too.
    logging.getLogger("readability.readability").disabled = True
    try:
        markup = Document(page.root).summary(html_partial=True)
    except Unparseable as error:
        cause = error.__context__
        if cause is None or isinstance(cause, FAILURES):
            return []
        raise cause from error
    return [block.text for block in blocks_of(html.fragment_fromstring(markup, create_parent=True))]


def resiliparse(page: Page) -> list[str]:
    """resiliparse: quick, and rarely misses anything, but takes in much."""
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415

    text = extract_plain_text(
        page.text,
        main_content=True,
        preserve_formatting=True,
        list_bullets=False,
        links=False,
        alt_texts=False,
        comments=False,
    )
    return str(text).split("\n")


Engine = "Callable[[Page], list[str]]"


def answer_of(engine: Callable[[Page], list[str]], page: Page) -> list[str]:
    """What an extractor makes of a page; nothing if it fails."""
    try:
        return engine(page)
    except FAILURES:
        return []
