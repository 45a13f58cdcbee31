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
from tasks.normalize.xml_tree import legal

if TYPE_CHECKING:
    from tasks.normalize.source import Source

MOST_TAGS = 100_000
"""Opening brackets in a page; the largest of news sites have some 20,000 tags."""

MOST_ATTRIBUTES = 2_000
"""Attributes of one tag: the parser takes quadratic time in them."""

MOST_ATTRIBUTES_IN_ALL = 150_000
"""Attributes of all tags: each costs some 500 bytes in every copy of the page."""

LONGEST_NAME = 2_000
"""Characters of a class or id, which extractors search again and again."""

MOST_NESTED = 256
"""Open elements; libxml2 gives up at so many."""


# Tags as the tokenizer of HTML sees them (WHATWG HTML, section 13.2.5): comments are passed over,
# and so is what scripts and the like hold. Nothing is given back, and what is not closed ends with
# the page: every character is looked at once.
_ATTRIBUTE = (
    r"[\s/]*+[^\s/>][^\s/>=]*+"
    r"""(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?+)?+"""
)
_ONE_ATTRIBUTE = re.compile(_ATTRIBUTE)
_TAG = re.compile(
    r"<(?:!---?>|!--(?:[^-]++|-(?!-!?>))*+"
    r"|(?:(?P<raw>script|style|title|textarea|xmp|iframe|noembed|noframes)(?=[\s/>])"
    rf"|[a-z][^\s/>]*+)(?P<attributes>(?:{_ATTRIBUTE})*+)"
    r"(?(raw)(?:[^<]++|<(?!/(?P=raw)))*+))",
    re.IGNORECASE,
)


_LONG_NAMED = etree.XPath(
    f"//*[string-length(@class) > {LONGEST_NAME} or string-length(@id) > {LONGEST_NAME}]"
)
_ELEMENTS = etree.ElementDefaultClassLookup(
    html.HtmlElement, html.HtmlComment, html.HtmlProcessingInstruction, html.HtmlEntity
)
"""One class for all elements: lxml.html's own looks each of them up by its name, in Python."""


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
    _refuse_hostile(text)
    parser = html.HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        default_doctype=False,
        huge_tree=False,
    )
    parser.set_element_class_lookup(_ELEMENTS)
    try:
        root = html.document_fromstring(legal(text).encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise RejectedError(FailureReason.NO_TEXT, "the page has no elements") from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        message = f"the page has more than {MOST_NESTED} elements inside of each other"
        raise RejectedError(FailureReason.MALFORMED, message)
    for element in _LONG_NAMED(root):
        for name in ("class", "id"):
            if len(element.get(name, "")) > LONGEST_NAME:
                del element.attrib[name]
    return root


def _refuse_hostile(text: str) -> None:
    """Look for what takes a parser more than linear time, in linear time.

    Raises:
        RejectedError: there is such.
    """
    if text.count("<") > MOST_TAGS:
        message = f"the page has more than {MOST_TAGS:,} tags"
        raise RejectedError(FailureReason.TOO_LARGE, message)
    # An attribute has a character at least, and a space before it.
    if len(text) // 2 > MOST_ATTRIBUTES_IN_ALL:
        _refuse_many_attributes(text)


def _refuse_many_attributes(text: str) -> None:
    spans = [tag.span("attributes") for tag in _TAG.finditer(text)]
    if sum(end - start for start, end in spans) // 2 <= MOST_ATTRIBUTES_IN_ALL:
        return
    in_all = 0
    for start, end in spans:
        count = sum(1 for _ in _ONE_ATTRIBUTE.finditer(text, start, end))
        in_all += count
        if count > MOST_ATTRIBUTES or in_all > MOST_ATTRIBUTES_IN_ALL:
            line = text.count("\n", 0, start) + 1
            message = f"line {line}: the page has more attributes than pages have"
            raise RejectedError(FailureReason.MALFORMED, message)
