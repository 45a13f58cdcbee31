"""Which articles a value of JSON-LD holds: in lists, in graphs, in the pages and feeds of sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLES = frozenset(
    (
        "article newsarticle analysisnewsarticle askpublicnewsarticle backgroundnewsarticle "
        "opinionnewsarticle reportagenewsarticle reviewnewsarticle advertisercontentarticle "
        "satiricalarticle scholarlyarticle medicalscholarlyarticle techarticle apireference report "
        "socialmediaposting blogposting liveblogposting"
    ).split()
)
"""https://schema.org/Article and what is more specific, in small letters.

A DiscussionForumPosting is a SocialMediaPosting too, but no article."""

DEEPEST = 12
"""Levels that are walked down to an article."""

MOST_NODES = 200_000
"""Objects and lists of one document that are looked at."""

_HOLDERS = (
    "@graph", "@list", "@set", "@included", "mainEntity", "mainEntityOfPage", "itemListElement",
    "item", "blogPost", "blogPosts", "dataFeedElement", "hasPart",
)  # fmt: skip
"""Where articles are held; what an article only mentions or is based on is not its own."""

_REFERRING = (
    "author", "creator", "contributor", "editor", "publisher", "sourceOrganization", "provider",
    "copyrightHolder", "locationCreated", "contentLocation", "about", "articleSection", "genre",
    "mainEntityOfPage", "liveBlogUpdate",
)  # fmt: skip
"""Terms whose values are often told elsewhere in a graph, and referred to by `@id`."""

_NAMES = ("name", "headline", "alternateName", "legalName")
_DEEPEST_TEXT = 3


def articles_in(value: Any) -> list[dict[str, Any]]:
    """The articles of an object, an array or a graph, in order, each of them once.

    What they say of people, publishers and places by reference (`@id`) is filled in from
    the rest of the value. Nothing beyond `DEEPEST` levels and `MOST_NODES` objects is looked at.
    """
    nodes = _nodes_by_id(value)
    return [_filled(node, nodes) for node in _held(value, nodes) if is_article(node)]


def objects_in(value: Any) -> list[dict[str, Any]]:
    """The same for all objects with a type, such as the WebPage that an article is on."""
    nodes = _nodes_by_id(value)
    return [_filled(node, nodes) for node in _held(value, nodes) if types_of(node)]


def is_article(value: dict[str, Any]) -> bool:
    """Whether an object's `@type` is one of `ARTICLES`, or any other with an `articleBody`."""
    types = types_of(value)
    return not ARTICLES.isdisjoint(types) or bool(types and text_of(value.get("articleBody")))


def types_of(value: dict[str, Any]) -> frozenset[str]:
    """The names of an object's `@type`s in small letters, without the IRI in front of them."""
    types = (each for each in as_list(value.get("@type")) if isinstance(each, str))
    return frozenset(_term(each.replace("#", "/")).lower() for each in types)


def plain_terms(value: dict[str, Any]) -> dict[str, Any]:
    """An object with its terms as schema.org has them, without `schema:` or the full IRI."""
    if not any(":" in name for name in value):
        return value
    return {_term(name): held for name, held in value.items()}


def text_of(value: Any, *names: str) -> str | None:
    """The text of a value: itself, or the first of some terms of the object that it is.

    Args:
        names: the terms; by default those that name a thing.
    """
    for _ in range(_DEEPEST_TEXT):
        if isinstance(value, list):
            value = next((each for each in value if each), None)
        if isinstance(value, dict):
            item = plain_terms(value)
            terms = (*(names or _NAMES), "@value")
            value = next((item[term] for term in terms if item.get(term)), None)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return value.strip() or None if isinstance(value, str) else None


def as_list(value: Any) -> list[Any]:
    """A value as a list: JSON-LD writes a list of one as that one."""
    if isinstance(value, dict):
        value = value.get("@list", value.get("@set", value))
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _term(name: str) -> str:
    return name.replace(":", "/").rpartition("/")[2]


def _held(value: Any, nodes: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The objects of a value, without those that are in an article."""
    seen: set[int] = set()
    left = [(value, 0)]
    while left and len(seen) < MOST_NODES:
        held, depth = left.pop()
        held = _resolved(held, nodes)
        if id(held) in seen or depth > DEEPEST:
            continue
        seen.add(id(held))
        if isinstance(held, list):
            left.extend((each, depth + 1) for each in reversed(held[:MOST_NODES]))
        elif isinstance(held, dict):
            node = plain_terms(held)
            yield node
            if not is_article(node):
                within = [(node[name], depth + 1) for name in _HOLDERS if name in node]
                left.extend(reversed(within))


def _nodes_by_id(value: Any) -> dict[str, dict[str, Any]]:
    """The objects that have an `@id` and say something, those that say most of each."""
    nodes: dict[str, dict[str, Any]] = {}
    left, count = [value], 0
    while left and count < MOST_NODES:
        held = left.pop()
        count += 1
        if isinstance(held, list):
            left.extend(each for each in held[:MOST_NODES] if isinstance(each, dict | list))
        elif isinstance(held, dict):
            left.extend(each for each in held.values() if isinstance(each, dict | list))
            identity = held.get("@id")
            if isinstance(identity, str) and len(held) > len(nodes.get(identity, "1")):
                nodes[identity] = held
    return nodes


def _resolved(value: Any, nodes: dict[str, dict[str, Any]]) -> Any:
    """The object that a reference is about; any other value as it is."""
    if not isinstance(value, dict) or not isinstance(value.get("@id"), str):
        return value
    return value if text_of(value) else nodes.get(value["@id"], value)


def _filled(article: dict[str, Any], nodes: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """An article with the objects that it refers to in the place of the references."""
    told = {
        name: [_resolved(each, nodes) for each in as_list(article[name])[:MOST_NODES]]
        for name in _REFERRING
        if isinstance(article.get(name), dict | list)
    }
    return {**article, **told} if told else article
