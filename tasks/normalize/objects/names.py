"""The names that article fields go by in plain JSON objects and in front matter."""

from __future__ import annotations

from typing import Any

from tasks.normalize.objects.body import paragraphs_of_body, without_title
from tasks.normalize.reader import Draft

NAMES: dict[str, tuple[str, ...]] = {
    "uri": ("uri", "guid", "id", "@id", "_id", "uuid"),
    "version": ("version", "revision"),
    "evolvedfrom": ("evolvedfrom", "evolvedFrom"),
    "headline": ("headline", "title", "webTitle", "name"),
    "slugline": ("slugline", "slug"),
    "byline": ("byline", "by", "author", "authors", "creator", "dc:creator", "writer"),
    "located": ("located", "location", "place"),
    "dateline": ("dateline",),
    "firstcreated": (
        "firstcreated", "firstCreated", "datePublished", "date_published", "published",
        "published_at", "publishedAt", "pubDate", "date_publish", "publish_date", "date",
        "publishing_date", "publication_date", "publicationDate", "published_date",
        "publishedDate", "pub_date", "webPublicationDate", "created_at", "createdAt",
        "date_created", "dateCreated", "created",
    ),
    "versioncreated": (
        "versioncreated", "versionCreated", "dateModified", "date_modified", "modified",
        "updated", "updated_at", "updatedAt", "date_modify", "modified_date", "last_modified",
        "lastModified",
    ),
    "embargoed": ("embargoed", "embargoedUntil", "embargo"),
    "expires": ("expires",),
    "pubstatus": ("pubstatus", "pubStatus"),
    "urgency": ("urgency",),
    "language": ("language", "lang", "inLanguage", "language_code", "languageCode"),
    "source": (
        "source", "infosource", "infoSource", "infosources", "infoSources", "publisher",
        "provider", "site_name", "sitename", "source_domain", "source-hostname", "hostname",
        "domain",
    ),
    "url": (
        "url", "link", "canonical_url", "canonicalUrl", "mainEntityOfPage", "webUrl", "web_url",
        "permalink", "responded_url",
    ),
    "description": (
        "description", "description_text", "summary", "abstract", "excerpt", "standfirst",
        "teaser", "lead", "alternativeHeadline", "description_html",
    ),
    "keywords": ("keywords", "keyword", "tags", "topics"),
    "subject": ("subject", "subjects", "categories", "category", "section"),
    "genre": ("genre", "genres"),
    "ednote": ("ednote", "edNote"),
    "usageterms": ("usageterms", "usageTerms"),
    "copyrightholder": ("copyrightholder", "copyrightHolder"),
}  # fmt: skip
"""Article field -> the names it goes by, the first that has a value counts."""

BODY_NAMES = (
    "body_text", "body", "text", "content", "articleBody", "maintext", "content_text",
    "body_html", "content_html", "body_xhtml", "plaintext", "bodyText", "article_text",
    "full_text", "content_elements",
)  # fmt: skip

_FIELDS = {name: (field, rank) for field, names in NAMES.items() for rank, name in enumerate(names)}
_EMPTY: tuple[object, ...] = (None, "", [], {})


def draft_of(item: dict[str, Any], member: str | None = None) -> Draft:
    """What an object states, under the names of an article's fields."""
    draft = Draft(member=member, fields=fields_of(item))
    for name in BODY_NAMES:
        if not item.get(name):
            continue
        found = paragraphs_of_body(item[name])
        if found:
            draft.paragraphs = without_title(found, draft.fields.get("headline"))
            break
        if found is None and not draft.warnings:
            draft.warnings.append(f"the body ({name}) is no text and was left out")
    return draft


def fields_of(item: dict[str, Any]) -> dict[str, Any]:
    """The values of an object by article field."""
    ranked: dict[str, tuple[int, Any]] = {}
    for name, value in item.items():
        field, rank = _FIELDS.get(name, (None, 0))
        if field is None or value in _EMPTY or value is False:
            continue
        if field not in ranked or rank < ranked[field][0]:
            ranked[field] = (rank, value)
    fields = {field: ranked[field][1] for field in NAMES if field in ranked}
    people = item.get("authors")
    if people and fields["byline"] is not people:
        fields["authors"] = people
    return fields


def has_text(item: dict[str, Any]) -> bool:
    """Whether there is anything under one of the names of a body."""
    return any(item.get(name) for name in BODY_NAMES)
