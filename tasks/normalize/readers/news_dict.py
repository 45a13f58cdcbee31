"""Articles that crawlers and news services give as JSON objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.normalize.objects.item import items_of, speaks
from tasks.normalize.objects.names import NAMES
from tasks.normalize.reader import Draft, Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.errors import RejectedError
    from tasks.normalize.source import Source


class NewsDictReader:
    """Reads what crawlers and news services give."""

    format = Format(
        name="news-json",
        title="Crawled articles",
        recognized_by="a JSON object (or the first of several) with the names of news-please,"
        " Fundus, newspaper, trafilatura, News API, the Guardian, WordPress or "
        "JSON Feed",
        holds="one article, or those of an array, an answer or a feed",
        fields=tuple(NAMES),
        looked_for="; looked for title, maintext, plaintext, body, text, content, "
        "content_html and content_text",
    )

    def recognizes(self, source: Source) -> str | None:
        """By the names of its first article."""
        return (
            "it is JSON with the names that crawlers and news services use"
            if speaks(source, "news-json")
            else None
        )

    def read(self, source: Source) -> Iterator[Draft | RejectedError]:
        """The article of each object; in an array or an answer of a service, one for each entry.

        Raises:
            RejectedError: it is no JSON after all.
        """
        return items_of(source)
