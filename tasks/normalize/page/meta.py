"""What a page says of itself in its head: `<meta>` by name, `<link>` by relation, `<title>`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tasks.normalize.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_TAGS = 2_000
"""Tags of the head that are looked at."""

LONGEST_VALUE = 5_000
"""Code points of a value that is taken over."""

_NAMED_BY = (("property", ""), ("name", ""), ("itemprop", ""), ("http-equiv", "http-equiv:"))


@dataclass(frozen=True)
class Meta:
    """The head of a page.

    Attributes:
        values: what `<meta>` tags say, by `property` or `name` in small letters, in order; what
            stands for a header of HTTP begins with `http-equiv:`.
        links: where `<link>` tags lead, by relation.
        title: the `<title>`, empty if there is none.
    """

    values: dict[str, list[str]]
    links: dict[str, list[str]]
    title: str

    def first(self, *names: str) -> str | None:
        """The first value of the first of some names that has one."""
        return next(iter(self.all(*names)), None)

    def all(self, *names: str) -> list[str]:
        """All values of the first of some names that has any."""
        for name in names:
            if name in self.values:
                return self.values[name]
        return []


def meta_of(root: Any) -> Meta:
    """The head of a page; tags that stand elsewhere count too, as browsers have it."""
    values: dict[str, list[str]] = {}
    for tag in _some(root.iter("meta")):
        value = clean_line((tag.get("content") or "")[:LONGEST_VALUE])
        name = (
            next((before + tag.get(by) for by, before in _NAMED_BY if tag.get(by)), "")
            .strip()
            .lower()
        )
        if name and value:
            values.setdefault(name, []).append(value)
    links: dict[str, list[str]] = {}
    for tag in _some(root.iter("link")):
        if address := (tag.get("href") or "").strip():
            for relation in (tag.get("rel") or "").lower().split():
                links.setdefault(relation, []).append(address)
    return Meta(values, links, _title(root))


def _title(root: Any) -> str:
    """The page's own title, which pictures in SVG also have."""
    for tag in _some(root.iter("title")):
        parent = tag.getparent()
        if parent is None or parent.tag != "svg":
            return clean_line((tag.text or "")[:LONGEST_VALUE])
    return ""


def _some(tags: Iterable[Any]) -> Iterable[Any]:
    return (tag for _, tag in zip(range(MOST_TAGS), tags, strict=False))
