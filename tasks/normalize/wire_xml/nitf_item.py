"""An article in NITF (IPTC News Industry Text Format 3.6), alone or within NewsML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tasks.normalize.reader import Draft
from tasks.normalize.wire_xml.body import paragraphs_of
from tasks.normalize.wire_xml.elements import (
    attribute,
    child,
    children,
    descendants,
    first,
    name_of,
    words_in,
)

if TYPE_CHECKING:
    from tasks.normalize.wire_xml.elements import Element


def draft_of_nitf(nitf: Element) -> Draft:
    """What an `nitf` element states."""
    head, body_head = first(nitf, "head"), first(nitf, "body.head")
    fields = {
        **_of_docdata(head),
        "headline": headline_of(nitf),
        "byline": byline_of(child(body_head, "byline")),
        "dateline": _dateline(child(body_head, "dateline")),
        "located": _located(child(body_head, "dateline")),
        "description": words_in(child(body_head, "abstract")),
        "language": attribute(nitf, "lang") or attribute(first(nitf, "body"), "lang"),
    }
    draft = Draft(fields={name: value for name, value in fields.items() if value})
    draft.paragraphs = body_of_nitf(nitf)
    notes = [draft.fields.get("ednote"), words_in(first(nitf, "body.end"))]
    if any(notes):
        draft.fields["ednote"] = "\n".join(filter(None, notes))
    return draft


def headline_of(nitf: Element) -> str:
    """The main headline; the document's title where there is none."""
    hedline = first(nitf, "hedline")
    main = words_in(child(hedline, "hl1")) or words_in(hedline)
    return main or words_in(child(first(nitf, "head"), "title"))


def body_of_nitf(nitf: Element) -> list[str]:
    """The paragraphs of the body; what has no `body.content` is a body itself."""
    contents = list(descendants(nitf, "body.content"))
    if not contents:
        return paragraphs_of(first(nitf, "body") if name_of(nitf) == "nitf" else nitf)
    return [paragraph for content in contents for paragraph in paragraphs_of(content)]


def byline_of(byline: Element | None) -> str:
    """The people of a byline with their office: `Ada Example, Nordwire`."""
    people = [words_in(each) for each in descendants(byline, "person")]
    offices = [words_in(each) for each in descendants(byline, "byttl")]
    return ", ".join(filter(None, [*people, *offices])) if people else words_in(byline)


def _of_docdata(head: Element | None) -> dict[str, Any]:
    docdata = first(head, "docdata")
    issued = _norm(docdata, "date.issue")
    history = [attribute(each, "norm") for each in descendants(head, "revision-history")]
    return {
        "uri": attribute(first(docdata, "doc-id"), "id-string"),
        "version": attribute(first(docdata, "du-key"), "version"),
        "slugline": _meta(head, "anpa-keyword") or _meta(head, "slug") or _key(docdata),
        "firstcreated": issued,
        "versioncreated": max([issued, *history]),
        "embargoed": _later(_norm(docdata, "date.release"), issued),
        "expires": _norm(docdata, "date.expire"),
        "urgency": attribute(first(head, "urgency"), "ed-urg"),
        "pubstatus": attribute(docdata, "management-status"),
        "copyrightholder": attribute(first(docdata, "doc.copyright"), "holder"),
        "source": attribute(first(docdata, "doc.copyright"), "holder"),
        "ednote": attribute(first(docdata, "ed-msg"), "info"),
        "keywords": _keywords(docdata),
        "subject": _subjects(head),
        "genre": [attribute(first(head, "tobject.property"), "tobject.property.type")],
    }


def _norm(docdata: Element | None, name: str) -> str:
    """A date as ISO 8601; forms that nobody filled in, as `YYYYMMDD`, are none."""
    norm = attribute(first(docdata, name), "norm")
    return norm if norm[:4].isdigit() else ""


def _later(release: str, issued: str) -> str:
    """A release after the issue is an embargo; as a rule both are the same moment."""
    return release if release[:15] > issued[:15] and release[15:] == issued[15:] else ""


def _key(docdata: Element | None) -> str:
    return attribute(first(docdata, "fixture"), "fix-id") or attribute(
        first(docdata, "du-key"), "key"
    )


def _meta(head: Element | None, name: str) -> str:
    metas = (each for each in children(head, "meta") if attribute(each, "name").lower() == name)
    return attribute(next(metas, None), "content")


def _keywords(docdata: Element | None) -> list[str]:
    found = (attribute(each, "key") or words_in(each) for each in descendants(docdata, "keyword"))
    return [keyword for keyword in found if keyword]


def _subjects(head: Element | None) -> list[str]:
    """The most exact name that each subject has."""
    parts = ("detail", "matter", "type")
    found = (
        next(filter(None, (attribute(each, f"tobject.subject.{part}") for part in parts)), "")
        for each in descendants(head, "tobject.subject")
    )
    return list(dict.fromkeys(filter(None, found)))


def _located(dateline: Element | None) -> str:
    location = first(dateline, "location")
    return words_in(first(location, "city")) or words_in(location)


def _dateline(dateline: Element | None) -> dict[str, str]:
    """A dateline that is printed; one that consists of a place's parts only is none."""
    text = words_in(dateline)
    printed = dateline is not None and any(
        (part or "").strip(" ,\n\t\r-–—")
        for part in (dateline.text, *(each.tail for each in dateline.iter()))
    )
    return {"text": text, "place": _located(dateline)} if printed and text else {}
