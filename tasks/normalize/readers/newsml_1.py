"""NewsML 1.x: news items with components within components, of which some are texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.reader import Draft, Format
from tasks.normalize.wire_xml.body import paragraphs_of
from tasks.normalize.wire_xml.draft import settle
from tasks.normalize.wire_xml.elements import (
    attribute,
    child,
    children,
    descendants,
    first,
    name_of,
    outermost,
    words_in,
)
from tasks.normalize.wire_xml.nitf_item import body_of_nitf, draft_of_nitf
from tasks.normalize.xml_tree import parse_xml, root_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.source import Source
    from tasks.normalize.wire_xml.elements import Element

LINES = {
    "headline": "headline", "slugline": "slugline", "byline": "byline",
    "copyrightline": "copyrightholder",
}  # fmt: skip
"""Elements of `NewsLines` -> article fields (NewsML 1.2, section 5.5)."""


class NewsMl1Reader:
    """Reads a document of which `NewsML` is the root."""

    format = Format(
        name="newsml-1",
        title="NewsML 1.x",
        recognized_by="the root element `NewsML`",
        holds="an article for each `NewsItem`: its longest text, in NITF, XHTML or plain",
        fields=(
            "uri", "version", "slugline", "byline", "dateline", "located", "firstcreated",
            "versioncreated", "pubstatus", "urgency", "language", "source", "description",
            "keywords", "subject", "genre", "usageterms", "copyrightholder",
        ),
        limits="pictures and their captions are passed over",
        looked_for="; looked for DataContent with text",
    )  # fmt: skip

    def recognizes(self, source: Source) -> str | None:
        """By its root element."""
        root = root_name(source)
        return f"its root element is {root}" if root and root.lower() == "newsml" else None

    def read(self, source: Source) -> Iterator[Draft]:
        """An article for each news item.

        Raises:
            RejectedError: it is no XML, or has no news item.
        """
        items = list(children(parse_xml(source), "newsitem"))
        if not items:
            raise RejectedError(FailureReason.NO_TEXT, "there is no NewsItem in it")
        for number, item in enumerate(items):
            yield _draft(item, str(number) if len(items) > 1 else None)


def _draft(item: Element, member: str | None) -> Draft:
    content, paragraphs = _main_text(item)
    lines = _lines_of(item, content)
    nitf = first(content, "nitf")
    stated = {
        **_of_identification(child(item, "identification")),
        **_of_management(child(item, "newsmanagement")),
        **_of_metadata(item),
        **{field: words_in(child(lines, line)) for line, field in LINES.items()},
        "dateline": {"text": words_in(child(lines, "dateline"))},
    }
    within = draft_of_nitf(nitf).fields if nitf is not None else {}
    stated["headline"] = stated["headline"] or words_in(child(lines, "subheadline"))
    draft = Draft(member=member, paragraphs=paragraphs)
    draft.fields = {**within, **{name: value for name, value in stated.items() if value}}
    return settle(draft)


def _main_text(item: Element) -> tuple[Element | None, list[str]]:
    """The content that has the longest text, and its paragraphs."""
    longest: tuple[Element | None, list[str]] = (None, [])
    for content in outermost(item, "contentitem"):
        kind = attribute(child(content, "mediatype"), "formalname").lower()
        if kind not in {"", "text", "texte", "complexdata"}:
            continue
        found = _paragraphs(child(content, "datacontent"))
        if sum(map(len, found)) > sum(map(len, longest[1])):
            longest = content, found
    return longest


def _paragraphs(data: Element | None) -> list[str]:
    nitf = first(data, "nitf", "body.content")
    if nitf is not None:
        return body_of_nitf(nitf)
    body = first(data, "body")
    return paragraphs_of(data if body is None else body)


def _lines_of(item: Element, content: Element | None) -> Element | None:
    """The lines nearest to the text: those of its component or of one around it."""
    around = content.iterancestors() if content is not None else iter(())
    own = (child(each, "newslines") for each in around if name_of(each) == "newscomponent")
    near = next((lines for lines in own if words_in(child(lines, "headline"))), None)
    return near if near is not None else first(item, "newslines")


def _of_identification(identification: Element | None) -> dict[str, Any]:
    identifier = child(identification, "newsidentifier")
    return {
        "uri": words_in(child(identifier, "publicidentifier")),
        "version": words_in(child(identifier, "revisionid")),
        "source": words_in(child(identifier, "providerid")),
    }


def _of_management(management: Element | None) -> dict[str, Any]:
    return {
        "firstcreated": words_in(child(management, "firstcreated")),
        "versioncreated": words_in(child(management, "thisrevisioncreated")),
        "pubstatus": attribute(child(management, "status"), "formalname").lower(),
        "urgency": attribute(child(management, "urgency"), "formalname"),
    }


def _of_metadata(item: Element) -> dict[str, Any]:
    """What the first components say of language, place, subjects and rights."""
    properties = list(descendants(item, "property"))
    subjects = descendants(item, "subject", "subjectmatter", "subjectdetail")
    stated = {
        "language": attribute(first(item, "language"), "formalname") or attribute(item, "lang"),
        "source": attribute(child(first(item, "provider"), "party"), "formalname"),
        "located": _city(item),
        "keywords": [*_properties(properties, "keyword"), *_keyword_lines(item)],
        "genre": [attribute(each, "formalname") for each in descendants(item, "genre")],
        "subject": [words_in(each) for each in subjects if words_in(each)],
        "usageterms": words_in(first(item, "usagetype")),
        "description": words_in(first(item, "abstract")),
    }
    return {name: value for name, value in stated.items() if value}


def _properties(properties: list[Element], name: str) -> list[str]:
    found = (each for each in properties if attribute(each, "formalname").lower() == name)
    return [value for each in found if (value := attribute(each, "value"))]


def _city(item: Element) -> str:
    """Where it happened: the city of its location, else that of its description."""
    places = [first(item, "location"), *descendants(item, "descriptivemetadata")]
    cities = (_properties(list(descendants(place, "property")), "city") for place in places)
    return next((city for found in cities for city in found), "")


def _keyword_lines(item: Element) -> list[str]:
    lines = (words_in(each) for each in descendants(item, "keywordline"))
    return [word.strip() for line in lines for word in line.split(",") if word.strip()]
