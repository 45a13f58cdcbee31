"""What an array, an answer of a service or a feed wraps around its articles."""

from __future__ import annotations

from typing import Any

from tasks.normalize.objects.ap import is_ap
from tasks.normalize.objects.names import NAMES, has_text
from tasks.normalize.objects.ninjs import is_ninjs
from tasks.normalize.objects.schema_org import is_article

WRAPPERS = (
    "items", "item", "articles", "article", "results", "data", "entries", "docs", "hits",
    "response", "stories", "posts", "documents", "records", "news", "feed", "rows", "_items",
)  # fmt: skip
"""Where answers of services hold their articles."""

SINGLE_WRAPPERS = ("item", "_source", "article", "document", "doc", "attributes", "node", "post")
"""Where each entry of such a list may hold its article."""

DEEPEST = 4
"""Wrappers within one another."""

FIRST = 10
"""Entries of a list that are looked at to tell what it holds."""

JSON_FEED = "https://jsonfeed.org/version/"
"""How the version of a JSON Feed begins (https://www.jsonfeed.org/version/1.1/)."""


def entries_of(value: Any) -> tuple[Any, dict[str, Any]]:
    """The object or array that holds the articles, and the fields that a feed states for all."""
    for _ in range(DEEPEST + 1):
        if not isinstance(value, dict) or _is_item(value):
            break
        held = next((value[name] for name in WRAPPERS if _holds_items(value.get(name))), None)
        if held is None:
            break
        if str(value.get("version")).startswith(JSON_FEED):
            return held, _stated_by_feed(value)
        value = held
    return value, {}


def first_object(value: Any) -> dict[str, Any] | None:
    """The first article, by which a document's vocabulary is told."""
    found, _ = entries_of(value)
    first = _first(found)
    return unwrapped(first) if first is not None else None


def unwrapped(entry: dict[str, Any]) -> dict[str, Any]:
    """The article of an entry that has it under a name of its own, as AP and Elasticsearch do."""
    if _is_item(entry):
        return entry
    held = (entry[name] for name in SINGLE_WRAPPERS if isinstance(entry.get(name), dict))
    return next(held, entry)


def _stated_by_feed(feed: dict[str, Any]) -> dict[str, Any]:
    stated = {
        "source": feed.get("title"),
        "language": feed.get("language"),
        "byline": feed.get("authors") or feed.get("author"),
    }
    return {field: value for field, value in stated.items() if value}


def _first(entries: Any) -> dict[str, Any] | None:
    several = entries if isinstance(entries, list) else [entries]
    return next((entry for entry in several[:FIRST] if isinstance(entry, dict)), None)


def _is_item(value: dict[str, Any]) -> bool:
    """Whether an object is an article and no answer that holds some."""
    return has_text(value) or is_article(value) or is_ap(value) or is_ninjs(value)


def _holds_items(value: Any, depth: int = DEEPEST) -> bool:
    first = _first(value)
    if first is None or not depth:
        return False
    if isinstance(value, dict) and any(_holds_items(value.get(n), depth - 1) for n in WRAPPERS):
        return True
    article = unwrapped(first)
    return _is_item(article) or any(article.get(name) for name in NAMES["headline"])
