"""The blocks of text in a page: what lies between the tags that begin and end a line.

Every block knows its place, and every place whether it is made for the article or for what
surrounds it: navigation, comments, related links, newsletters, captions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCK_TAGS = frozenset(
    (
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu "
        "nav ol p pre section summary table tbody td tfoot th thead tr ul"
    ).split()
)
UNSEEN_TAGS = frozenset(
    (
        "script style noscript template svg math canvas iframe object embed audio video map head "
        "button input select option textarea datalist"
    ).split()
)
_RAW_TAGS = frozenset("script style noscript template iframe textarea head".split())
HEADING_TAGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_CELL_TAGS = frozenset({"td", "th"})

_AROUND_TAGS = frozenset("nav aside footer form figure figcaption dialog menu".split())
_AROUND_ROLES = frozenset("navigation complementary contentinfo banner search dialog".split())
_AROUND_NAMES = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|disqus|respond|related\w*|recommend\w*|recirc\w*"
    r"|read-?(?:more|next|also)|more-?(?:stories|news|on|from|articles|posts)|news-?letter\w*"
    r"|subscri\w+|sign-?up|shar(?:e|es|ed|er|ing)(?:-?this|bar|buttons?|links?|tools?)?"
    r"|social\w*|promo\w*|sponsor\w*|advert\w*|ads?|banner"
    r"|cookies?|consent|gdpr|breadcrumbs?|by-?line|author-?(?:bio|box|info|card)|bio|tags?|tag-?list"
    r"|side-?bar|widget\w*|foot(?:er|notes?)?|masthead|menu|nav(?:bar|igation)?|pagination|pager"
    r"|pop-?up|modal|overlay|paywall|tool-?bar|tool-?tip|outbrain|taboola|trending|popular"
    r"|most-?\w+|teasers?|caption\w*|credits?|copyright|disclaimer|post-?meta|date-?line"
    r"|toc|table-?of-?contents|skip|sr-only|screen-?reader\w*|visually-?hidden|print-?only"
    r"|follow\w*|donat\w*|cta|carousel|slider|gallery|slideshow|player|poll|survey|feedback"
    r"|login|register|prev(?:ious)?|up-?next|also-?like|you-?may\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ARTICLE_NAMES = re.compile(
    r"(?:article|story|post|entry|body|content|page|main|blog)-?(?:body|content|text|copy|entry)"
    r"|(?:^|[\s_-])(?:prose|rich-?text|wysiwyg)(?:$|[\s_-])",
    re.IGNORECASE,
)
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_UNDISPLAYED = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


@dataclass(eq=False)
class Place:
    """An element that begins and ends lines.

    Attributes:
        around: it seems made for what surrounds an article.
        named: its names are those of an article's text.
        names: its class and id.
        row: its cells are one line together.
    """

    tag: str
    parent: Place | None
    around: bool = False
    named: bool = False
    names: str = ""
    row: bool = False

    @property
    def chain(self) -> Iterator[Place]:
        """This place, and all that it lies in, from the inside."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.parent


@dataclass(eq=False)
class Block:
    """A line of text.

    Attributes:
        text: with single spaces.
        linked: how much of the text is links, from 0 to 1.
        place: the innermost element that it fills.
    """

    text: str
    linked: float
    place: Place


@dataclass
class _Lines:
    """The blocks so far, and the pieces of text since the last break."""

    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0

    def add(self, text: str | None, *, linked: bool) -> None:
        if text:
            self.pieces.append(text)
            if linked:
                self.linked += len(text.strip())

    def end(self, place: Place) -> None:
        if not self.pieces:
            return
        if text := " ".join("".join(self.pieces).split()):
            self.blocks.append(Block(text, min(1.0, self.linked / len(text)), place))
        self.pieces, self.linked = [], 0


def blocks_of(root: Any) -> list[Block]:
    """The blocks under an element of a page, in reading order.

    Args:
        root: an lxml element of HTML, nested less deep than Python's recursion goes.
    """
    lines = _Lines()
    outside = Place("", None)
    _read(root, outside, lines, linked=False)
    lines.end(outside)
    return lines.blocks


def _read(element: Any, outer: Place, lines: _Lines, *, linked: bool) -> None:
    tag = element.tag
    if not isinstance(tag, str) or (tag in UNSEEN_TAGS and not _swallows(element)):
        return
    begins = tag in BLOCK_TAGS
    place = outer
    if begins:
        place = _place(element, outer)
        if tag in _CELL_TAGS and outer.row:
            lines.add(" | " if element.getprevious() is not None else "", linked=False)
            begins = False
        else:
            lines.end(outer)
    elif tag == "br":
        if _is_break(element):
            lines.end(outer)
        lines.add(" ", linked=False)
        return
    elif len(element.attrib) and _is_hidden(element):
        return
    linked = linked or tag == "a"
    lines.add(element.text, linked=linked)
    for child in element:
        _read(child, place, lines, linked=linked)
        lines.add(child.tail, linked=linked)
    if begins:
        lines.end(place)


def _place(element: Any, outer: Place) -> Place:
    tag = element.tag
    around, named, names = tag in _AROUND_TAGS, False, ""
    if tag == "figure":
        around = element.find(".//table") is None
    if tag not in {"html", "body"} and len(element.attrib):
        names = element.get("class", "")
        if tag not in HEADING_TAGS:
            names = f"{names} {element.get('id', '')}"
        if len(names) > 1:
            names, named, named_around = _told_by(names)
            around = around or named_around
        named = named or element.get("itemprop") == "articleBody"
        around = around or element.get("role") in _AROUND_ROLES or _is_hidden(element)
    return Place(tag, outer, around, named, names, tag == "tr" and _is_simple(element))


@lru_cache(maxsize=1_000)
def _told_by(names: str) -> tuple[str, bool, bool]:
    """Names with their words set apart, and whether they are an article's or its surroundings'.

    The elements of a page, and the pages of a site, have the same names again and again.
    """
    names = _INNER_CAPITAL.sub("-", names)
    named = _ARTICLE_NAMES.search(names) is not None
    return names, named, not named and _AROUND_NAMES.search(names) is not None


def _swallows(element: Any) -> bool:
    """Whether an element was never closed, so that the parser put the article into it."""
    return element.tag not in _RAW_TAGS and element.find(".//p") is not None


def _is_hidden(element: Any) -> bool:
    style = element.get("style")
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or (style is not None and _UNDISPLAYED.search(style) is not None)
    )


def _is_simple(row: Any) -> bool:
    """Whether a table's row has several cells, and none of them holds blocks itself."""
    return len(row) > 1 and not any(part.tag in BLOCK_TAGS for cell in row for part in cell)


def _is_break(br: Any) -> bool:
    """Whether a line break is the second of two, which end a paragraph."""
    before = br.getprevious()
    return before is not None and before.tag == "br" and not (before.tail or "").strip()
