"""What a page says of its article for machines: JSON-LD and microdata, in the words of schema.org.

Scripts of JSON-LD are written by hand as often as not: comments, CDATA, line breaks within
strings and commas before a bracket are put up with.
"""

from __future__ import annotations

import html
import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from lxml import etree

from schemas.errors import RejectedError
from tasks.normalize.objects.graph import objects_in, text_of
from tasks.normalize.objects.schema_org import articles_in, url_of
from tasks.normalize.objects.value import parse_json
from tasks.normalize.page.headline import AGREES, agreement
from tasks.normalize.page.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_SCRIPTS = 100
"""Scripts of a page that are looked at."""

LONGEST_SCRIPT = 1_000_000
"""Code points of a script; a longer one is left out."""

MOST_PROPERTIES = 500
"""Properties of microdata that are looked at."""

LONGEST_CLOSING = 20
"""Code points of a comment's end after a script."""

LONGEST_PROPERTY = 1_000
"""Code points of a property of microdata."""

_SCRIPTS = etree.XPath("//script[contains(translate(@type,'LDJSON','ldjson'),'ld+json')]")
_SCOPES = etree.XPath(
    "//*[@itemscope and (contains(@itemtype,'Article') or contains(@itemtype,'BlogPosting') or "
    "contains(@itemtype,'schema.org/Report'))]"
)
_OPENING = re.compile(r"(?:<!--|(?://|/\*)? ?<!\[CDATA\[ ?(?:\*/)?) ?")
_CLOSING = re.compile(r" ?(?:(?://)? ?-->|(?://|/\*)? ?\]\]> ?(?:\*/)?|;)$")
_CONTROL = re.compile(r"[\x00-\x1f]")
_COMMA = re.compile(r",(?=\s{0,100}[}\]])")


def values_of(root: Any) -> list[Any]:
    """The values of a page's JSON-LD; scripts that hold none are left out."""
    scripts = (script.text for script in islice(_SCRIPTS(root), MOST_SCRIPTS))
    values = (_value(text) for text in scripts if text and len(text) <= LONGEST_SCRIPT)
    return [value for value in values if value is not None]


def article_in(values: list[Any], titles: Sequence[str], address: str | None) -> dict[str, Any]:
    """The article that a page is about, empty if the page does not say.

    Of several it is the one with the page's address or, most nearly, its title: sites list
    other articles too, which agree with neither.
    """
    articles = articles_in(values)
    if len(articles) == 1:
        return articles[0]
    here = [each for each in articles if address and _bare(url_of(each)) == _bare(address)]
    if here:
        return here[0]
    ranked = [
        (agreement(text_of(each, "headline", "name") or "", titles), each) for each in articles
    ]
    best, article = max(ranked, key=lambda each: each[0], default=(0.0, {}))
    return article if best >= AGREES else {}


def page_in(values: list[Any]) -> dict[str, Any]:
    """The page itself or another work with a date, where there is no article; empty if none."""
    dated = (each for each in objects_in(values) if each.get("datePublished"))
    return next(dated, {})


def microdata_of(root: Any) -> dict[str, Any]:
    """The first article of a page's microdata as an object of JSON-LD, empty if there is none."""
    scope = next(iter(_SCOPES(root)), None)
    item: dict[str, Any] = {}
    if scope is None:
        return item
    for tag in islice(scope.iterfind(".//*[@itemprop]"), MOST_PROPERTIES):
        if (
            next((each for each in tag.iterancestors() if each.get("itemscope") is not None), None)
            is scope
        ):
            for name in tag.get("itemprop").split():
                item.setdefault(name, []).append(_property(tag))
    return {name: [each for each in held if each] for name, held in item.items()}


def _property(tag: Any) -> Any:
    stated = tag.get("content") or tag.get("datetime")
    if stated:
        return stated[:LONGEST_PROPERTY]
    if tag.get("itemscope") is not None:
        names = tag.iterfind(".//*[@itemprop='name']")
        tag = next(names, tag)
        stated = tag.get("content")
    return stated or " ".join(lines_of(tag, LONGEST_PROPERTY))[:LONGEST_PROPERTY]


def _bare(address: str | None) -> str:
    """An address without what differs between spellings of the same."""
    return re.sub(r"^https?://(?:www\.)?|/?(?:#.*)?$", "", address or "")


def _value(text: str) -> Any:
    try:
        return parse_json(text)
    except RejectedError:
        return _mended(text)


def _mended(text: str) -> Any:
    text = _CONTROL.sub(" ", text).strip()
    while opening := _OPENING.match(text):
        text = text[opening.end() :]
    while closing := _CLOSING.search(text, max(0, len(text) - LONGEST_CLOSING)):
        text = text[: closing.start()]
    if text.startswith(("{&quot;", "[{&quot;")):
        text = html.unescape(text)
    try:
        return parse_json(_COMMA.sub("", text))
    except RejectedError:
        return None
