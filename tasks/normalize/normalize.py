"""From a document's bytes to its articles: the normalize stage, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.faults import BUGS
from tasks.normalize.finish import Intake, finish
from tasks.normalize.items import Walk, rejected
from tasks.normalize.registry import all_readers
from tasks.normalize.source import Limits, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from schemas.article import Article
    from schemas.document import Document
    from tasks.normalize.content import Content
    from tasks.normalize.detect import Recognition
    from tasks.normalize.items import Found
    from tasks.options import Options

MOST_WITHOUT = 1_000
"""Items without an article among them after which a document is given up: half a million
failures for one file help nobody."""


def normalize(
    document: Document,
    content: Content,
    options: Options,
    start: int = 0,
    tell: Callable[[Recognition], None] = lambda _: None,
) -> Iterator[Article | RejectedError]:
    """The articles of a document, in order; an item that is bad by itself as its error.

    They are made one by one as they are taken, so that a large document costs no more
    memory than a small one. An item's position is the index that its article id is made of.

    Args:
        start: index of the first item that is wanted.
        tell: is called with what each part of the document is recognized as.

    Raises:
        RejectedError: nothing of the document can be read; the message says why.
    """
    intake = Intake.of(document, options)
    walk = Walk(all_readers(), skip=start, tell=tell)
    some, held = start > 0, list[RejectedError]()
    for index, found in enumerate(walk.items(_source(content, intake))):
        if index == options.max_articles_per_document:
            held.append(_too_many(index))
            break
        if found is None:
            continue
        item = _finished(found, index, intake)
        if not some and isinstance(item, RejectedError):
            held.append(item)
            if len(held) == MOST_WITHOUT:
                raise _hopeless(held[0])
            continue
        some = True
        yield from held
        held.clear()
        yield item
    if not held and not some:
        raise RejectedError(FailureReason.NO_TEXT, "there is no article in it")
    if len(held) == 1 and not some:
        # The only item is the document as a whole.
        raise held[0]
    yield from held


def _source(content: Content, intake: Intake) -> Source:
    return Source(
        intake.document.name,
        content,
        limits=Limits.of(intake.options),
        charset=intake.rules.encoding,
        received=intake.document.mtime,
    )


def _finished(found: Found | RejectedError, index: int, intake: Intake) -> Article | RejectedError:
    if isinstance(found, RejectedError):
        return found
    try:
        return finish(found, index, intake)
    except (RejectedError, *BUGS) as error:
        return rejected(error)


def _too_many(limit: int) -> RejectedError:
    message = f"the document holds more articles than {limit:,}; those after them were not read"
    return RejectedError(FailureReason.TOO_LARGE, message)


def _hopeless(first: RejectedError) -> RejectedError:
    message = f"none of its first {MOST_WITHOUT:,} items is an article; the first: {first.message}"
    return RejectedError(FailureReason.NO_TEXT, message, member=first.member)
