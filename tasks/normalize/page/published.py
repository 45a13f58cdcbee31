"""When a page was published and last changed: JSON-LD, `<meta>`, microdata, `<time>`, the text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from lxml import etree

from tasks.normalize.dates.moments import parse_moment
from tasks.normalize.dates.months import MONTH_NAME
from tasks.normalize.page.lines import is_elsewhere, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time",
    "article:post_date", "article-published_time", "article:first_published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "publish_date",
    "publish-date", "published_time", "publication_date", "publication-date", "published",
    "og:publish_date", "pubdate", "pub_date", "article.published", "article:publicationdate",
    "originalpublicationdate", "citation_publication_date", "citation_online_date",
    "citation_date", "dc.date.issued", "dcterms.issued", "dc.issued", "dc.date.created",
    "dcterms.created", "dc.created", "dcterms.date", "dc.date", "dc.date.published",
    "prism.publicationdate", "bt:pubdate", "analytics:date", "rnews:datepublished",
    "article_date_original", "creation_date", "date_published", "datecreated", "gsa_date", "date",
)  # fmt: skip
"""Names of `<meta>` for the date of publication, the most reliable first."""

MODIFIED = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "article:updated_time",
    "datemodified", "dc.date.modified", "dcterms.modified", "dc.modified", "lastmod",
    "last-modified", "lastmodifieddate", "cxenseparse:recs:moddate", "article.updated", "updated",
    "revised",
)  # fmt: skip
"""The same for the date of the last change."""

YEARS = range(1850, 2100)
"""Years outside of these are those of templates; newspapers have put their archives online."""

MOST_TIMES = 40
"""`<time>` elements that are looked at."""

MOST_LINES = 30
"""Lines that are searched for a date."""

LONGEST_LINE = 200
"""Code points of a line that a date stands on; in longer ones it is part of the story."""

LONGEST_LABEL = 30
"""Code points of a line that says what the date on the next one is."""

PRINTED = "a date printed beside the headline"
"""How a date was found that stands in the text alone."""

_EPOCH = dt.date(1970, 1, 1)
"""What a page says whose database has no date."""

_UTC = ZoneInfo("UTC")
_SECONDS = re.compile(r"1\d{9}(?:\d{3})?")
_DAY = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d([-/.])\d\d?\1\d\d?|\d\d?([./-])\d\d?\2(?:19|20)\d\d|"
    rf"\d\d?(?:\.|st|nd|rd|th|er|º)?\s+(?:de\s+)?{MONTH_NAME}\.?,?\s+(?:de\s+)?"
    r"(?:19|20)\d\d|"
    rf"{MONTH_NAME}\.?\s+\d\d?(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d)(?!\d)"
)
_DATED = etree.XPath(
    "//h1 | //h2 | //*[contains(@class,'date') or contains(@class,'Date') or @id='date' or "
    "contains(@class,'publish') or contains(@class,'posted') or contains(@class,'timestamp')]"
)
_HEADINGS = frozenset({"h1", "h2"})
_COMMA = re.compile(r",")
_CHANGED = re.compile(
    r"updat|modif|edited|revis|review|chang|aktualisiert|geändert|mis à jour|actualizad|aggiornat|"
    r"обновл",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Moments:
    """What a page says of its dates, as text that `parse_moment` understands.

    Attributes:
        guessed: how `published` was found where no machine-readable part of the page says so.
    """

    published: str | None = None
    modified: str | None = None
    guessed: str | None = None


def moment_of(stated: str | None) -> str | None:
    """A stated date as ISO 8601 text, without a zone or time where it has none.

    Understands what `parse_moment` does, seconds since 1970, and a day in a longer text. None
    if there is none, or none that is plausible.
    """
    text = (stated or "").strip(" \t\r\n\"'")[:LONGEST_LINE]
    if _SECONDS.fullmatch(text):
        return dt.datetime.fromtimestamp(int(text[:10]), tz=dt.UTC).isoformat()
    parsed = parse_moment(text, _UTC)
    if parsed is None:
        return day_in(text)
    moment, assumed = parsed
    if moment.year not in YEARS or moment.date() == _EPOCH:
        return None
    if assumed and ":" not in text and not (moment.hour or moment.minute):
        return moment.date().isoformat()
    return (moment.replace(tzinfo=None) if assumed else moment).isoformat()


def day_in(text: str) -> str | None:
    """The first day that a text names with its year, as ISO 8601.

    Days in figures count only where their order is certain: `3/4/2026` is none.
    """
    parsed = (parse_moment(_COMMA.sub("", found[0]), _UTC) for found in _DAY.finditer(text))
    return next((day[0].date().isoformat() for day in parsed if day and day[0].year in YEARS), None)


def times_in(root: Any, top: Any) -> Moments:
    """The dates of `<time>` elements; what their classes call changed is the last change.

    Args:
        top: the heading of the article; elements behind it go first.
    """
    published, modified = None, None
    for tag in _near(top, [*root.iter("h1", "h2", "time")], "time"):
        moment = moment_of(tag.get("datetime")) or day_in(" ".join(lines_of(tag, LONGEST_LINE)))
        marks = f"{tag.get('class')} {tag.get('itemprop')} {tag.getparent().get('class')}"
        if moment and _CHANGED.search(marks):
            modified = modified or moment
        elif moment:
            published = published or moment
    return Moments(published, modified)


def marked_days_in(root: Any, top: Any) -> Moments:
    """The dates of elements whose class says that there is one."""
    tags = _near(top, _DATED(root), None)
    return days_in(line for tag in tags for line in lines_of(tag, LONGEST_LINE))


def _near(top: Any, tags: list[Any], name: str | None) -> Iterator[Any]:
    """The elements behind the heading and then, backwards, those before it."""
    around = frozenset(top.iterancestors()) if top is not None else frozenset()
    start = tags.index(top) if top in tags else 0
    for tag in (*tags[start:][:MOST_TIMES], *tags[:start][-MOST_TIMES:][::-1]):
        if tag.tag not in _HEADINGS and name in {None, tag.tag} and not is_elsewhere(tag, around):
            yield tag


def days_in(lines: Iterable[str]) -> Moments:
    """The dates that lines of text name, told apart by what stands before them."""
    published, modified, before = None, None, ""
    for line in islice(lines, MOST_LINES):
        end = 0
        for found in _DAY.finditer(line) if len(line) <= LONGEST_LINE else ():
            day = day_in(found[0])
            label = line[end : found.start()] or before
            end = found.end()
            if day and _CHANGED.search(label):
                modified = modified or day
            elif day:
                published = published or day
        before = line if len(line) <= LONGEST_LABEL else ""
    return Moments(published, modified, PRINTED)
