"""From a document's bytes to its articles: the normalize stage, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.normalize.finish import finish
from tasks.normalize.items import items_of
from tasks.normalize.registry import all_readers
from tasks.normalize.source import Limits, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.article import Article
    from schemas.document import Document
    from tasks.normalize.content import Content
    from tasks.options import Options


def normalize(
    document: Document, content: Content, options: Options
) -> Iterator[Article | RejectedError]:
    """The articles of a document, in order; an item that is bad by itself as its error.

    They are made one by one as they are taken, so that a large document costs no more
    memory than a small one. An item's position is the index that its article id is made of.

    Raises:
        RejectedError: nothing of the document can be read; the message says why.
    """
    alone: RejectedError | None = None
    for index, item in enumerate(_items(document, content, options)):
        if alone is not None:
            yield alone
            alone = None
        if index == 0 and isinstance(item, RejectedError):
            # If it stays the only one, it is about the document.
            alone = item
        else:
            yield item
    if alone is not None:
        raise alone


def _items(
    document: Document, content: Content, options: Options
) -> Iterator[Article | RejectedError]:
    source = Source(document.name, content, limits=Limits.of(options), received=document.mtime)
    limit = options.max_articles_per_document
    for index, found in enumerate(items_of(source, all_readers())):
        if index == limit:
            yield _too_many(limit)
            return
        if isinstance(found, RejectedError):
            yield found
            continue
        try:
            article = finish(found, index, document, options)
        except RejectedError as error:
            yield error
        else:
            yield article


def _too_many(limit: int) -> RejectedError:
    message = f"the document holds more than {limit:,} articles; those after them were not read"
    return RejectedError(FailureReason.TOO_LARGE, message)
