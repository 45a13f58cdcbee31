"""An item of NewsML-G2 (IPTC NewsML-G2 Standard 2.x), of whatever conformance level."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from tasks.normalize.byline import authors_in
from tasks.normalize.field_values import MOST_VALUES
from tasks.normalize.reader import Draft
from tasks.normalize.wire_xml.body import ESCAPED, paragraphs_in_base64, paragraphs_of
from tasks.normalize.wire_xml.concepts import called, code_of, in_language, named, role_of
from tasks.normalize.wire_xml.elements import (
    attribute,
    child,
    children,
    first,
    outermost,
    texts,
    words_in,
)
from tasks.normalize.wire_xml.identity import item_of
from tasks.normalize.wire_xml.nitf_item import body_of_nitf, draft_of_nitf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.wire_xml.elements import Element

MAIN_ROLES = ("", "main")
MOST_NOTES = 50
"""Notes of an item that are read."""

ABSTRACT_ROLES = ("abstract", "summary", "synopsis", "lead")


def draft_of_item(item: Element, member: str | None = None) -> Draft:
    """What a `newsItem` states; where it is silent, what the NITF within it states."""
    meta, content = child(item, "itemmeta"), child(item, "contentmeta")
    language = attribute(child(content, "language"), "tag") or attribute(item, "lang")
    stated = _first_said(
        {"language": language, "headline": _headline(content, language)},
        _of_content(content),
        _of_item(item, meta),
        _of_rights(child(item, "rightsinfo"), language),
        {"source": words_in(child(content, "creditline"))},
    )
    draft = Draft(member=member)
    draft.paragraphs = _body(item)
    nitf = first(child(item, "contentset"), "nitf")
    within = draft_of_nitf(nitf).fields if nitf is not None else {}
    draft.fields = _first_said(stated, within)
    _settle_authors(draft.fields)
    if "headline" not in draft.fields:
        title = words_in(first(first(child(item, "contentset"), "html"), "title"))
        draft.fields["headline"] = title
    return draft


def _settle_authors(fields: dict[str, Any]) -> None:
    """Where a byline is printed, its people are the authors: creators are often just an agency."""
    byline, creators = fields.get("byline", ""), fields.get("authors", [])
    printed = [each for each in creators if each["name"].lower() in byline.lower()]
    if byline and len(printed) < len(authors_in(byline)):
        fields.pop("authors", None)


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
    return code_of(child(item, "itemmeta", "itemclass"))


def is_canceled(item: Element) -> bool:
    """Whether the item takes back what it said before, for which it needs no text."""
    return code_of(child(item, "itemmeta", "pubstatus")) == "canceled"


def may_be_article(item: Element) -> bool:
    """Whether an item has any content, or says that it is a text or canceled."""
    return child(item, "contentset") is not None or kind_of(item) == "text" or is_canceled(item)


def _of_item(item: Element, meta: Element | None) -> dict[str, Any]:
    version = attribute(item, "version")
    return {
        "uri": item_of(attribute(item, "guid"), version),
        "version": version,
        "firstcreated": words_in(child(meta, "firstcreated")) or _when(item, "contentcreated"),
        "versioncreated": words_in(child(meta, "versioncreated")) or _when(item, "contentmodified"),
        "embargoed": words_in(child(meta, "embargoed")),
        "expires": words_in(child(meta, "expires")),
        "pubstatus": code_of(child(meta, "pubstatus")),
        "ednote": "\n".join(_notes(meta)),
        "source": called(child(meta, "provider")),
    }


def _notes(meta: Element | None) -> list[str]:
    """Notes to editors, each once; what is marked as private or not for publication is neither."""
    said: list[str] = []
    for note in islice(children(meta, "ednote"), MOST_NOTES):
        marks = f"{attribute(note, 'role')} {attribute(note, 'pubconstraint')}".lower()
        if "private" in marks or "nonpublic" in marks:
            continue
        parts = [part for part in note.iter() if "nonpublic" in attribute(part, "class")]
        closed = {each for part in parts for each in part.iter()}
        words = " ".join(_spoken(note, closed)).split()
        text = " ".join(words)
        if text and not any(text in other for other in said):
            said.append(text)
    return said


def _spoken(note: Element, closed: set[Element]) -> Iterator[str]:
    for each in note.iter():
        if each not in closed:
            yield each.text or ""
        if each is not note and each.getparent() not in closed:
            yield each.tail or ""


def _when(item: Element, name: str) -> str:
    return words_in(child(item, "contentmeta", name))


def _of_content(content: Element | None) -> dict[str, Any]:
    located = child(content, "located")
    people = chain(children(content, "creator"), children(content, "contributor"))
    return {
        "urgency": words_in(child(content, "urgency")),
        "slugline": words_in(child(content, "slugline")),
        "byline": words_in(child(content, "by")),
        "authors": [
            {"name": name, "role": role_of(each)}
            for each in islice(people, MOST_VALUES)
            if (name := called(each))
        ],
        "located": called(located),
        "description": _described(content),
        "keywords": texts(content, "keyword"),
        "subject": [name for each in children(content, "subject") if (name := named(each))],
        "genre": [name for each in children(content, "genre") if (name := named(each))],
        "source": called(child(content, "infosource")),
        "dateline": {"text": words_in(child(content, "dateline")), "place": called(located)},
    }


def _of_rights(rights: Element | None, language: str) -> dict[str, Any]:
    terms = map(words_in, in_language(rights, "usageterms", language))
    return {
        "copyrightholder": called(child(rights, "copyrightholder")),
        "usageterms": next(filter(None, terms), ""),
    }


def _body(item: Element) -> list[str]:
    """The first rendition that has text: structured before plain, as the item orders them."""
    contents = child(item, "contentset")
    structured = (_inline(each) for each in children(contents, "inlinexml"))
    plain = (_data(each) for each in children(contents, "inlinedata"))
    return next(filter(None, (*structured, *plain)), [])


def _data(inline: Element) -> list[str]:
    if "base64" in attribute(inline, "encoding").lower():
        return paragraphs_in_base64(words_in(inline))
    return paragraphs_of(inline)


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


def _headline(content: Element | None, language: str) -> str:
    """The first main headline in the item's language; else the first one of any role."""
    found: dict[str, str] = {}
    for each in in_language(content, "headline", language):
        if words := words_in(each):
            found.setdefault(attribute(each, "role").lower().rpartition(":")[2], words)
    return next(
        (found[role] for role in MAIN_ROLES if role in found), next(iter(found.values()), "")
    )


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
