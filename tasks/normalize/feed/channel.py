"""What a feed says of itself, which holds for those of its items that do not say otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tasks.normalize.feed.names import key_of
from tasks.normalize.feed.stream import local_name
from tasks.normalize.feed.text import line_of, plain_text

XML = "{http://www.w3.org/XML/1998/namespace}"

_FIELDS = {
    "title": "title", "dc:title": "title", "language": "language", "dc:language": "language",
    "rights": "rights", "copyright": "rights", "dc:rights": "rights", "media:copyright": "rights",
}  # fmt: skip


@dataclass
class Channel:
    """The feed as a whole, as far as it has been read.

    Attributes:
        stated: its title, language and rights.
        authors: of an Atom feed, the names of its authors.
    """

    stated: dict[str, str] = field(default_factory=dict)
    authors: list[str] = field(default_factory=list)

    def learn(self, elements: tuple[Any, ...]) -> None:
        """Take in what lies beside the items; of two titles the first one counts."""
        for element in elements:
            key = key_of(element.tag)
            if local_name(element) == "channel":
                self.learn(tuple(element))
            elif key == "author":
                self.authors += [line_of(name) for name in element if local_name(name) == "name"]
            elif (name := _FIELDS.get(key)) and (text := _text(name, element)):
                self.stated.setdefault(name, text)


def inherited(element: Any, name: str) -> str | None:
    """An `xml:` attribute that holds for an element: its own, or that of the nearest around it."""
    while element is not None:
        if value := element.get(XML + name):
            return str(value)
        element = element.getparent()
    return None


def _text(name: str, element: Any) -> str:
    return plain_text(element) if name == "language" else line_of(element)
