"""IPTC ninjs, the news item in JSON: versions 1, 2 and 3, and Superdesk's flavour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.normalize.objects.item import items_of, speaks
from tasks.normalize.objects.names import NAMES
from tasks.normalize.reader import Draft, Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.errors import RejectedError
    from tasks.normalize.source import Source


class NinjsReader:
    """Reads items of ninjs."""

    format = Format(
        name="ninjs",
        title="IPTC ninjs 1, 2, 3",
        recognized_by="a JSON object (or the first of several) with names of ninjs, such as "
        "`versioncreated`, `headlines`, `pubStatus`",
        holds="one item, an array of items, or items under `items`, `item` and the "
        "like; items in `associations` that have a text are articles of their "
        "own",
        fields=tuple(NAMES),
        limits="pictures, sounds and events without a text are none; captions are no articles",
        looked_for="; looked for headline, headlines, body_text, body_html, body_xhtml and bodies",
    )

    def recognizes(self, source: Source) -> str | None:
        """By the names of its first article."""
        return "it is JSON with the names of ninjs" if speaks(source, "ninjs") else None

    def read(self, source: Source) -> Iterator[Draft | RejectedError]:
        """The article of each object; in an array or an answer of a service, one for each entry.

        Raises:
            RejectedError: it is no JSON after all.
        """
        return items_of(source)
