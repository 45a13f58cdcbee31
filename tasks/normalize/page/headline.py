"""The headline of a page: the `<h1>` that agrees with what the head says of the title."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from tasks.normalize.clean import clean_line
from tasks.normalize.page.lines import UNSAID, lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_HEADINGS = 20
"""Headings of a page that are looked at."""

LONGEST = 400
"""Code points of a headline."""

AGREES = 0.35
"""Share of common words (F1) from which a heading is about what a title is."""

LEAST_WORDS = 3
"""Words that are left of a title when what follows a bar is cut off."""

MOST_SITE_WORDS = 6
"""Words of a site's name with what is said beside it, such as `Nordwire - News from the North`."""

_SEPARATOR = re.compile(r"\s+(?:[|•·»«›:~–—―-]|::|\|\|)\s+|\|\s+")
_BAR = re.compile(r"\s*[|¦│]+\s*")
_WORD = re.compile(r"\w+")
_UNSAID = UNSAID | {"time"}


@dataclass(frozen=True)
class Titles:
    """What a page says of its title.

    Attributes:
        headings: the `<h1>`s.
        stated: the titles of JSON-LD, microdata and `<meta>`, the most reliable first.
        title: the `<title>`, which often ends in the site's name.
        sites: names of the site, its publisher and its host.
    """

    headings: Sequence[str]
    stated: Sequence[str]
    title: str = ""
    sites: Sequence[str] = ()


def headings_of(root: Any) -> list[str]:
    """The text of each `<h1>`, without dates and buttons in it; empty ones are left out."""
    tags = islice(root.iter("h1"), MOST_HEADINGS)
    return [text for text in map(_text, tags) if text and len(text) <= LONGEST]


def heading_of(root: Any, headline: str | None) -> Any:
    """The heading that became the headline, else the first `<h1>`; None if there is none."""
    tags = list(islice(root.iter("h1"), MOST_HEADINGS))
    lower = islice(root.iter("h2"), 0 if tags else MOST_HEADINGS)
    same = (tag for tag in (*tags, *lower) if headline and headline in _text(tag))
    return next(same, next(iter(tags), None))


def headline_of(titles: Titles) -> str | None:
    """The headline of a page, without the site's name; None for a page without any title."""
    sites = {key for site in titles.sites if (key := _key(site))}
    stated = [short for each in (*titles.stated, titles.title) if (short := _short(each, sites))]
    headings = [short for each in titles.headings if (short := _short(each, sites))]
    headings = [each for each in headings if _key(each) not in sites] or headings
    best = max(headings, key=lambda each: agreement(each, stated), default=None)
    if best is None or (stated and agreement(best, stated) < AGREES):
        return next(iter(stated), best)
    if best.isupper() or best.islower():
        # Set in capitals by the design; what the head says has the spelling.
        return next((each for each in stated if _key(each) == _key(best)), best)
    return best


def _text(heading: Any) -> str:
    return clean_line(" ".join(lines_of(heading, LONGEST, _UNSAID)))


def agreement(heading: str, stated: Sequence[str]) -> float:
    """How much a heading is like the most similar title: F1 of their words."""
    words = _words(heading)
    return max((_f1(words, _words(each)) for each in stated), default=0.0)


def _f1(one: Counter[str], other: Counter[str]) -> float:
    common = (one & other).total()
    return 2 * common / (one.total() + other.total()) if common else 0.0


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _key(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))


def _short(text: str, sites: set[str]) -> str:
    """A title without the names of the site around it."""
    text = clean_line(html.unescape(text))[:LONGEST]
    while (ends := list(_SEPARATOR.finditer(text))) and _is_site(text[ends[-1].end() :], sites):
        text = text[: ends[-1].start()]
    while (start := _SEPARATOR.search(text)) and _key(text[: start.start()]) in sites:
        text = text[start.end() :]
    first = _BAR.split(text, maxsplit=1)[0]
    return first if len(first.split()) >= LEAST_WORDS else text


def _is_site(text: str, sites: set[str]) -> bool:
    """Whether this is a site's name, or has one in it and is not much longer."""
    key = _key(text)
    if key in sites:
        return True
    few = len(text.split()) <= MOST_SITE_WORDS
    return few and any(len(site) > LEAST_WORDS and site in key for site in sites)
