"""An item of NewsML-G2 (IPTC NewsML-G2 Standard 2.x), of whatever conformance level."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from tasks.normalize.field_values import MOST_VALUES
from tasks.normalize.reader import Draft
from tasks.normalize.wire_xml.body import ESCAPED, paragraphs_of
from tasks.normalize.wire_xml.elements import (
    attribute,
    child,
    children,
    first,
    outermost,
    texts,
    words_in,
)
from tasks.normalize.wire_xml.nitf_item import body_of_nitf, draft_of_nitf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.wire_xml.elements import Element

MAIN_ROLES = ("", "main", "hld:main", "hldrole:main")
ABSTRACT_ROLES = ("abstract", "summary", "synopsis", "lead")


def draft_of_item(item: Element, member: str | None = None) -> Draft:
    """What a `newsItem` states; where it is silent, what the NITF within it states."""
    meta, content = child(item, "itemmeta"), child(item, "contentmeta")
    stated = _first_said(
        _of_content(content), _of_item(item, meta), _of_rights(child(item, "rightsinfo"))
    )
    draft = Draft(member=member)
    draft.paragraphs = _body(item)
    nitf = first(child(item, "contentset"), "nitf")
    within = draft_of_nitf(nitf).fields if nitf is not None else {}
    draft.fields = _first_said(stated, within)
    if "headline" not in draft.fields:
        title = words_in(first(first(child(item, "contentset"), "html"), "title"))
        draft.fields["headline"] = title
    return draft


def _first_said(*stated: dict[str, Any]) -> dict[str, Any]:
    """Fields from several places, each from the first place that says it."""
    said: dict[str, Any] = {}
    for fields in stated:
        for name, value in fields.items():
            empty = not value or (name == "dateline" and not value["text"])
            if not empty:
                said.setdefault(name, value)
    return said


def kind_of(item: Element) -> str:
    """What an item is: `text`, `picture`, …; empty where it does not say."""
    qcode = attribute(child(item, "itemmeta", "itemclass"), "qcode")
    return qcode.rpartition(":")[2]


def is_canceled(item: Element) -> bool:
    """Whether the item takes back what it said before, for which it needs no text."""
    return attribute(child(item, "itemmeta", "pubstatus"), "qcode").endswith(":canceled")


def may_be_article(item: Element) -> bool:
    """Whether an item has any content, or says that it is a text or canceled."""
    return child(item, "contentset") is not None or kind_of(item) == "text" or is_canceled(item)


def _of_item(item: Element, meta: Element | None) -> dict[str, Any]:
    notes = (each for each in children(meta, "ednote") if "private" not in attribute(each, "role"))
    return {
        "uri": attribute(item, "guid"),
        "version": attribute(item, "version"),
        "firstcreated": words_in(child(meta, "firstcreated")) or _when(item, "contentcreated"),
        "versioncreated": words_in(child(meta, "versioncreated")) or _when(item, "contentmodified"),
        "embargoed": words_in(child(meta, "embargoed")),
        "expires": words_in(child(meta, "expires")),
        "pubstatus": attribute(child(meta, "pubstatus"), "qcode"),
        "ednote": "\n".join(filter(None, map(words_in, notes))),
        "source": _called(child(meta, "provider")),
        "language": attribute(item, "lang"),
    }


def _when(item: Element, name: str) -> str:
    return words_in(child(item, "contentmeta", name))


def _of_content(content: Element | None) -> dict[str, Any]:
    located = child(content, "located")
    people = chain(children(content, "creator"), children(content, "contributor"))
    return {
        "urgency": words_in(child(content, "urgency")),
        "headline": _with_role(content, "headline", MAIN_ROLES),
        "slugline": words_in(child(content, "slugline")),
        "byline": words_in(child(content, "by")),
        "authors": [
            {"name": name, "role": _role(each)}
            for each in islice(people, MOST_VALUES)
            if (name := _called(each))
        ],
        "located": _called(located),
        "description": _described(content),
        "keywords": texts(content, "keyword"),
        "subject": [name for each in children(content, "subject") if (name := _named(each))],
        "genre": [name for each in children(content, "genre") if (name := _named(each))],
        "source": _called(child(content, "infosource")),
        "language": attribute(child(content, "language"), "tag"),
        "dateline": {"text": words_in(child(content, "dateline")), "place": _called(located)},
    }


def _of_rights(rights: Element | None) -> dict[str, Any]:
    return {
        "copyrightholder": _called(child(rights, "copyrightholder")),
        "usageterms": words_in(child(rights, "usageterms")),
    }


def _body(item: Element) -> list[str]:
    """The first rendition that has text: structured before plain, as the item orders them."""
    contents = child(item, "contentset")
    structured = (_inline(each) for each in children(contents, "inlinexml"))
    plain = (paragraphs_of(each) for each in children(contents, "inlinedata"))
    return next(filter(None, (*structured, *plain)), [])


def _inline(inline: Element) -> list[str]:
    nitf = first(inline, "nitf", "body.content")
    if nitf is not None:
        return body_of_nitf(nitf)
    body = first(inline, "body")
    if body is not None:
        return paragraphs_of(body)
    # Not every XML is a text: events and sports results come in the same place.
    textual = first(inline, "p", "pre") is not None or ESCAPED.search("".join(inline.itertext()))
    return paragraphs_of(inline) if textual or not len(inline) else []


def _called(element: Element | None) -> str:
    """What somebody or some place is called: by name, literally, or by the end of its code."""
    if element is None:
        return ""
    name = next(iter(texts(element, "name")), "") or attribute(element, "literal")
    own = " ".join((element.text or "").split())
    return name or own or attribute(element, "qcode").partition(":")[2]


def _named(element: Element) -> str:
    """The name of a subject; a code alone says nothing to people."""
    return next(iter(texts(element, "name")), "")


def _role(element: Element) -> str | None:
    return _called(child(element, "jobtitle")) or None


def _with_role(content: Element | None, name: str, roles: tuple[str, ...]) -> str:
    """The text of the child with one of these roles; else that of the first one."""
    found = {attribute(each, "role").lower(): words_in(each) for each in children(content, name)}
    fitting = (found[role] for role in roles if found.get(role))
    return next(fitting, next(filter(None, found.values()), ""))


def _described(content: Element | None) -> str:
    """The abstract; a description in another role, as a caption, is none."""
    for each in children(content, "description"):
        role = attribute(each, "role").lower().rpartition(":")[2]
        abstract = not role or role.startswith(ABSTRACT_ROLES)
        if abstract and (text := words_in(each)):
            return text
    return ""


def items_in(root: Element) -> Iterator[Element]:
    """The items of a message, or the one that is the document."""
    return outermost(root, *ITEMS)


ITEMS = ("newsitem", "packageitem", "conceptitem", "knowledgeitem", "planningitem", "catalogitem")
"""The items of NewsML-G2 (standard, section 3.1), of which only the first has text."""
