"""XML, parsed so that a hostile file can do nothing: no entities, no network, no DTD, no depth."""

from __future__ import annotations

import html.entities
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lxml import etree

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.clean import clean_line, unusual

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tasks.normalize.source import Source

MOST_TAGS = 1_000_000
"""Opening brackets in a document: every element costs some 200 bytes of memory."""

_PROLOG = re.compile(
    r"\ufeff?\s*(?:<\?.{0,2000}?\?>\s*|<!--.{0,5000}?-->\s*|<!DOCTYPE[^<>\[\]]{0,1000}"
    r"(?:\[[^\[\]]{0,20000}\]\s*)?>\s*){0,20}",
    re.DOTALL | re.IGNORECASE,
)
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?(?P<name>[A-Za-z_][\w.-]*)(?=[\s/>])")
_DECLARATION = re.compile(r"\ufeff?\s*<\?xml\b[^<>]{0,500}\?>")
_ENTITY_DECLARED = re.compile(r"<!ENTITY", re.IGNORECASE)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

SAFE: Mapping[str, bool] = MappingProxyType(
    {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "huge_tree": False,
        "remove_pis": True,
        "remove_comments": True,
    }
)
"""How every parser for XML is set up here: nothing is fetched, nothing is expanded."""

_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OWN_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)


def root_name(source: Source) -> str | None:
    """The local name of the root element, as it is written; None where there is no XML.

    Raises:
        RejectedError: this is no text.
    """
    return source.once(_root_name)


def _root_name(source: Source) -> str | None:
    prolog = _PROLOG.match(source.sample)
    root = _ROOT.match(source.sample, prolog.end() if prolog else 0)
    return root["name"] if root else None


def parse_xml(source: Source) -> Any:
    """The root element of a document; its `sourceline`s are those of the file.

    HTML's named characters are understood without a DTD, and control characters go.

    Raises:
        RejectedError: it is no XML (with line and column), declares entities, or is nested
            or large beyond what documents are.
    """
    return source.once(_parse)


def _parse(source: Source) -> Any:
    text = source.text
    prolog = _PROLOG.match(text)
    if prolog and _ENTITY_DECLARED.search(prolog[0]):
        raise _declares_entities()
    if text.count("<") > MOST_TAGS:
        message = f"the XML has more than {MOST_TAGS:,} tags"
        raise RejectedError(FailureReason.TOO_LARGE, message)
    declaration = _DECLARATION.match(text)
    # The text is decoded already: what the declaration says of the encoding is over.
    blank = "\n" * declaration[0].count("\n") if declaration else ""
    text = blank + text[declaration.end() if declaration else 0 :]
    raw = legal(_with_characters(text)).encode()
    parser = etree.XMLParser(
        encoding="utf-8",
        **SAFE,
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise malformed(error) from error
    # A prolog longer than the one that is looked at above may have declared some.
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise _declares_entities()
    return root


def legal(text: str) -> str:
    """A text without characters that no XML may have (XML 1.0, section 2.2).

    Parsers of HTML stumble over them too.
    """
    return _ILLEGAL.sub("", text) if _ILLEGAL.search(unusual(text)) else text


def malformed(error: etree.XMLSyntaxError) -> RejectedError:
    """The error for what is no XML: its place, and what libxml2 says of it."""
    line, column = error.position
    # The first line names tags and bytes; those below quote the text of an open section.
    first = (error.msg or "").partition("\n")[0]
    what = clean_line(first.partition(", line ")[0])
    place = f"line {line}, column {column}: " if line else ""
    return RejectedError(FailureReason.MALFORMED, f"{place}{what or 'this is no XML'}")


def _declares_entities() -> RejectedError:
    message = "it declares entities, which are not expanded"
    return RejectedError(FailureReason.MALFORMED, message)


def _with_characters(text: str) -> str:
    """Named characters such as `&nbsp;` as themselves, but for those in CDATA sections."""
    if "&" not in text:
        return text
    # Beyond the last end there is no section, and every beginning would be searched for one.
    end = text.rfind("]]>") + len("]]>") if "<![CDATA[" in text else 0
    parts = _CDATA.split(text[:end])
    parts[-1] += text[end:]
    # Every second part is what was split at.
    parts[::2] = [_NAMED.sub(_character, part) for part in parts[::2]]
    return "".join(parts)


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if name in _OWN_ENTITIES:
        return match[0]
    return html.entities.html5.get(f"{name};", match[0])
