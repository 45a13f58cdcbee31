"""The names of a feed's elements, whichever version of a vocabulary they are from."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

FAMILIES = (
    ("http://purl.org/dc/", "dc:"),
    ("http://purl.org/rss/1.0/modules/dc", "dc:"),
    ("http://purl.org/rss/1.0/modules/content", "content:"),
    ("http://purl.org/rss/1.0/modules/", "module:"),
    ("http://search.yahoo.com/mrss", "media:"),
    ("http://www.itunes.com/", "itunes:"),
    ("http://www.w3.org/1999/xhtml", "xhtml:"),
    ("http://www.w3.org/1999/02/22-rdf", "rdf:"),
    ("http://rssnamespace.org/feedburner", "feedburner:"),
    ("http://backend.userland.com/creativecommonsrssmodule", "license:"),
    ("http://cyber.law.harvard.edu/rss/creativecommons", "license:"),
    ("http://web.resource.org/cc/", "license:"),
    ("http://creativecommons.org/ns", "license:"),
    ("http://prismstandard.org/namespaces", "prism:"),
    ("http://wordpress.org/export/", "wp:"),
    ("http://www.w3.org/2005/atom", ""),
    ("http://purl.org/atom/ns", ""),
    ("http://purl.org/rss/1.0", ""),
    ("http://purl.org/net/rss1.1", ""),
    ("http://channel.netscape.com/rdf/", ""),
    ("http://my.netscape.com/", ""),
    ("http://backend.userland.com/rss", ""),
    ("http://blogs.law.harvard.edu/tech/rss", ""),
    ("http://cyber.law.harvard.edu/rss", ""),
)
"""How a namespace begins, in lower case, and the prefix that stands for it here."""

NAMES = {
    "content": (
        "content:encoded", "content", "body", "xhtml:body", "xhtml:div", "fulltext", "fullitem",
    ),
    "summary": (
        "description", "summary", "abstract", "dc:description", "dc:abstract", "itunes:summary",
        "media:description", "prism:teaser",
    ),
    "title": ("title", "dc:title", "media:title"),
    "guid": ("guid",),
    "id": ("id", "dc:identifier"),
    "created": (
        "pubdate", "published", "issued", "dc:issued", "dc:date", "prism:publicationdate",
        "created", "dc:created", "date",
    ),
    "updated": ("updated", "modified", "dc:modified", "prism:modificationdate"),
    "creator": ("dc:creator",),
    "author": ("author", "dc:author"),
    "speaker": ("itunes:author",),
    "rights": ("rights", "copyright", "dc:rights", "media:copyright"),
    "holder": ("dc:rightsholder",),
    "license": ("license:license",),
    "category": ("category", "dc:subject"),
    "keywords": ("keywords", "media:keywords", "itunes:keywords"),
    "language": ("dc:language", "language"),
    "original": ("feedburner:origlink",),
    "link": ("link",),
    "source": ("source",),
    "publisher": ("dc:publisher",),
}  # fmt: skip
"""What is looked for, and the elements that have it; the first of them with a text counts."""

_EXCERPT = "/excerpt"


@lru_cache(maxsize=4096)
def key_of(tag: Any) -> str:
    """The name of an element such as `title` or `dc:creator`, in lower case.

    RSS and Atom themselves have no prefix here; foreign names have `?:`.
    """
    if not isinstance(tag, str):
        return "?:"
    namespace, _, name = tag.lower().rpartition("}")
    namespace = namespace.removeprefix("{").replace("https://", "http://", 1)
    if not namespace:
        return name
    if namespace.rstrip("/").endswith(_EXCERPT):
        return f"excerpt:{name}"
    prefix = next((short for start, short in FAMILIES if namespace.startswith(start)), "?:")
    return prefix + name
