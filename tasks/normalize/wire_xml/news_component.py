"""The texts of a NewsML 1.x item: components within components, each with a role of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tasks.normalize.wire_xml.body import paragraphs_in_base64, paragraphs_of
from tasks.normalize.wire_xml.elements import (
    attribute,
    child,
    children,
    first,
    name_of,
    outermost,
    words_in,
)
from tasks.normalize.wire_xml.nitf_item import body_of_nitf

if TYPE_CHECKING:
    from tasks.normalize.wire_xml.elements import Element

MAIN = frozenset("main body text article story".split())
LEADS = frozenset("lead lede lead-in intro chapeau".split())
TITLES = frozenset("title headline".split())
BESIDE = frozenset(
    "caption abstract summary stylesheet logo contact photo picture image thumbnail graphic video "
    "audio preview quicklook supporting teaser hyperlink sidebar".split()
)
"""Words in the roles of components: the text itself, what opens it, what is no part of it."""

TEXTS = frozenset({"", "text", "texte", "complexdata"})
"""Media types of text (IPTC newscodes/mediatype); `ComplexData` is text with markup."""


@dataclass(frozen=True)
class Text:
    """The text of an item.

    Attributes:
        content: the element that holds most of it; None where there is none.
        title: a headline that is a component of its own.
    """

    content: Element | None
    paragraphs: list[str]
    title: str = ""

    @property
    def components(self) -> list[Element]:
        """The components around it, the nearest first: what they say is said of the text."""
        around = self.content.iterancestors() if self.content is not None else ()
        return [each for each in around if name_of(each) == "newscomponent"]


@dataclass(frozen=True)
class _Part:
    content: Element
    role: frozenset[str]
    paragraphs: list[str]

    @property
    def rank(self) -> tuple[bool, int]:
        return bool(self.role & MAIN), sum(map(len, self.paragraphs))


def text_of_item(item: Element) -> Text:
    """The main text of a news item, with the lead that may be a component beside it."""
    parts = [part for each in outermost(item, "contentitem") if (part := _part(each)).paragraphs]
    title = next((" ".join(part.paragraphs) for part in parts if part.role & TITLES), "")
    stories = [part for part in parts if not part.role & (TITLES | LEADS | BESIDE)]
    if not stories:
        stories = [part for part in parts if part.role & LEADS]
    if not stories:
        return Text(None, [], title)
    main = max(stories, key=lambda part: part.rank)
    leads = [part for part in parts if part.role & LEADS and part is not main]
    opening = [p for part in leads for p in part.paragraphs if _beside(part, main)]
    if main.paragraphs[: len(opening)] == opening:
        opening = []
    return Text(main.content, [*opening, *main.paragraphs], title)


def _part(content: Element) -> _Part:
    component = next(
        (each for each in content.iterancestors() if name_of(each) == "newscomponent"), None
    )
    role = attribute(child(component, "role"), "formalname").lower()
    return _Part(content, frozenset(role.split()), _paragraphs(content))


def _beside(part: _Part, main: _Part) -> bool:
    """Whether two contents lie in components of the same one."""
    own, other = part.content.getparent(), main.content.getparent()
    return own is other or own.getparent() is other.getparent()


def _paragraphs(content: Element) -> list[str]:
    kind = attribute(child(content, "mediatype"), "formalname").lower()
    mime = attribute(child(content, "mimetype"), "formalname").lower()
    if kind not in TEXTS or mime == "text/css" or mime.startswith(("image/", "video/", "audio/")):
        return []
    encoding = child(content, "encoding")
    if "base64" in attribute(encoding, "notation").lower():
        return paragraphs_in_base64(words_in(child(encoding, "datacontent")))
    found = [child(content, "datacontent"), child(encoding, "datacontent")]
    return next(filter(None, map(_shown, found)), [])


def _shown(data: Element | None) -> list[str]:
    nitf = first(data, "nitf", "body.content")
    if nitf is not None:
        return body_of_nitf(nitf)
    body = first(data, "body")
    return paragraphs_of(data if body is None else body)


def lines_near(text: Text, item: Element) -> Element | None:
    """The lines nearest to the text: those of its component or of one around it."""
    own = (child(each, "newslines") for each in text.components)
    near = next((lines for lines in own if words_in(child(lines, "headline"))), None)
    return near if near is not None else first(item, "newslines")


def notes_in(lines: Element | None) -> list[str]:
    """What the lines say to editors, such as AFP's `AdvisoryLine`."""
    found = children(lines, "newsline")
    return [
        words_in(child(each, "newslinetext"))
        for each in found
        if attribute(child(each, "newslinetype"), "formalname").lower() in NOTES
    ]


NOTES = frozenset({"advisoryline", "editorsnote", "editornote", "ednote", "editorialnote"})
