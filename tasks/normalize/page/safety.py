"""A web page as a tree, if it is one that a parser and all that follows can bear.

An extension in C cannot be interrupted: what would take it too long is refused beforehand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree, html

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.source import too_large

if TYPE_CHECKING:
    from tasks.normalize.source import Source

MOST_TAGS = 100_000
"""Tags in a page; the largest of news sites have some 20,000."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse_page(source: Source) -> Any:
    """The `html` element of a page, parsed once; who wants to change it makes a copy.

    Comments and processing instructions are left out.

    Raises:
        RejectedError: it is no text, has no elements, or is nested or large beyond what pages are.
    """
    return source.once(_parse)


def _parse(source: Source) -> Any:
    text = source.text
    if len(text) > source.limits.page:
        raise too_large(source.limits.page, "WIREDESK_MAX_PAGE_BYTES")
    if text.count("<") > MOST_TAGS:
        message = f"the page has more than {MOST_TAGS:,} tags"
        raise RejectedError(FailureReason.TOO_LARGE, message)
    parser = html.HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        default_doctype=False,
        huge_tree=False,
    )
    try:
        root = html.document_fromstring(_ILLEGAL.sub("", text).encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise RejectedError(FailureReason.NO_TEXT, "the page has no elements") from error
    return root
