"""An article in NITF (IPTC News Industry Text Format 3.6), alone or within NewsML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tasks.normalize.byline import authors_in, without_lead_in
from tasks.normalize.clean import single_spaced
from tasks.normalize.dates.moments import parse_moment
from tasks.normalize.reader import Draft
from tasks.normalize.wire_xml.body import paragraphs_of
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
from tasks.normalize.wire_xml.identity import item_of

if TYPE_CHECKING:
    from tasks.normalize.wire_xml.elements import Element

SLUGS = ("anpa-keyword", "slug", "slugline", "ntbstikkord")
"""Names of `meta` elements that have the slug, the surest first."""

_ANY_ZONE = ZoneInfo("UTC")
"""Of dates that are compared with each other only."""

IDENTIFIED = ("person", "org", "location", "event", "object.title")
"""What `identified-content` names in words, besides its codes."""


def draft_of_nitf(nitf: Element) -> Draft:
    """What an `nitf` element states."""
    head, body_head = first(nitf, "head"), first(nitf, "body.head")
    fields = {
        **_of_docdata(head),
        "headline": headline_of(nitf),
        "byline": byline_of(child(body_head, "byline")),
        "authors": _authors(child(body_head, "byline")),
        "dateline": _dateline(child(body_head, "dateline")),
        "located": _located(child(body_head, "dateline")),
        "description": words_in(child(body_head, "abstract")),
        "language": attribute(nitf, "lang")
        or attribute(first(nitf, "body"), "lang")
        or attribute(nitf, "baselang"),
    }
    fields["source"] = fields["source"] or words_in(child(body_head, "distributor"))
    draft = Draft(fields={name: value for name, value in fields.items() if value})
    draft.paragraphs = body_of_nitf(nitf)
    notes = [draft.fields.get("ednote"), *_notes(body_head), words_in(first(nitf, "body.end"))]
    if any(notes):
        draft.fields["ednote"] = "\n".join(filter(None, notes))
    return draft


def _notes(body_head: Element | None) -> list[str]:
    """The notes above the text, without those on copyright."""
    found = (
        each for each in children(body_head, "note") if attribute(each, "noteclass") != "cpyrt"
    )
    return [words_in(each) for each in found]


def headline_of(nitf: Element) -> str:
    """The main headline; the document's title where there is none."""
    hedline = first(nitf, "hedline")
    main = words_in(child(hedline, "hl1")) or words_in(hedline)
    return main or words_in(child(first(nitf, "head"), "title"))


def body_of_nitf(nitf: Element) -> list[str]:
    """The paragraphs of the body; what has no `body.content` is a body itself.

    The notes above the text have contents of their own.
    """
    contents = [
        each
        for each in outermost(nitf, "body.head", "body.content")
        if name_of(each) == "body.content"
    ]
    if not contents:
        return paragraphs_of(first(nitf, "body") if name_of(nitf) == "nitf" else nitf)
    return [paragraph for content in contents for paragraph in paragraphs_of(content)]


def byline_of(byline: Element | None) -> str:
    """A byline as printed; elements with nothing in between are parted by a comma.

    So a person and his office, `<person>Ada Example</person><byttl>Nordwire</byttl>`, are
    `Ada Example, Nordwire`.
    """
    if byline is None:
        return ""
    printed, part = single_spaced(byline.text or ""), False
    for each in byline:
        if words := words_in(each):
            printed += (", " if part else " ") + words
            part = True
        if between := single_spaced(each.tail or ""):
            printed += between if between[0] in ",.;:)" else f" {between}"
            part = False
    return printed.strip()


def _authors(byline: Element | None) -> list[dict[str, str]]:
    """The people that are marked as such; an office belongs to one of them if he is alone."""
    people = [words_in(each) for each in descendants(byline, "person")]
    names = [each.name for person in people for each in authors_in(without_lead_in(person))]
    office = words_in(first(byline, "byttl")) if len(names) == 1 else ""
    return [{"name": name, "role": office} for name in names]


def _of_docdata(head: Element | None) -> dict[str, Any]:
    docdata = first(head, "docdata")
    issued = _norm(docdata, "date.issue") or _published(head)
    holder = attribute(first(docdata, "doc.copyright"), "holder")
    version = attribute(first(docdata, "du-key"), "version")
    history = [attribute(each, "norm") for each in descendants(head, "revision-history")]
    return {
        "uri": item_of(attribute(first(docdata, "doc-id"), "id-string"), version),
        "version": version,
        "slugline": _meta(head, *SLUGS) or _key(docdata),
        "firstcreated": issued,
        "versioncreated": max([issued, *history]),
        "embargoed": _later(_norm(docdata, "date.release"), issued),
        "expires": _norm(docdata, "date.expire"),
        "urgency": attribute(first(head, "urgency"), "ed-urg"),
        "pubstatus": attribute(docdata, "management-status"),
        "copyrightholder": holder,
        "source": holder,
        "usageterms": attribute(first(docdata, "doc.rights"), "limitations"),
        "ednote": "\n".join(filter(None, _infos(docdata, "ed-msg", "correction"))),
        "keywords": _keywords(head),
        "subject": _subjects(head),
        "genre": attribute(first(head, "tobject.property"), "tobject.property.type"),
    }


def _norm(docdata: Element | None, name: str) -> str:
    """A date as ISO 8601; forms that nobody filled in, as `YYYYMMDD`, are none."""
    norm = attribute(first(docdata, name), "norm")
    return norm if norm[:4].isdigit() else ""


def _published(head: Element | None) -> str:
    """When it was printed or sent, which stands beside the data of the document."""
    published = attribute(first(head, "pubdata"), "date.publication")
    return published if published[:4].isdigit() else ""


def _infos(docdata: Element | None, *names: str) -> list[str]:
    return [attribute(each, "info") for each in descendants(docdata, *names)]


def _later(release: str, issued: str) -> str:
    """A release after the issue is an embargo; as a rule both are the same moment."""
    free, made = parse_moment(release, _ANY_ZONE), parse_moment(issued, _ANY_ZONE)
    if free is None or made is None:
        return ""
    alike = free[1] == made[1]
    later = free[0] > made[0] if alike else free[0].date() > made[0].date()
    return release if later else ""


def _key(docdata: Element | None) -> str:
    return attribute(first(docdata, "du-key"), "key") or attribute(
        first(docdata, "fixture"), "fix-id"
    )


def _meta(head: Element | None, *names: str) -> str:
    """What the first of these names says that says anything."""
    said = {
        attribute(each, "name").lower(): attribute(each, "content")
        for each in children(head, "meta")
    }
    return next((said[name] for name in names if said.get(name)), "")


def _keywords(head: Element | None) -> list[str]:
    found = (attribute(each, "key") or words_in(each) for each in descendants(head, "keyword"))
    return [keyword for keyword in found if keyword]


def _subjects(head: Element | None) -> list[str]:
    """The most exact name that each subject has, and what the content was found to be about."""
    parts = ("detail", "matter", "type")
    found = [
        next(filter(None, (attribute(each, f"tobject.subject.{part}") for part in parts)), "")
        for each in descendants(head, "tobject.subject")
    ]
    content = first(head, "identified-content")
    identified = [words_in(each) for each in children(content, *IDENTIFIED)]
    return list(dict.fromkeys(filter(None, [*found, *identified])))


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
