"""NewsML 1.x: news items with components within components, of which some are texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.reader import Draft, Format
from tasks.normalize.wire_xml.draft import settle
from tasks.normalize.wire_xml.elements import (
    attribute,
    child,
    children,
    counted,
    descendants,
    first,
    words_in,
)
from tasks.normalize.wire_xml.identity import identified
from tasks.normalize.wire_xml.news_component import (
    lines_near,
    notes_in,
    text_of_item,
)
from tasks.normalize.wire_xml.nitf_item import draft_of_nitf
from tasks.normalize.xml_tree import parse_xml, root_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.source import Source
    from tasks.normalize.wire_xml.elements import Element

LINES = {
    "headline": "headline", "slugline": "slugline", "byline": "byline",
    "copyrightline": "copyrightholder", "rightsline": "usageterms",
}  # fmt: skip
"""Elements of `NewsLines` -> article fields (NewsML 1.2, section 5.5)."""

KEYWORDS = ("keyword", "keywords")
SUBJECTS = ("subject", "subjectmatter", "subjectdetail", "subjectqualifier")


class NewsMl1Reader:
    """Reads a document of which `NewsML` is the root."""

    format = Format(
        name="newsml-1",
        title="NewsML 1.x",
        recognized_by="the root element `NewsML`",
        holds="an article for each `NewsItem`: its main text, in NITF, XHTML or plain",
        fields=(
            "uri", "version", "slugline", "byline", "authors", "dateline", "located",
            "firstcreated", "versioncreated", "embargoed", "pubstatus", "urgency", "language",
            "source", "description", "keywords", "subject", "genre", "ednote", "usageterms",
            "copyrightholder",
        ),
        limits="pictures and their captions are passed over; of several languages one is read",
        looked_for="; looked for DataContent with text",
    )  # fmt: skip

    def recognizes(self, source: Source) -> str | None:
        """By its root element."""
        root = root_name(source)
        return f"its root element is {root}" if root and root.lower() == "newsml" else None

    def read(self, source: Source) -> Iterator[Draft | RejectedError]:
        """An article for each news item.

        Raises:
            RejectedError: it is no XML, or has no news item.
        """
        items = _items(parse_xml(source))
        if not items:
            raise RejectedError(FailureReason.NO_TEXT, "there is no NewsItem in it")
        for number, item in enumerate(items):
            yield _draft(item, str(number) if len(items) > 1 else None)


def _items(root: Element) -> list[Element]:
    """The news items; one that consists of others is a package."""
    found = counted(descendants(root, "newsitem"))
    packages = {outer for item in found for outer in item.iterancestors()}
    return [item for item in found if item not in packages]


def _draft(item: Element, member: str | None) -> Draft | RejectedError:
    try:
        text = text_of_item(item)
    except RejectedError as error:
        return RejectedError(error.reason, error.message, member=member)
    components = text.components or list(descendants(item, "newscomponent"))
    lines = lines_near(text, item)
    nitf = first(text.content, "nitf")
    draft = Draft(member=member, paragraphs=text.paragraphs)
    for stated in (
        _of_lines(lines, text.title),
        _of_components(components),
        _of_management(child(item, "newsmanagement")),
        identified(child(item, "identification", "newsidentifier")),
        {"language": attribute(item, "lang")},
        draft_of_nitf(nitf).fields if nitf is not None else {},
    ):
        for field, value in stated.items():
            if value:
                draft.fields.setdefault(field, value)
    return settle(draft)


def _of_lines(lines: Element | None, title: str) -> dict[str, Any]:
    stated = {field: words_in(child(lines, line)) for line, field in LINES.items()}
    headline = stated["headline"] or title or words_in(child(lines, "subheadline"))
    dateline = words_in(child(lines, "dateline"))
    return {
        **stated,
        "headline": headline,
        "dateline": {"text": dateline} if dateline else {},
        "ednote": "\n".join(notes_in(lines)),
    }


def _of_management(management: Element | None) -> dict[str, Any]:
    status = attribute(child(management, "status"), "formalname").lower()
    change = child(management, "statuswillchange", "dateandtime")
    return {
        "firstcreated": words_in(child(management, "firstcreated")),
        "versioncreated": words_in(child(management, "thisrevisioncreated")),
        "embargoed": words_in(change) if status == "embargoed" else "",
        "pubstatus": status,
        "urgency": attribute(child(management, "urgency"), "formalname"),
    }


def _of_components(components: list[Element]) -> dict[str, Any]:
    """What the components around the text say of it, the nearest first."""
    described = [each for one in components for each in children(one, "descriptivemetadata")]
    managed = [each for one in components for each in children(one, "administrativemetadata")]
    rights = [each for one in components for each in children(one, "rightsmetadata")]
    properties = [each for one in described for each in descendants(one, "property")]
    subjects = [each for one in described for each in descendants(one, *SUBJECTS)]
    stated = {
        "language": _formal_names(described, "language")[:1],
        "source": _formal_names(
            [each for one in managed for each in children(one, "provider")], "party"
        )[:1],
        "located": _properties(properties, "city")[:1],
        "usageterms": [words for one in rights if (words := words_in(first(one, "usagetype")))],
        "description": [words for one in components if (words := words_in(child(one, "abstract")))],
    }
    creators = [each for one in managed for each in children(one, "creator")]
    return {
        **{field: next(iter(values), "") for field, values in stated.items()},
        "authors": _formal_names(creators, "party"),
        "keywords": [*_properties(properties, *KEYWORDS), *_keyword_lines(components)],
        "genre": _formal_names(described, "genre"),
        "subject": [words for each in subjects if (words := words_in(each))],
    }


def _formal_names(around: list[Element], *names: str) -> list[str]:
    found = (each for one in around for each in descendants(one, *names))
    return [name for each in found if (name := attribute(each, "formalname"))]


def _properties(properties: list[Element], *names: str) -> list[str]:
    found = (each for each in properties if attribute(each, "formalname").lower() in names)
    return [value for each in found if (value := attribute(each, "value"))]


def _keyword_lines(components: list[Element]) -> list[str]:
    near = (each for one in components for each in children(one, "newslines"))
    lines = (words_in(each) for one in near for each in children(one, "keywordline"))
    return [word.strip() for line in lines for word in line.split(",") if word.strip()]
