"""What a page says of its article, field by field, from the most reliable place that says it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from tasks.normalize.objects.graph import objects_in, text_of, types_of
from tasks.normalize.objects.schema_org import draft_of_article
from tasks.normalize.page.byline import byline_in
from tasks.normalize.page.headline import Titles, heading_of, headings_of, headline_of
from tasks.normalize.page.language import stated_language
from tasks.normalize.page.lines import following, preceding
from tasks.normalize.page.meta import meta_of
from tasks.normalize.page.names import key, people_of
from tasks.normalize.page.published import (
    MODIFIED,
    PUBLISHED,
    days_in,
    marked_days_in,
    moment_of,
    times_in,
)
from tasks.normalize.page.structured import article_in, microdata_of, page_in, values_of
from tasks.normalize.reader import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.page.meta import Meta

BYLINE = "the byline that the page prints"
"""How authors were found whom neither JSON-LD nor `<meta>` names."""

CHANGED = "the date of the last change; the page names no other"
"""How the date of publication was found where a page only says when it was changed."""

NEAR = 20
"""Lines on each side of the headline that are searched for a date."""

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title",
           "parsely-title", "sailthru.title", "title")  # fmt: skip
_SITES = ("og:site_name", "application-name", "publisher", "dc.publisher", "dcterms.publisher",
          "citation_publisher", "apple-mobile-web-app-title", "al:android:app_name")  # fmt: skip
_TEXTS = {
    "description": ("og:description", "description", "twitter:description", "dc.description"),
    "source": ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher",
               "article:publisher_name", "application-name"),
    "expires": ("article:expiration_time", "dcterms.valid"),
}  # fmt: skip
_LISTS = {
    "keywords": ("news_keywords", "article:tag", "keywords", "parsely-tags", "sailthru.tags",
                 "citation_keywords"),
    "subject": ("article:section", "parsely-section", "og:article:section", "dc.subject"),
}  # fmt: skip
_AUTHORS = (
    "author", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "article:author", "article.author", "article:author_name", "og:author",
    "byl", "creator", "article-author", "rbauthors", "cxenseparse:author", "vr:author",
)  # fmt: skip
_ORGANIZATIONS = frozenset({"organization", "newsmediaorganization", "website", "corporation"})
_MOMENTS = ("firstcreated", "versioncreated")
_WRITTEN = re.compile(
    r"writ|author|verfass|geschrieben|autor|écrit|scritto|escrito|skrevet|автор", re.IGNORECASE
)
_LAST_FIRST = re.compile(r"([^,]+),\s*([^,]+)")
"""How scholarly pages write a name."""


class Page:
    """A page with what its head and its structured data say; the parts that fields are made of.

    Args:
        address: where the page was fetched from, if that is known.
    """

    def __init__(self, root: Any, address: str | None) -> None:
        self.root = root
        self.meta = meta_of(root)
        self.values = values_of(root)
        self.headings = headings_of(root)
        self.address = _address(self.meta, address)
        titles = [*self.headings, *self.meta.all("og:title"), self.meta.title]
        self.article = article_in(self.values, titles, self.address)
        self.microdata = microdata_of(root)
        self.sites = list(self._sites())

    def _sites(self) -> Iterator[str]:
        """Names of the site: its own, its publisher's, its host's."""
        yield from (name for each in _SITES for name in self.meta.all(each))
        yield text_of(self.article.get("publisher")) or ""
        for item in objects_in(self.values):
            if not _ORGANIZATIONS.isdisjoint(types_of(item)):
                yield text_of(item) or ""
        host = (urlsplit(self.address or "").hostname or "").removeprefix("www.")
        yield host
        yield max(host.split(".")[:-1], key=len, default="")


def metadata_of(root: Any, address: str | None = None) -> Draft:
    """The fields that a page states, and those found where readers see them.

    Its paragraphs are the `articleBody` of its JSON-LD, often no more than a teaser.

    Args:
        address: where the page was fetched from, if that is known.
    """
    page = Page(root, address)
    stated = draft_of_article(page.article)
    draft = Draft(stated.fields, stated.paragraphs, stated.guessed)
    own = draft_of_article(page.microdata).fields if page.microdata else {}
    for field, value in own.items():
        draft.fields.setdefault(field, value)
    for field, names in _TEXTS.items():
        draft.fields.setdefault(field, page.meta.first(*names))
    for field, names in _LISTS.items():
        draft.fields.setdefault(field, _split(page.meta.all(*names)))
    titles = [text for each in (stated.fields, own) if (text := each.get("headline"))]
    draft.fields["headline"] = _headline(page, titles)
    draft.fields["url"] = page.address
    # A front page as the identifier would make one article of all that name it by mistake.
    draft.fields["uri"] = page.address if page.address and _is_deep(page.address) else None
    draft.fields["language"] = stated_language(root, page.meta, stated.fields.get("language"))
    _add_authors(draft, page)
    _add_moments(draft, page)
    draft.fields = {field: value for field, value in draft.fields.items() if value}
    return draft


def _headline(page: Page, titles: list[str]) -> str | None:
    stated = [*titles, *(title for each in _TITLES for title in page.meta.all(each)[:1])]
    return headline_of(Titles(page.headings, stated, page.meta.title, page.sites))


def _address(meta: Meta, address: str | None) -> str | None:
    """The canonical address; a site's front page is none of an article."""
    stated = [*meta.links.get("canonical", ()), *meta.all("og:url"), address or ""]
    absolute = [url for each in stated if (url := _absolute(address, each))]
    return next(filter(_is_deep, absolute), next(iter(absolute), None))


