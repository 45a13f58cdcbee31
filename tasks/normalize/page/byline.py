"""The byline that a page prints, told by its marks: `rel=author`, classes, links, `By`."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from lxml import etree

from tasks.normalize.page.headline import heading_of
from tasks.normalize.page.lines import LONGEST_CLASS, following, is_elsewhere, lines_of
from tasks.normalize.page.names import LONGEST_BYLINE, people_of, said_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

MOST_MARKED = 60
"""Elements with the marks of a byline that are looked at."""

MOST_BELOW = 120
"""Elements behind the headline whose text is searched for a line that begins with `By`."""

MOST_LINKS = 50
"""Links in a marked element that are looked at."""

MOST_LINES = 6
"""Lines of a marked element within which the name must come."""

_PAGES = ("/author", "/contributor", "/staff/", "/people/", "/writer", "author=")
"""What is in the address of an author's own page."""

# Without their first letters, which some write as capitals: lower case is slow in XPath.
_CLASSES = ("uthor", "yline", "byLine", "writer", "Writer", "ontributor", "reator")
_MARKED = etree.XPath(
    "//h1 | //h2 | //*[@itemprop='author' or @itemprop='creator' or contains(@rel,'author')"
    + "".join(f" or contains(@class,'{part}')" for part in _CLASSES)
    + "] | //a["
    + " or ".join(f"contains(@href,'{part}')" for part in _PAGES)
    + "]"
)
_HEADINGS = frozenset({"h1", "h2"})
_NOT_NAMES = re.compile(
    r"image|img|avatar|photo|pic|bio\b|social|share|desc|icon|title|role|position|job|follow|count|"
    r"authori[tz]|date|time|categor|separator|topic|excerpt",
    re.IGNORECASE,
)


def byline_in(root: Any, headline: str | None, sites: Collection[str]) -> list[dict[str, str]]:
    """Who a page names as its authors, empty if no byline was found."""
    top = heading_of(root, headline)
    around = frozenset(top.iterancestors()) if top is not None else frozenset()
    marked = [tag for tag in _MARKED(root) if tag is top or tag.tag not in _HEADINGS]
    start = marked.index(top) if top in marked else 0
    after, before = marked[start:][:MOST_MARKED], marked[:start][-MOST_MARKED:]
    for people in (
        _marked_people(after, around, sites),
        _said_people(top, sites),
        _marked_people(reversed(before), around, sites),
    ):
        if found := next(iter(people), None):
            return found
    return []


def _marked_people(
    marked: Iterable[Any], around: Collection[Any], sites: Collection[str]
) -> Iterator[list[dict[str, str]]]:
    for element in marked:
        if (
            element.tag in _HEADINGS
            or not _is_name_holder(element)
            or is_elsewhere(element, around)
        ):
            continue
        lines = lines_of(element, LONGEST_BYLINE)[:MOST_LINES]
        if people := _linked_people(element, sites):
            yield people
        yield from islice(filter(None, (_printed(line, sites) for line in lines)), 1)


def _linked_people(element: Any, sites: Collection[str]) -> list[dict[str, str]]:
    """Who the links to the pages of authors name, each of them once."""
    links = filter(_is_authors_page, islice(element.iter("a"), MOST_LINKS))
    lines = (" ".join(lines_of(link, LONGEST_BYLINE)) for link in links)
    people = (person for line in lines for person in _printed(line, sites))
    return list({person["name"]: person for person in people}.values())


def _is_authors_page(link: Any) -> bool:
    address = link.get("href") or ""
    return "author" in (link.get("rel") or "") or any(part in address for part in _PAGES)


def _is_name_holder(element: Any) -> bool:
    if element.get("itemprop") == "author" or "author" in (element.get("rel") or ""):
        return True
    return not _NOT_NAMES.search((element.get("class") or "")[:LONGEST_CLASS])


def _said_people(top: Any, sites: Collection[str]) -> Iterator[list[dict[str, str]]]:
    """The names of lines below the headline that begin with `By`."""
    if top is None:
        return
    lines = islice(following(top), MOST_BELOW)
    for line in lines:
        said = said_of(line)
        if said is not None and (people := _printed(said or next(lines, ""), sites)):
            yield people


def _printed(line: str, sites: Collection[str]) -> list[dict[str, str]]:
    """The people of a line, if it begins with a name: others are sentences about something."""
    return people_of(line, sites, printed=True)
