"""NITF: one article, as the IPTC's News Industry Text Format 3.6 has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.normalize.reader import Draft, Format, Size
from tasks.normalize.wire_xml.draft import settle
from tasks.normalize.wire_xml.nitf_item import draft_of_nitf
from tasks.normalize.xml_tree import parse_xml, root_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.source import Source


class NitfReader:
    """Reads a document of which `nitf` is the root."""

    format = Format(
        name="nitf",
        title="NITF 3",
        recognized_by="the root element `nitf`, with or without DTD and namespace",
        holds="one article: paragraphs, subheads, lists, tables and preformatted text of the body",
        fields=(
            "uri", "version", "slugline", "byline", "authors", "dateline", "located",
            "firstcreated", "versioncreated", "embargoed", "expires", "pubstatus", "urgency",
            "language", "source", "description", "keywords", "subject", "genre", "ednote",
            "usageterms", "copyrightholder",
        ),
        limits="no entities of its own; media and their captions go",
        looked_for="; looked for hedline and body.content",
        size=Size.PAGE,
    )  # fmt: skip

    def recognizes(self, source: Source) -> str | None:
        """By its root element."""
        return "its root element is nitf" if root_name(source) == "nitf" else None

    def read(self, source: Source) -> Iterator[Draft]:
        """The article.

        Raises:
            RejectedError: it is no XML.
        """
        yield settle(draft_of_nitf(parse_xml(source)))