def _is_deep(url: str) -> bool:
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query)


def _absolute(base: str | None, address: str) -> str | None:
    try:
        url = urljoin(base or "", address.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


def _split(values: list[str]) -> list[str]:
    return [word.strip() for value in values for word in value.split(",") if word.strip()]


def _add_authors(draft: Draft, page: Page) -> None:
    """Those of JSON-LD and microdata, then of `<meta>`, then of the printed byline.

    Where only the site itself is named, a printed byline says more.
    """
    sites = page.sites
    stated = _people(draft.fields.pop("byline", []), sites) or _people(_meta_authors(page), sites)
    named = [each for each in stated if not _is_site(each["name"], sites)]
    if named:
        draft.fields["byline"] = named
    elif printed := byline_in(page.root, draft.fields["headline"], sites):
        draft.fields["byline"] = printed
        draft.guessed["byline"] = BYLINE
    else:
        draft.fields["byline"] = stated


def _meta_authors(page: Page) -> list[dict[str, str]]:
    label = page.meta.first("twitter:label1") or ""
    written = page.meta.all("twitter:data1") if _WRITTEN.search(label) else []
    scholars = [_LAST_FIRST.sub(r"\2 \1", name) for name in page.meta.all("citation_author")]
    for names in (*map(page.meta.all, _AUTHORS), scholars, written):
        if people := [{"name": name} for name in names if not name.startswith("http")]:
            return people
    return []


def _people(stated: list[dict[str, str]], sites: list[str]) -> list[dict[str, str]]:
    """The people of stated names, each of which may hold several, and each of them once."""
    people: dict[str, dict[str, str]] = {}
    for each in stated:
        for person in people_of(each["name"], sites):
            people.setdefault(person["name"].casefold(), {**each, **person})
    return list(people.values())


def _is_site(name: str, sites: list[str]) -> bool:
    return key(name) in {key(site) for site in sites}


def _add_moments(draft: Draft, page: Page) -> None:
    fields, work = draft.fields, page_in(page.values)
    places = ((PUBLISHED, "datePublished"), (MODIFIED, "dateModified"))
    for field, (names, term) in zip(_MOMENTS, places, strict=True):
        stated = [fields.get(field), *_metas(page, names), text_of(work.get(term))]
        fields[field] = next((moment for each in stated if (moment := moment_of(each))), None)
    if not fields["firstcreated"]:
        _add_printed_moments(draft, page)


def _add_printed_moments(draft: Draft, page: Page) -> None:
    """The dates of `<time>` elements, else those of the lines around the headline.

    A page that says no more than when it was changed was published then, or before.
    """
    top = heading_of(page.root, draft.fields["headline"])
    found = [times_in(page.root, top)]
    if not found[0].published and top is not None:
        found += [days_in(islice(following(top), NEAR)), days_in(islice(preceding(top), NEAR))]
        found += [marked_days_in(page.root, top)]
    fields = draft.fields
    for moments in found:
        for field, moment in zip(_MOMENTS, (moments.published, moments.modified), strict=True):
            if moment and not fields[field]:
                fields[field] = moment
                draft.guessed |= {field: moments.guessed} if moments.guessed else {}
    if fields["versioncreated"] and not fields["firstcreated"]:
        fields["firstcreated"] = fields["versioncreated"]
        draft.guessed["firstcreated"] = CHANGED


def _metas(page: Page, names: tuple[str, ...]) -> list[str]:
    return [value for name in names for value in page.meta.all(name)[:1]]
