"""What feeds get wrong as XML, put right: bare ampersands, named characters, what comes before."""

from __future__ import annotations

import html.entities
import re
from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.xml_tree import legal

if TYPE_CHECKING:
    from collections.abc import Iterator

_DECLARATION = re.compile(r"[\ufeff\s]*(?:<\?xml\b[^<>]{0,500}\?>)?\s*")
_DOCTYPE = re.compile(
    r"<!DOCTYPE[^<>\[\]]{0,1000}(?:\[(?P<subset>[^\[\]]{0,20000})\]\s*)?>", re.IGNORECASE
)
_ENTITY = re.compile(r"<!ENTITY\s+(?P<name>[\w.-]+)", re.IGNORECASE)
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_AMPERSAND = re.compile(
    r"&(?:(?P<kept>#[0-9]{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)"
    r"|(?P<name>[a-zA-Z][a-zA-Z0-9]{1,31};)?)"
)

_NO_CHARACTER = frozenset({"", "\ufffd"})
"""What HTML makes of the number of a surrogate or of a control character."""

_PREFIX = re.compile(r"<([A-Za-z_][\w.-]{0,50}):[A-Za-z_]")
_DECLARED = re.compile(r"\bxmlns:([A-Za-z_][\w.-]{0,50})\s*=")
_ROOT = re.compile(r"<[A-Za-z_][\w.:-]*(?=[\s/>])")

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "media": "http://search.yahoo.com/mrss/",
    "atom": "http://www.w3.org/2005/Atom",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "wp": "http://wordpress.org/export/1.2/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
}
"""What the usual prefixes mean where a feed forgets to declare them."""

DOCTYPE_WITHIN = 50_000
"""Code points from the beginning within which a document type stands."""


def mended(text: str) -> str:
    """A feed's text with what is no XML in it escaped or left out; lines stay lines."""
    start = _DECLARATION.match(text)
    end = start.end() if start else 0
    if doctype := _DOCTYPE.search(text, end, end + DOCTYPE_WITHIN):
        lines = "\n" * doctype[0].count("\n")
        text = f"{text[: doctype.start()]}{lines}{text[doctype.end() :]}"
    text = "\n" * text.count("\n", 0, end) + legal(text[end:])
    return _with_namespaces("".join(_escaped(text)))


def refuse_entities(sample: str) -> None:
    """Let pass what feeds declare by habit, such as `&nbsp;`, which is understood without.

    Raises:
        RejectedError: the document type declares other entities: they are not expanded.
    """
    doctype = _DOCTYPE.search(sample, 0, DOCTYPE_WITHIN)
    declared = _ENTITY.findall(doctype["subset"] or "") if doctype else []
    if any(f"{name};" not in html.entities.html5 for name in declared):
        message = "it declares entities, which are not expanded"
        raise RejectedError(FailureReason.MALFORMED, message)


def _escaped(text: str) -> Iterator[str]:
    """The text with its ampersands put right, but for those in CDATA sections."""
    # Behind the last end no section is closed, and looking for that would take quadratic time.
    end = text.rfind("]]>") + 1
    for part in _CDATA.split(text[: end + 2]) if end else ():
        yield part if part.startswith("<![CDATA[") else _AMPERSAND.sub(_character, part)
    yield _AMPERSAND.sub(_character, text[end + 2 :] if end else text)


def _with_namespaces(text: str) -> str:
    """With a declaration in the root element for every prefix that has none."""
    missing = sorted(set(_PREFIX.findall(text)) - set(_DECLARED.findall(text)) - {"xml"})
    root = _ROOT.search(text)
    if not missing or root is None:
        return text
    declared = "".join(
        f' xmlns:{prefix}="{NAMESPACES.get(prefix, "urn:undeclared")}"' for prefix in missing
    )
    return f"{text[: root.end()]}{declared}{text[root.end() :]}"


def _character(found: re.Match[str]) -> str:
    if found["kept"]:
        # A number that is no character's, such as half of an emoji, makes the whole no XML.
        read = html.unescape(found[0])
        return read if read in _NO_CHARACTER else found[0]
    character = html.entities.html5.get(found["name"] or "")
    return character or f"&amp;{found[0][1:]}"
