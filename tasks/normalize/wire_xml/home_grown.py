"""Articles in XML of nobody's standard, found by the words that the trade uses for their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tasks.normalize.reader import Draft
from tasks.normalize.wire_xml.body import paragraphs_of
from tasks.normalize.wire_xml.elements import attribute, descendants, name_of, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.wire_xml.elements import Element

BODY = tuple(
    (
        "body bodytext body_text body.content articlebody article_body articletext article_text "
        "content contenttext text storytext story_text fulltext full_text maintext main_text "
        "brodtext brødtekst brodtekst inhalt artikeltext contenu texte cuerpo texto testo tekst"
    ).split()
)
"""Elements that hold the text, the surest first."""

NAMES: dict[str, tuple[str, ...]] = {
    field: tuple(names.split())
    for field, names in {
        "headline": "headline hl1 hedline title heading rubrik titel ueberschrift titre titulo "
        "titolo tittel overskrift kop",
        "uri": "guid uri uuid newsid news_id storyid story_id articleid article_id itemid item_id "
        "docid id",
        "version": "version revision",
        "byline": "byline author authors creator writer reporter autor auteur verfasser forfatter",
        "located": "town city place location ort by ville ciudad",
        "firstcreated": "firstcreated created creationdate publishdate publish_date published "
        "publicationdate publication_date pubdate datepublished datetime timestamp date datum dato",
        "versioncreated": "versioncreated modified lastmodified last_modified updated "
        "updatedate datemodified",
        "embargoed": "embargoed embargo embargodate",
        "urgency": "urgency",
        "pubstatus": "pubstatus",
        "language": "language lang",
        "source": "source provider publisher agency origin newspaper publication",
        "url": "url link permalink weburl",
        "description": "abstract summary lead lede ingress intro teaser standfirst subtitle "
        "description",
        "slugline": "slugline slug",
        "keywords": "keywords keyword tags tag",
        "subject": "subjects subject category categories section",
        "ednote": "ednote editornote editorsnote",
        "copyrightholder": "copyrightholder copyright",
    }.items()
}
"""Article field -> local names of elements that say it, in lower case."""

MANY = frozenset({"keywords", "subject"})

LEAST_TEXT = 20
"""Code points of a text that is an article's."""

HIGHEST = 3
"""Levels above its text at which an article may begin."""


def articles_in(root: Element) -> Iterator[tuple[Element, Element]]:
    """Each article's element and the element of its text, in the order of the document."""
    bodies = _bodies(root)
    taken: set[Element] = set()
    for body in bodies:
        item = _item_of(body, bodies)
        if item is not None and item not in taken:
            taken.add(item)
            yield item, body


def draft_of(item: Element, body: Element, member: str | None = None) -> Draft:
    """What an article states, wherever below its element."""
    inside = set(body.iter())
    around = [each for each in item.iter() if each not in inside]
    fields: dict[str, Any] = {}
    for field, names in NAMES.items():
        found = _said(around, names, several=field in MANY)
        if found:
            fields[field] = found if field in MANY else found[0]
    attributes = {"uri": "id", "version": "version", "language": "lang"}
    for field, name in attributes.items():
        if field not in fields and attribute(item, name):
            fields[field] = attribute(item, name)
    return Draft(fields=fields, paragraphs=paragraphs_of(body), member=member)


def _bodies(root: Element) -> list[Element]:
    """The elements that hold text by their names; of two in one another the inner one."""
    named = [each for each in descendants(root, *BODY) if len(words_in(each)) >= LEAST_TEXT]
    outer = {each for inner in named for each in inner.iterancestors()}
    return [each for each in named if each not in outer]


def _item_of(body: Element, bodies: list[Element]) -> Element | None:
    """The nearest element around a text that also has a headline or an identifier."""
    others = [each for each in bodies if each is not body]
    for _, around in zip(range(HIGHEST), body.iterancestors(), strict=False):
        if any(around in other.iterancestors() for other in others) and not _siblings(around, body):
            return None
        if _heads(around, body):
            return around
    return None


def _siblings(around: Element, body: Element) -> bool:
    """Whether the other texts lie beside this one, as an abstract beside a story."""
    return body.getparent() is around


def _heads(around: Element, body: Element) -> bool:
    inside = set(body.iter())
    heads = descendants(around, *NAMES["headline"], *NAMES["uri"])
    return any(each not in inside for each in heads)


def _said(elements: list[Element], names: tuple[str, ...], *, several: bool) -> list[str]:
    """What elements of these names say, those of the first name that says anything."""
    for name in names:
        found = (_words(each) for each in elements if name_of(each) == name)
        said = list(dict.fromkeys(text for text in found if text))
        if said:
            return said if several else said[:1]
    return []


def _words(element: Element) -> str:
    return words_in(element) or attribute(element, "value") or attribute(element, "date")
