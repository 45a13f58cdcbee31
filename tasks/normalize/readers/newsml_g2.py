"""NewsML-G2: single items, and messages of many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.reader import Draft, Format
from tasks.normalize.wire_xml.draft import settle
from tasks.normalize.wire_xml.elements import child, counted, name_of, words_in
from tasks.normalize.wire_xml.news_item import (
    ITEMS,
    draft_of_item,
    is_canceled,
    items_in,
    kind_of,
    may_be_article,
)
from tasks.normalize.xml_tree import parse_xml, root_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tasks.normalize.source import Source
    from tasks.normalize.wire_xml.elements import Element

ROOTS = frozenset({"newsmessage", *ITEMS})

MOST_NAMED = 5
"""Kinds of items that a message names."""


class NewsMlG2Reader:
    """Reads a `newsMessage`, or an item that is a document by itself."""

    format = Format(
        name="newsml-g2",
        title="NewsML-G2",
        recognized_by="the root element `newsMessage`, `newsItem`, `packageItem`, …",
        holds="an article for each `newsItem` with text: XHTML, NITF or plain text within",
        fields=(
            "uri", "version", "slugline", "byline", "authors", "dateline", "located",
            "firstcreated", "versioncreated", "embargoed", "expires", "pubstatus", "urgency",
            "language", "source", "description", "keywords", "subject", "genre", "ednote",
            "usageterms", "copyrightholder",
        ),
        limits="pictures, films and packages beside texts are passed over; private notes go",
        looked_for="; looked for inlineXML and inlineData in the contentSet",
    )  # fmt: skip

    def recognizes(self, source: Source) -> str | None:
        """By its root element."""
        root = root_name(source)
        return f"its root element is {root}" if root and root.lower() in ROOTS else None

    def read(self, source: Source) -> Iterator[Draft | RejectedError]:
        """An article for each item that is a text.

        Raises:
            RejectedError: it is no XML, or no item of it is a text.
        """
        root = parse_xml(source)
        several = name_of(root) == "newsmessage"
        sender = words_in(child(root, "header", "sender"))
        passed_over: dict[str, None] = {}
        some = False
        for number, item in enumerate(counted(items_in(root))):
            found = _draft(item, str(number) if several else None, sender)
            if found is None:
                passed_over[_what(item)] = None
            else:
                some = True
                yield found
        if not some:
            what = ", ".join(list(passed_over)[:MOST_NAMED]) or "no item"
            raise RejectedError(FailureReason.NO_TEXT, f"there is no text in it, but: {what}")


def _draft(item: Element, member: str | None, sender: str) -> Draft | RejectedError | None:
    """The article of an item; None for what is no text and has none."""
    if name_of(item) != "newsitem" or not may_be_article(item):
        return None
    try:
        draft = draft_of_item(item, member)
    except RejectedError as error:
        return RejectedError(error.reason, error.message, member=member)
    stands = draft.paragraphs or kind_of(item) == "text" or is_canceled(item)
    return settle(draft, sender) if stands else None


def _what(item: Element) -> str:
    kind = kind_of(item)
    return f"{name_of(item)} ({kind})" if kind else name_of(item)
