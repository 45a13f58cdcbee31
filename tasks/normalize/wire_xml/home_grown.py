"""Articles in XML of nobody's standard, found by the words that the trade uses for their parts."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate, islice, takewhile
from typing import TYPE_CHECKING, Any

from schemas.errors import RejectedError
from schemas.failure import FailureReason
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
        "publicationdate publication_date pubdate datepublished datetime timestamp date datum dato "
        "fecha fechapublicacion erschienen",
        "versioncreated": "versioncreated modified lastmodified last_modified updated "
        "updatedate datemodified",
        "embargoed": "embargoed embargo embargodate",
        "urgency": "urgency priority",
        "pubstatus": "pubstatus",
        "language": "language lang sprog sprache langue lingua idioma",
        "source": "source provider publisher agency origin newspaper publication",
        "url": "url link permalink weburl",
        "description": "abstract summary lead lede ingress intro teaser standfirst subtitle "
        "description vorspann unterzeile untertitel chapeau entradilla sommario",
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

MOST_TEXTS = 100_000
"""Texts in a document, each of which costs some kilobyte of memory."""

MOST_PIECES = 100
"""Pieces of text between tags that are looked at to find out."""

HIGHEST = 3
"""Levels above its text at which an article may begin."""


def articles_in(root: Element) -> Iterator[tuple[Element, list[Element]]]:
    """Each article's element and the elements of its text, in the order of the document.

    Raises:
        RejectedError: there are more texts than documents have.
    """
    bodies = _bodies(root)
    inside = Counter(around for body in bodies for around in body.iterancestors())
    headed = _headed(root, frozenset(bodies))
    found: dict[Element, list[Element]] = {}
    for body in bodies:
        item = _item_of(body, inside, headed)
        if item is not None:
            found.setdefault(item, []).append(body)
    for item, texts in found.items():
        yield item, _main(texts)


def draft_of(item: Element, bodies: list[Element], member: str | None = None) -> Draft:
    """What an article states, wherever below its element."""
    by_name: dict[str, list[Element]] = {}
    for element in _outside(item, frozenset(bodies)):
        by_name.setdefault(name_of(element), []).append(element)
    fields: dict[str, Any] = {}
    for field, names in NAMES.items():
        found = _said(by_name, names, several=field in MANY)
        if found:
            fields[field] = found if field in MANY else found[0]
    attributes = {"uri": "id", "version": "version", "language": "lang"}
    for field, name in attributes.items():
        if field not in fields and attribute(item, name):
            fields[field] = attribute(item, name)
    paragraphs = [each for body in bodies for each in paragraphs_of(body)]
    return Draft(fields=fields, paragraphs=paragraphs, member=member)


def _bodies(root: Element) -> list[Element]:
    """The elements that hold text by their names; of two in one another the inner one."""
    bodies: list[Element] = []
    outer: set[Element] = set()
    # What lies in another one comes before it.
    for element in reversed(list(descendants(root, *BODY))):
        if element not in outer and _holds_text(element):
            bodies.append(element)
            outer.update(_around(element, outer))
    if len(bodies) > MOST_TEXTS:
        message = f"the XML has more than {MOST_TEXTS:,} texts"
        raise RejectedError(FailureReason.TOO_LARGE, message)
    return bodies[::-1]


def _holds_text(body: Element) -> bool:
    texts = islice(body.itertext(), MOST_PIECES)
    return any(length >= LEAST_TEXT for length in accumulate(len(text.strip()) for text in texts))


def _around(element: Element, marked: set[Element]) -> Iterator[Element]:
    """The elements around this one, up to one that is marked: those around it are marked too."""
    return takewhile(lambda each: each not in marked, element.iterancestors())


def _headed(root: Element, bodies: frozenset[Element]) -> set[Element]:
    """The elements that have a headline or an identifier below them, but not in a text."""
    heads = {*NAMES["headline"], *NAMES["uri"]}
    headed: set[Element] = set()
    for element in _outside(root, bodies):
        if name_of(element) in heads:
            headed.update(_around(element, headed))
    return headed


def _outside(element: Element, bodies: frozenset[Element]) -> Iterator[Element]:
    """An element and all below it but the texts, in the order of the document."""
    stack = [element]
    while stack:
        inner = stack.pop()
        if inner not in bodies:
            yield inner
            stack.extend(reversed(inner))


def _item_of(body: Element, inside: Counter[Element], headed: set[Element]) -> Element | None:
    """The nearest element around a text that also has a headline or an identifier.

    Other texts may lie beside this one, as an abstract beside a story, but not further off.
    """
    for _, around in zip(range(HIGHEST), body.iterancestors(), strict=False):
        if inside[around] > 1 and body.getparent() is not around:
            return None
        if around in headed:
            return around
    return None


def _main(bodies: list[Element]) -> list[Element]:
    """Of texts beside one another the longest, and those that are called like it."""
    longest = max(bodies, key=lambda body: len(words_in(body)))
    return [body for body in bodies if name_of(body) == name_of(longest)]


def _said(
    elements: dict[str, list[Element]], names: tuple[str, ...], *, several: bool
) -> list[str]:
    """What elements of these names say, those of the first name that says anything."""
    for name in filter(elements.__contains__, names):
        found = (_words(each) for each in elements[name])
        said = list(dict.fromkeys(text for text in found if text))
        if said:
            return said if several else said[:1]
    return []


def _words(element: Element) -> str:
    return words_in(element) or attribute(element, "value") or attribute(element, "date")
