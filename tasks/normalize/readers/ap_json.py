"""AP Media API: items and feeds in JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.normalize.objects.item import items_of, speaks
from tasks.normalize.objects.names import NAMES
from tasks.normalize.reader import Draft, Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.errors import RejectedError
    from tasks.normalize.source import Source


class ApJsonReader:
    """Reads items and feeds of the AP Media API."""

    format = Format(
        name="ap-json",
        title="AP Media API",
        recognized_by="a JSON object (or the first of several, also under `data`) with AP's "
        "`altids` and names such as `datelinelocation`",
        holds="one item, or those of a feed",
        fields=tuple(NAMES),
        limits="texts that AP keeps in renditions are not fetched",
        looked_for="; looked for headline and body_text",
    )

    def recognizes(self, source: Source) -> str | None:
        """By the names of its first article."""
        return (
            "it is JSON with the names of the AP Media API" if speaks(source, "ap-json") else None
        )

    def read(self, source: Source) -> Iterator[Draft | RejectedError]:
        """The article of each object; in an array or an answer of a service, one for each entry.

        Raises:
            RejectedError: it is no JSON after all.
        """
        return items_of(source)
