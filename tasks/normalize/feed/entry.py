"""An item of RSS or an entry of Atom as a draft."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from tasks.normalize.feed.channel import XML, inherited
from tasks.normalize.feed.dates import iso_text
from tasks.normalize.feed.names import NAMES, key_of
from tasks.normalize.feed.people import names_in
from tasks.normalize.feed.text import line_of, paragraphs_of, plain_text
from tasks.normalize.reader import Draft

if TYPE_CHECKING:
    from tasks.normalize.feed.channel import Channel

_WANTED = {key: wanted for wanted, keys in NAMES.items() for key in keys}

_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_RDF_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
_ALTERNATE = frozenset({"", "alternate", "http://www.iana.org/assignments/relation/alternate"})
_PAGES = frozenset({"", "text/html", "application/xhtml+xml"})
_HOLDER = re.compile(
    r"(?:(?:copyright|©|\(c\))[\s:]*){1,2}(?:\d{4}(?:\s*[-–,]\s*\d{4})?)?[\s,]*(?:by\s+)?"
    r"(?P<holder>[^\W\d][^.;|]{1,80}?)[\s.,]*(?:\d{4})?(?:\.?\s*all rights reserved)?[\s.!]*",
    re.IGNORECASE,
)


def draft_of(element: Any, channel: Channel, member: str | None, url: str | None) -> Draft:
    """What an item states, and what its feed states for it.

    Args:
        url: where the feed was fetched from; relative links start there.
    """
    entry = _Entry(element)
    body, description = entry.body_and_description()
    rights = entry.line("rights") or channel.stated.get("rights") or entry.license()
    link = entry.link()
    labels, terms = entry.categories()
    fields = {
        "uri": entry.identifier() or link,
        "url": _absolute(link, element, url),
        "headline": entry.line("title"),
        "byline": entry.authors() or channel.authors,
        "firstcreated": iso_text(entry.text("created")),
        "versioncreated": iso_text(entry.text("updated")),
        "language": entry.language() or channel.stated.get("language"),
        "source": entry.source() or channel.stated.get("title"),
        "subject": labels,
        "keywords": [*terms, *entry.keywords()],
        "usageterms": rights,
        "copyrightholder": entry.line("holder") or holder_in(rights or ""),
        "description": description,
    }
    stated = {name: value for name, value in fields.items() if value}
    return Draft(fields=stated, paragraphs=body, member=member)


def holder_in(rights: str) -> str | None:
    """Whose the copyright is, where a note says that and no more: `© 2026 Nordwire`."""
    found = _HOLDER.fullmatch(rights.strip()) if len(rights) < 200 else None  # noqa: PLR2004
    return found["holder"].strip() if found else None


class _Entry:
    """The children of an item by what they have (see `NAMES`)."""

    def __init__(self, element: Any) -> None:
        self.element = element
        own = f"{element.tag.rpartition('}')[0]}}}"
        self._found: dict[str, list[Any]] = {}
        for child in element:
            key = key_of(child.tag)
            if key.startswith("?:") and isinstance(child.tag, str) and child.tag.startswith(own):
                key = key.removeprefix("?:")
            if (wanted := _WANTED.get(key)) is not None:
                self._found.setdefault(wanted, []).append(child)

    def all(self, wanted: str) -> list[Any]:
        """The elements that have it, the best first."""
        children = self._found.get(wanted)
        if children is None:
            return []
        if len(children) > 1:
            order = NAMES[wanted]
            children.sort(key=lambda child: order.index(key_of(child.tag).removeprefix("?:")))
        return children

    def text(self, wanted: str) -> str:
        """The first text; empty if there is none."""
        for child in self.all(wanted):
            if text := plain_text(child):
                return text
        return ""

    def line(self, wanted: str) -> str:
        """The same of what may have tags."""
        for child in self.all(wanted):
            if line := line_of(child):
                return line
        return ""

    def body_and_description(self) -> tuple[list[str], str]:
        """The text, and the abstract beside it; without a text, the abstract stands in for it."""
        body = _first(self.all("content"))
        summary = _first(self.all("summary"))
        if not body and len(summaries := self.all("summary")) > 1:
            names = [key_of(child.tag) for child in summaries[:2]]
            # What is called a summary beside a description is the text.
            body = _first(summaries[1:]) if names == ["description", "summary"] else body
        if not body:
            return summary, ""
        return body, " ".join(summary) if summary != body else ""

    def identifier(self) -> str:
        """What the item calls itself; in RSS 1.0 that is an attribute."""
        about = self.element.get(_RDF_ABOUT, "").strip()
        return self.text("guid") or self.text("id") or str(about)

    def link(self) -> str:
        """The address of the page: the alternate link, or an identifier that is one."""
        found = self.text("original") or self._alternate()
        if found:
            return found
        for guid in self.all("guid"):
            text = plain_text(guid)
            if guid.get("isPermaLink", "true").lower() != "false" and _is_address(text):
                return text
        return next((str(content.get("src", "")) for content in self.all("content")), "")

    def _alternate(self) -> str:
        links = [link for link in self.all("link") if _rel(link) in _ALTERNATE]
        if len(links) > 1:
            links.sort(key=lambda link: (link.get("type") or "").lower() not in _PAGES)
        for link in links:
            if address := link.get("href", "").strip() or plain_text(link):
                return str(address)
        return ""

    def license(self) -> str:
        """The address of the licence, where there is no note of rights."""
        for link in self.all("link"):
            if _rel(link) == "license" and link.get("href"):
                return str(link.get("href"))
        for element in self.all("license"):
            if address := element.get(_RDF_RESOURCE) or plain_text(element):
                return str(address)
        return ""

    def authors(self) -> str | list[dict[str, str]]:
        """A byline as it is written, or the names where several are given one by one."""
        for wanted in ("creator", "author", "speaker"):
            names = [name for author in self.all(wanted) for name in names_in(author)]
            if names:
                unique = list(dict.fromkeys(names))
                return unique[0] if len(unique) == 1 else [{"name": name} for name in unique]
        return [{"name": name} for author in self._in_source("author") for name in names_in(author)]

    def categories(self) -> tuple[list[str], list[str]]:
        """What the item is filed under, and the terms behind it where they differ."""
        labels, terms = [], []
        for element in self.all("category"):
            term = (element.get("term") or element.text or "").strip()
            label = (element.get("label") or "").strip()
            labels.append(label or term)
            if label and term and term.casefold() != label.casefold():
                terms.append(term)
        return list(dict.fromkeys(filter(None, labels))), terms

    def keywords(self) -> list[str]:
        """Words set apart by commas."""
        lists = (plain_text(element).split(",") for element in self.all("keywords"))
        return [word.strip() for words in lists for word in words if word.strip()]

    def language(self) -> str | None:
        """Of the text, where it is marked; else of the item."""
        for element in self.all("content") + self.all("summary"):
            if marked := element.get(f"{XML}lang"):
                return str(marked)
        return self.text("language") or inherited(self.element, "lang")

    def source(self) -> str:
        """Who the item was taken over from: RSS names them as text, Atom with a title."""
        titles = [line_of(title) for title in self._in_source("title")]
        plain = (line_of(source) for source in self.all("source") if not len(source))
        return next(filter(None, (*titles, *plain)), "") or self.line("publisher")

    def _in_source(self, name: str) -> list[Any]:
        return [
            child for source in self.all("source") for child in source if key_of(child.tag) == name
        ]


def _first(elements: list[Any]) -> list[str]:
    """The paragraphs of the first element that has any."""
    for element in elements:
        if found := paragraphs_of(element):
            return found
    return []


def _rel(link: Any) -> str:
    return (link.get("rel") or "").strip().lower()


def _is_address(text: str) -> bool:
    return text.lower().startswith(("http://", "https://"))


def _absolute(link: str, element: Any, url: str | None) -> str:
    """A link from where it stands (RFC 3986, section 5); as it is if that is not known."""
    if not link or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]{1,30}:", link):
        return link
    base = inherited(element, "base") or url or ""
    try:
        return urljoin(base, link) if urlsplit(base).scheme else link
    except ValueError:
        return link
