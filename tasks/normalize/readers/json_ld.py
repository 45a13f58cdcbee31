"""JSON-LD: articles in the words of schema.org, in one object, an array or a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.objects.schema_org import FIELDS, articles_in, draft_of_article
from tasks.normalize.objects.value import begins_with_bracket, json_value, json_value_or_none
from tasks.normalize.reader import Format

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from tasks.normalize.reader import Draft
    from tasks.normalize.source import Source

_SIGNS = ('"@type"', '"@context"', '"@graph"')


class JsonLdReader:
    """Reads an article of schema.org, or all of a graph or list."""

    format = Format(
        name="json-ld",
        title="schema.org JSON-LD",
        recognized_by="JSON with an `@type` of schema.org's articles",
        holds="each article of an object, an array, a `@graph` or an `ItemList`",
        fields=FIELDS,
        limits="no context is fetched; people and publishers are found by `@id` in the same file",
        looked_for="; looked for articleBody and liveBlogUpdate",
    )

    def recognizes(self, source: Source) -> str | None:
        """By an article anywhere in a JSON value that has the keywords of JSON-LD."""
        if not begins_with_bracket(source) or not any(sign in source.sample for sign in _SIGNS):
            return None
        if json_value_or_none(source) is None:
            return None
        return "it is JSON-LD with a schema.org article" if source.once(_articles) else None

    def read(self, source: Source) -> Iterator[Draft]:
        """One item for each article, in the order of the file.

        Raises:
            RejectedError: it is no JSON (with line and column), or there is no article in it.
        """
        articles = source.once(_articles)
        if not articles:
            raise RejectedError(FailureReason.NO_TEXT, "the JSON-LD holds no article")
        for index, article in enumerate(articles):
            yield draft_of_article(article, None if len(articles) == 1 else str(index))


def _articles(source: Source) -> list[dict[str, Any]]:
    return articles_in(json_value(source))
