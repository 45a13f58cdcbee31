"""XML of no standard: whatever has headlines and texts under names that the trade uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.reader import Draft, Format
from tasks.normalize.wire_xml.draft import settle
from tasks.normalize.wire_xml.home_grown import BODY, NAMES, articles_in, draft_of
from tasks.normalize.xml_tree import parse_xml, root_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.source import Source

_DECLARED = re.compile(r"\ufeff?\s*+<(?:\?xml\b|!DOCTYPE\b)", re.IGNORECASE)
_ELEMENT = re.compile(r"\ufeff?\s*+<[A-Za-z_]")


class NewsXmlReader:
    """Reads XML that no other reader knows; asked after all of those."""

    format = Format(
        name="news-xml",
        title="Other news XML",
        recognized_by="an XML declaration, or XML throughout",
        holds="an article for each element with a text and a headline or identifier beside it, by "
        "the names in use in several languages",
        fields=tuple(name for name in NAMES if name != "headline"),
        limits="XML without such elements is refused",
        looked_for=f"; looked for {', '.join(BODY[:8])}, …",
    )

    def recognizes(self, source: Source) -> str | None:
        """By its declaration; without one it must be XML from end to end."""
        if _DECLARED.match(source.sample):
            return "it begins with an XML declaration"
        if not _ELEMENT.match(source.sample) or root_name(source) is None:
            return None
        try:
            parse_xml(source)
        except RejectedError:
            return None
        return "it is XML throughout"

    def read(self, source: Source) -> Iterator[Draft]:
        """An article for each element that looks like one.

        Raises:
            RejectedError: it is no XML, or has no such element.
        """
        root = parse_xml(source)
        found = list(articles_in(root))
        if not found:
            message = (
                f"this is XML with the root element {root_name(source)}, in which no article "
                f"was found{self.format.looked_for}"
            )
            raise RejectedError(FailureReason.UNSUPPORTED_FORMAT, message)
        for number, (item, body) in enumerate(found):
            yield settle(draft_of(item, body, str(number) if len(found) > 1 else None))
