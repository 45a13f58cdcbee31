"""The text of a feed's elements, of which some hold HTML, some XHTML, some neither.

Atom says which (RFC 4287, sections 3.1 and 4.1.3); RSS does not, so that the text has to show.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

from lxml import etree

from tasks.normalize.clean import clean_text
from tasks.normalize.markup import paragraphs_of_markup
from tasks.normalize.paragraphs import paragraphs

_MARKUP = re.compile(
    r"</?(?:a|abbr|acronym|address|article|aside|b|big|blockquote|br|center|cite|code|dd|del|div|"
    r"dl|dt|em|embed|figcaption|figure|font|footer|h[1-6]|header|hr|i|iframe|img|ins|kbd|li|main|"
    r"mark|object|ol|p|picture|pre|q|s|script|section|small|span|strike|strong|style|sub|sup|"
    r"table|tbody|td|th|time|tr|tt|u|ul|video)(?=[\s/>])[^<>]{0,5000}>"
    r"|&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"<(?:p|br|div|li|h[1-6]|blockquote|table|section|article|tr|dd|pre)(?=[\s/>])", re.IGNORECASE
)
_BLANK_LINE = re.compile(r"\n[ \t\r]{0,100}\n")
_PREFIX = re.compile(r"<(/?)[\w.-]{1,100}:")

_TEXT = frozenset({"text", "text/plain"})
_NO_TEXT = ("image/", "audio/", "video/", "font/", "model/")
_XML = ("+xml", "/xml")


def plain_text(element: Any) -> str:
    """All characters of an element, without white space around them."""
    text = "".join(element.itertext()) if len(element) else element.text or ""
    return text.strip()


def paragraphs_of(element: Any) -> list[str]:
    """The paragraphs of an element that holds text, HTML or XHTML."""
    kind = (element.get("type") or "").strip().lower()
    if kind.startswith(_NO_TEXT):
        return []
    if len(element) and not _is_entity_only(element):
        return _inline(element, kind)
    text = plain_text(element)
    if _is_base64(element, kind):
        text = _decoded(text)
    if kind in _TEXT:
        return _lines(text)
    return paragraphs_of_text(text)


def paragraphs_of_text(text: str) -> list[str]:
    """The paragraphs of what may be HTML or not; without blocks, blank lines set them apart."""
    if not _MARKUP.search(text):
        return _lines(text)
    if not _BLOCK.search(text):
        text = _BLANK_LINE.sub("<p>", text)
    return paragraphs_of_markup(text)


def _lines(text: str) -> list[str]:
    if "\n" not in text and "\r" not in text:
        return [text] if text.strip() else []
    return paragraphs(clean_text(text))


def line_of(element: Any) -> str:
    """The text of a title or the like in one line, without tags."""
    kind = (element.get("type") or "").strip().lower()
    if kind in _TEXT and not len(element):
        return plain_text(element)
    if len(element) and not _is_entity_only(element):
        return " ".join(_inline(element, kind))
    text = plain_text(element)
    if _is_base64(element, kind):
        text = _decoded(text)
    return " ".join(paragraphs_of_markup(text)) if _MARKUP.search(text) else text


def _inline(element: Any, kind: str) -> list[str]:
    """The paragraphs of an element with elements in it; tag soup calls itself HTML there."""
    markup = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    found = paragraphs_of_markup(_PREFIX.sub(r"<\1", markup))
    escaped = kind in {"html", "text/html"} or element.get("mode") == "escaped"
    return paragraphs_of_text("\n\n".join(found)) if escaped else found


def _is_entity_only(element: Any) -> bool:
    """Whether what seem to be children are characters by name, such as `&eacute;`."""
    return not any(isinstance(child.tag, str) for child in element)


def _is_base64(element: Any, kind: str) -> bool:
    """By Atom 0.3's mode; in Atom 1.0, of every type that is neither text nor XML."""
    mode = (element.get("mode") or "").lower()
    if mode:
        return mode == "base64"
    return "/" in kind and not kind.startswith("text/") and not kind.endswith(_XML)


def _decoded(text: str) -> str:
    """What Base64 holds, if that is text."""
    try:
        decoded = base64.b64decode("".join(text.split()), validate=True).decode()
    except (binascii.Error, UnicodeError, ValueError):
        return ""
    return "" if "\0" in decoded else decoded
