"""The stages without Celery and Redis: files in, events out, in one process."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from schemas.document import Document, article_id, new_document_id
from schemas.errors import RejectedError
from schemas.failure import FailureReason
from tasks.deduplicate.deduplicate import deduplicate
from tasks.deduplicate.grouping import grouped
from tasks.deduplicate.memory_index import MemoryIndex
from tasks.deduplicate.stories.clustering import MemoryStories
from tasks.normalize.content import FileContent
from tasks.normalize.normalize import normalize
from tasks.publish.event import make_event
from tasks.summarize.stage import Summarizer, judged
from tasks.summarize.version_memory import MemoryVersions
from worker.spool import moment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from schemas.article import Article
    from schemas.event import ArticleEvent
    from tasks.options import Options

SOURCE = "wiredesk/process"


class OneShot:
    """Takes files through the stages, one after another; copies, versions and stories among
    them are found.

    Args:
        folder: the subfolder of an inbox that the files count as dropped into.
    """

    def __init__(self, options: Options, folder: str | None = None) -> None:
        self._options = options
        self._folder = folder.strip("/") if folder else None
        self._index = MemoryIndex()
        self._stories = MemoryStories(options.dedup_window_seconds)
        self._summarizer = Summarizer(options, MemoryVersions())

    def process(self, path: Path) -> Iterator[ArticleEvent | RejectedError]:
        """What becomes of a file: its events as they are made, and what is refused of it."""
        try:
            document, content = self.received(path)
            for index, item in enumerate(normalize(document, content, self._options)):
                if isinstance(item, RejectedError):
                    yield item
                else:
                    yield self._event(document, index, item)
        except RejectedError as error:
            yield error

    def received(self, path: Path) -> tuple[Document, FileContent]:
        """A file as the watcher would take it in.

        Raises:
            RejectedError: it cannot be read.
        """
        try:
            status = path.stat()
            content = FileContent(path, status.st_size)
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            message = f"the file cannot be read: {error.strerror}"
            raise RejectedError(FailureReason.UNREADABLE, message) from error
        document = Document(
            id=new_document_id(),
            path=f"{self._folder}/{path.name}" if self._folder else path.name,
            size=status.st_size,
            sha256=sha256,
            mtime=moment(status.st_mtime),
        )
        return document, content

    def _event(self, document: Document, index: int, article: Article) -> ArticleEvent:
        identity = article_id(document.id, index)
        batch = {identity: article}
        judgements = deduplicate(batch, self._index, self._options)
        [judgement] = grouped(judgements, batch, self._stories).values()
        article = judgement.applied(article)
        item = judged(article, judgement.verdict)
        known = self._summarizer.look_up({identity: item})
        return make_event(
            document_id=document.id,
            article_id=identity,
            source=SOURCE,
            article=article,
            verdict=judgement.verdict,
            summary=self._summarizer.summary(identity, item, known),
        )
