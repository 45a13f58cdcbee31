"""The stages without Celery and Redis: files in, events out, in one process."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.article import Article
from schemas.document import Document, article_id, new_document_id
from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.deduplicate.deduplicate import deduplicate
from tasks.deduplicate.index import MemoryIndex
from tasks.normalize.content import BytesContent
from tasks.normalize.normalize import normalize
from tasks.publish.event import make_event
from tasks.summarize.summarize import summarize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from schemas.event import ArticleEvent
    from worker.settings import Settings

SOURCE = "wiredesk/process"


@dataclass(frozen=True)
class Outcome:
    """What became of one file: events, and what was refused of it."""

    path: Path
    events: tuple[ArticleEvent, ...] = ()
    refused: tuple[RejectedError, ...] = ()


def process_files(paths: Iterable[Path], settings: Settings) -> Iterator[Outcome]:
    """Take files through the stages, in order; copies among them are found."""
    index = MemoryIndex()
    for path in paths:
        try:
            yield _process(path, settings, index)
        except RejectedError as error:
            yield Outcome(path, refused=(error,))


def _process(path: Path, settings: Settings, index: MemoryIndex) -> Outcome:
    document, raw = _read(path, settings.max_document_bytes)
    items = list(normalize(document, BytesContent(raw), settings))
    articles = {
        article_id(document.id, number): item
        for number, item in enumerate(items)
        if isinstance(item, Article)
    }
    verdicts = deduplicate(articles, index)
    events = tuple(
        make_event(
            document_id=document.id,
            article_id=each,
            source=SOURCE,
            article=article,
            verdict=verdicts[each],
            summary=summarize(article, settings),
        )
        for each, article in articles.items()
    )
    return Outcome(path, events, tuple(item for item in items if isinstance(item, RejectedError)))


def _read(path: Path, max_bytes: int) -> tuple[Document, bytes]:
    try:
        with path.open("rb") as file:
            raw = file.read(max_bytes + 1)
        mtime = dt.datetime.fromtimestamp(path.stat().st_mtime, tz=dt.UTC)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise RejectedError(FailureReason.UNREADABLE, message) from error
    sha256 = hashlib.sha256(raw).hexdigest()
    name = path.name
    return Document(id=new_document_id(), path=name, size=len(raw), sha256=sha256, mtime=mtime), raw
