"""Articles in the words of schema.org, as JSON-LD has them in files and in web pages.

The terms are those of https://schema.org/NewsArticle and its ancestors; `@graph`, `@id`,
`@list`, `@set` and `@value` are those of JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tasks.normalize.markup import paragraphs_of_markup
from tasks.normalize.objects.graph import (
    articles_in,
    as_list,
    is_article,
    plain_terms,
    text_of,
)
from tasks.normalize.reader import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["FIELDS", "articles_in", "draft_of_article", "is_article", "url_of"]

FIELDS = (
    "uri", "version", "byline", "located", "firstcreated", "versioncreated", "expires",
    "pubstatus", "language", "source", "url", "description", "keywords", "subject", "genre",
    "usageterms", "copyrightholder",
)  # fmt: skip
"""The article fields that an article of schema.org may state, besides headline and body."""

MOST_AUTHORS = 100
"""People of one article that are taken over."""

MOST_UPDATES = 1_000
"""Posts of a live blog that are taken over."""

_ROLES = (("author", None), ("creator", None), ("contributor", None), ("editor", "editor"))
_STATUS = {
    "published": "usable",
    "draft": "withheld",
    "incomplete": "withheld",
    "pending": "withheld",
    "retracted": "canceled",
    "withdrawn": "canceled",
    "canceled": "canceled",
    "cancelled": "canceled",
}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_ABSOLUTE = re.compile(r"(?:https?://|urn:|tag:)[^\s]+", re.IGNORECASE)
_MARKUP = re.compile(r"</?(?:p|br|div|h[1-6]|[ou]l|li|blockquote|a|em|strong|b|i|span)\b[^<>]*>")
_PLACE_END = re.compile(r"\s*(?:[,(—–]|\s-)")


def draft_of_article(value: dict[str, Any], member: str | None = None) -> Draft:
    """What an article of schema.org states; people and places may be objects or text."""
    item = plain_terms(value)
    draft = Draft(member=member)
    draft.paragraphs = _paragraphs(item)
    texts = {
        "uri": _identifier(item),
        "headline": _first(item, "headline", "name"),
        "version": _first(item, "version"),
        "byline": _people(item),
        "firstcreated": _first(item, "datePublished", "dateCreated"),
        "versioncreated": _first(item, "dateModified"),
        "expires": _first(item, "expires"),
        "pubstatus": _STATUS.get((_first(item, "creativeWorkStatus") or "").lower()),
        "language": _language(item),
        "source": _first(item, "publisher", "sourceOrganization", "provider"),
        "url": url_of(item),
        "description": _first(item, "description", "abstract", "alternativeHeadline"),
        "keywords": _keywords(item),
        "subject": _names(item, "articleSection") + _names(item, "about"),
        "genre": _names(item, "genre"),
        "usageterms": _first(item, "usageInfo", "license"),
        "copyrightholder": _first(item, "copyrightHolder"),
    }
    draft.fields = {field: text for field, text in texts.items() if text}
    _add_place(draft, item)
    return draft


def url_of(item: dict[str, Any]) -> str | None:
    """The absolute address of an article's page."""
    page = item.get("mainEntityOfPage")
    candidates = (
        text_of(item.get("url"), "@id", "url"),
        text_of(page, "@id", "url"),
        text_of(item.get("@id")),
    )
    return next((url for url in candidates if url and re.match("https?://", url)), None)


def _identifier(item: dict[str, Any]) -> str | None:
    identifier = text_of(item.get("identifier"), "value", "@id")
    candidates = (text_of(item.get("@id")), identifier, url_of(item))
    return next((each for each in candidates if each and _ABSOLUTE.fullmatch(each)), None)


def _first(item: dict[str, Any], *names: str) -> str | None:
    return next((text for name in names if (text := text_of(item.get(name)))), None)


def _names(item: dict[str, Any], name: str) -> list[str]:
    return [text for value in as_list(item.get(name)) if (text := text_of(value))]


def _keywords(item: dict[str, Any]) -> list[str]:
    """Keywords of a list, or of a text that separates them by commas or semicolons."""
    names = _names(item, "keywords")
    if len(names) != 1:
        return names
    mark = "," if "," in names[0] else ";"
    return [word.strip() for word in names[0].split(mark) if word.strip()]


def _people(item: dict[str, Any]) -> list[dict[str, str]]:
    """Who is named as an author, or else as one who made or edited it, with the role stated."""
    for name, role in _ROLES:
        people = list(_persons(as_list(item.get(name))[:MOST_AUTHORS], role))
        if people:
            return people
    return []


def _persons(values: Iterable[Any], role: str | None) -> Iterable[dict[str, str]]:
    for value in values:
        name = text_of(value)
        if not name:
            continue
        title = text_of(value.get("jobTitle")) if isinstance(value, dict) else None
        stated = title if title and title.lower() != "author" else role
        yield {"name": name, "role": stated} if stated else {"name": name}


def _language(item: dict[str, Any]) -> str | None:
    """A BCP 47 tag: as text, or a Language whose alternateName it is; names are no tags."""
    stated = next(iter(as_list(item.get("inLanguage"))), None)
    candidates = (text_of(stated, "alternateName"), text_of(stated, "name", "@id"))
    return next((each for each in candidates if each and _TAG.fullmatch(each)), None)


def _add_place(draft: Draft, item: dict[str, Any]) -> None:
    if dateline := text_of(item.get("dateline")):
        draft.fields["located"] = _PLACE_END.split(dateline, maxsplit=1)[0] or dateline
    elif place := _place(item.get("locationCreated")):
        draft.fields["located"] = place
    elif place := _place(item.get("contentLocation")):
        draft.fields["located"] = place
        draft.guessed["located"] = "contentLocation: the place that it is about"


def _place(value: Any) -> str | None:
    place = next(iter(as_list(value)), None)
    if not isinstance(place, dict):
        return text_of(place)
    address = place.get("address")
    within = plain_terms(address) if isinstance(address, dict) else {}
    return text_of(place, "name") or text_of(within.get("addressLocality")) or text_of(address)


def _paragraphs(item: dict[str, Any]) -> list[str]:
    """The body, or the posts of a live blog one after the other."""
    for name in ("articleBody", "text"):
        if texts := _names(item, name):
            return _lines("\n".join(texts))
    updates = [plain_terms(v) for v in as_list(item.get("liveBlogUpdate")) if isinstance(v, dict)]
    return [
        line
        for update in updates[:MOST_UPDATES]
        for name in ("headline", "articleBody")
        for line in _lines("\n".join(_names(update, name)))
    ]


def _lines(body: str) -> list[str]:
    if _MARKUP.search(body):
        return paragraphs_of_markup(body)
    return [line for line in body.split("\n") if line.strip()]
